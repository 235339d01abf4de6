// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/ddl-postgres/cases.h"

#include <QDir>
#include <QFile>

namespace tidemark::test {

using namespace Qt::StringLiterals;

namespace {

QString folder()
{
    return QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/engines/ddl-postgres/cases/");
}

QByteArray contentsOf(const QString &name)
{
    QFile file(folder() + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return file.readAll();
}

} // namespace

QStringList caseFiles()
{
    QStringList names = QDir(folder()).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    names.replaceInStrings(u".sql"_s, QString());
    return names;
}

CaseFile readCases(const QString &name)
{
    CaseFile file;
    for (const QByteArray &line : contentsOf(name + u".sql"_s).split('\n')) {
        if (line.startsWith("--- "))
            file.cases.push_back({QString::fromUtf8(line.mid(4)), {}});
        else
            (file.cases.empty() ? file.base : file.cases.back().sql) += line + '\n';
    }
    return file;
}

QStringList impossibleChanges()
{
    QStringList lines = QString::fromUtf8(contentsOf(u"impossible.txt"_s)).split(u'\n');
    lines.removeIf([](const QString &line) { return line.isEmpty() || line.startsWith(u'#'); });
    return lines;
}

} // namespace tidemark::test
