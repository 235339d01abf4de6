// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sourceexcerpt.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype widest = 110;
constexpr qsizetype longestLine = 1 << 16;

QByteArray lineOf(const SourceLocation &where, const QString &folder)
{
    QFile file(folder.isEmpty() ? where.file : QDir(folder).filePath(where.file));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (int number = 1; number < where.line; ++number) {
        if (file.readLine().isEmpty())
            return {};
    }
    return file.readLine(longestLine);
}

} // namespace

QString sourceExcerpt(const SourceLocation &where, const QString &folder)
{
    if (where.file.isEmpty() || where.line <= 0)
        return {};
    QString line = QString::fromUtf8(lineOf(where, folder));
    while (line.endsWith(u'\n') || line.endsWith(u'\r'))
        line.chop(1);
    if (line.trimmed().isEmpty())
        return {};
    qsizetype column = std::min<qsizetype>(std::max(where.column - 1, 0), line.size());
    if (line.size() > widest) {
        const qsizetype from = std::clamp<qsizetype>(column - widest / 2, 0, line.size() - widest);
        line = line.mid(from, widest);
        column -= from;
    }
    const QString number = QString::number(where.line);
    QString text = u"  %1 | %2"_s.arg(number, line);
    if (where.column <= 0)
        return text;
    QString pad = line.left(column);
    for (QChar &character : pad)
        character = character == u'\t' ? u'\t' : u' ';
    return text + u"\n  %1 | %2^"_s.arg(QString(number.size(), u' '), pad);
}

} // namespace tidemark
