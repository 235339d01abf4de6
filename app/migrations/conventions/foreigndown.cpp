// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/foreigndown.h"

#include "migrations/migrationfiles.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct DownMark
{
    QString tool;
    QRegularExpression line;
};

/// From the tools' documentation, each as a whole line.
const std::vector<DownMark> &downMarks()
{
    const auto mark = [](const QString &tool, const QString &pattern) {
        return DownMark{tool, QRegularExpression(u"^\\s*(?:%1)\\s*$"_s.arg(pattern),
                                                 QRegularExpression::CaseInsensitiveOption)};
    };
    static const std::vector<DownMark> marks{
        mark(u"tern"_s, uR"(---- create above / drop below ----)"_s),
        mark(u"MyBatis Migrations"_s, uR"(--\s*//\s*@UNDO)"_s),
        mark(u"rambler"_s, uR"(--\s*rambler\s+down)"_s),
        mark(u"micrate"_s, uR"(--\s*\+micrate\s+down)"_s),
        mark(u"goose"_s, uR"(--\s*\+goose\s+down)"_s),
        mark(u"sql-migrate"_s, uR"(--\s*\+migrate\s+down\b.*)"_s),
        mark(u"dbmate"_s, uR"(--\s*migrate:down\b.*)"_s),
        mark(u"Play evolutions"_s, uR"((?:#|--)\s*-*\s*!Downs)"_s)};
    return marks;
}

/// "-- Up" and later "-- Down", as several small tools have them: the second alone is a remark.
const DownMark &plainUp()
{
    static const DownMark mark{
        {}, QRegularExpression(uR"(^--+\s*up\s*:?$)"_s, QRegularExpression::CaseInsensitiveOption)};
    return mark;
}

const DownMark &plainDown()
{
    static const DownMark mark{u"another tool"_s,
                               QRegularExpression(uR"(^--+\s*(?:down|undo)\s*:?$)"_s,
                                                  QRegularExpression::CaseInsensitiveOption)};
    return mark;
}

const DownMark *markIn(const QString &line, bool afterUp)
{
    for (const DownMark &mark : downMarks()) {
        if (mark.line.match(line).hasMatch())
            return &mark;
    }
    return afterUp && plainDown().line.match(line).hasMatch() ? &plainDown() : nullptr;
}

} // namespace

std::optional<Finding> findForeignDown(const QByteArray &script, const QString &shown)
{
    int number = 0;
    bool afterUp = false;
    for (const QByteArray &line : script.split('\n')) {
        ++number;
        const QByteArray text = line.trimmed();
        if (!text.startsWith("--") && !text.startsWith('#'))
            continue;
        const QString words = QString::fromUtf8(text);
        afterUp |= plainUp().line.match(words).hasMatch();
        if (const DownMark *mark = markIn(words, afterUp))
            return makeFinding(
                Finding::Severity::Error, u"down-inside"_s,
                u"below this line stands the way down as %1 writes it: it would be run as a part "
                "of the way up"_s.arg(mark->tool),
                {shown, number, static_cast<int>(line.indexOf(text)) + 1},
                u"choose the tool that these files are for, if Tidemark knows it, or put the two "
                "ways into files of their own"_s);
    }
    return std::nullopt;
}

} // namespace tidemark
