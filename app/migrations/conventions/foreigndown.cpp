// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/foreigndown.h"

#include "migrations/migrationfiles.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct LineMark
{
    QString tool;
    QRegularExpression line;
};

LineMark mark(const QString &tool, const QString &pattern)
{
    return {tool, QRegularExpression(u"^(?:%1)$"_s.arg(pattern),
                                     QRegularExpression::CaseInsensitiveOption)};
}

/// From the tools' documentation, each as a whole line.
const std::vector<LineMark> &downMarks()
{
    static const std::vector<LineMark> marks{
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
const LineMark &plainUp()
{
    static const LineMark up = mark({}, uR"(--+\s*up\s*:?)"_s);
    return up;
}

const LineMark &plainDown()
{
    static const LineMark down = mark(u"another tool"_s, uR"(--+\s*(?:down|undo)\s*:?)"_s);
    return down;
}

bool isIn(const LineMark &mark, const QString &line)
{
    return mark.line.match(line).hasMatch();
}

const LineMark *downIn(const QString &line, bool afterUp)
{
    const auto &marks = downMarks();
    const auto found =
        std::ranges::find_if(marks, [&](const LineMark &each) { return isIn(each, line); });
    if (found != marks.end())
        return &*found;
    return afterUp && isIn(plainDown(), line) ? &plainDown() : nullptr;
}

} // namespace

std::optional<Finding> findForeignDown(const QByteArray &script, const QString &shown)
{
    bool afterUp = false;
    for (const TextLine &line : linesOf(script)) {
        const QByteArrayView whole = line.of(script);
        const QByteArrayView text = whole.trimmed();
        if (!text.startsWith("--") && !text.startsWith('#'))
            continue;
        const QString words = QString::fromUtf8(text);
        afterUp |= isIn(plainUp(), words);
        const LineMark *mark = downIn(words, afterUp);
        // Nothing would be run of a way down that is empty.
        if (!mark || isBlankSql(QByteArrayView(script).sliced(line.next)))
            continue;
        return makeFinding(
            Finding::Severity::Error, u"down-inside"_s,
            u"below this line stands the way down as %1 writes it: it would be run as a part of "
            "the way up"_s.arg(mark->tool),
            {shown, line.number, static_cast<int>(text.data() - whole.data()) + 1},
            u"choose the tool that these files are for, if Tidemark knows it, or put the two ways "
            "into files of their own"_s);
    }
    return std::nullopt;
}

} // namespace tidemark
