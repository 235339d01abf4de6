// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchplanparser.h"

#include "migrations/migrationfiles.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Every POSIX punctuation character but '_'.
constexpr auto punctuation = "!-\\/:-@\\[-\\^`{-~";

/// The name of a change, tag or project: does not begin or end with punctuation, has no blank and
/// none of
/// ":@#\", and no "~3", "/3", "=3", "%3", "^3" or "[3" at its end, which would be a symbolic
/// offset.
QString namePattern()
{
    return u"(?![%1])(?:(?![~\\/=%^\\[\\]][[:digit:]]+(?:$|[[:blank:]]))[^[:blank:]:@#\\\\])+(?<![%1])\\b"_s
        .replace(u"%1"_s, QLatin1StringView(punctuation));
}

QRegularExpression compiled(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::UseUnicodePropertiesOption);
}

constexpr auto timePattern = "(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)";

QString trimmedLeft(QStringView text)
{
    while (!text.isEmpty() && text.front().isSpace())
        text = text.sliced(1);
    return text.toString();
}

QString trimmedRight(QStringView text)
{
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text.toString();
}

/// "\n", "\r" and "\\" in a note stand for the characters.
QString unescapedNote(const QString &note)
{
    QString plain;
    for (qsizetype i = 0; i < note.size(); ++i) {
        const QChar next = i + 1 < note.size() ? note[i + 1] : QChar();
        if (note[i] == u'\\' && (next == u'\\' || next == u'n' || next == u'r')) {
            plain += next == u'n' ? QChar(u'\n') : next == u'r' ? QChar(u'\r') : QChar(u'\\');
            ++i;
        } else {
            plain += note[i];
        }
    }
    return plain;
}

QDateTime parseTime(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    time.setTimeZone(QTimeZone::utc());
    return time;
}

} // namespace

SqitchPlanParser::SqitchPlanParser(QString file, std::vector<Finding> &findings)
    : m_file(std::move(file))
    , m_findings(findings)
{
}

bool SqitchPlanParser::bad(const QString &message, int column, const QString &hint,
                           const QString &code)
{
    m_findings.push_back(
        makeFinding(Finding::Severity::Error, code, message, {m_file, m_line, column}, hint));
    return false;
}

SqitchPlanParser::Line SqitchPlanParser::readLine(const QString &text) const
{
    Line line;
    const qsizetype hash = text.indexOf(u'#');
    line.content = trimmedRight(hash < 0 ? QStringView(text) : QStringView(text).first(hash));
    if (hash >= 0)
        line.note = unescapedNote(text.sliced(hash + 1).trimmed());
    line.blank = line.content.isEmpty();
    line.empty = line.blank && line.note.isEmpty();
    return line;
}

bool SqitchPlanParser::parsePragma(const Line &line)
{
    static const QRegularExpression pattern =
        compiled(u"\\A\\s*%\\s*(?<name>[^\\s=]+?)\\s*(?:=\\s*(?<value>.+))?\\z"_s);
    const QRegularExpressionMatch match = pattern.match(line.content);
    if (!match.hasMatch())
        return bad(u"a pragma like %project=name is expected here"_s,
                   int(line.content.size() - trimmedLeft(line.content).size()) + 1,
                   u"an empty line must stand between the pragmas and the changes"_s);
    const QString name = match.captured(u"name"_s);
    const QString value = match.captured(u"value"_s);
    if (name == u"uri")
        m_plan.uri = value;
    if (name != u"project")
        return true;
    static const QRegularExpression whole = compiled(u"\\A"_s + namePattern() + u"\\z"_s);
    if (!whole.match(value).hasMatch())
        return bad(
            u"\"%1\" cannot be the name of a project"_s.arg(value),
            int(match.capturedStart(u"value"_s)) + 1,
            u"names begin and end with a letter or digit and have no blank and none of : @ # \\"_s);
    m_plan.project = value;
    return true;
}

std::optional<SqitchPlanParser::Entry> SqitchPlanParser::parseEntry(const Line &line)
{
    static const QRegularExpression pattern =
        compiled(u"\\A[[:blank:]]*(?:(?<at>@)|(?<operator>[+-])[[:blank:]]*)?(?<name>"_s +
                 namePattern() + u")[[:blank:]]*(?:\\[(?<dependencies>[^\\]]+)\\][[:blank:]]*)?"_s +
                 QLatin1StringView(timePattern) +
                 u"[[:blank:]]*(?<planner>[^<]+)[[:blank:]]+<(?<email>[^>]+)>\\z"_s);
    const QRegularExpressionMatch match = pattern.match(line.content);
    if (!match.hasMatch()) {
        explainBadEntry(line.content);
        return std::nullopt;
    }
    Entry entry;
    entry.tag = match.capturedLength(u"at"_s) > 0;
    entry.revert = match.captured(u"operator"_s) == u"-";
    entry.name = match.captured(u"name"_s);
    entry.nameColumn = int(match.capturedStart(u"name"_s)) + 1;
    entry.dependencies = match.captured(u"dependencies"_s);
    entry.dependencyColumn = int(match.capturedStart(u"dependencies"_s)) + 1;
    entry.planner = {match.captured(u"planner"_s), match.captured(u"email"_s),
                     parseTime(match.captured(u"time"_s))};
    entry.note = line.note;
    if (!entry.planner.at.isValid()) {
        bad(u"%1 is not a point in time"_s.arg(match.captured(u"time"_s)),
            int(match.capturedStart(u"time"_s)) + 1);
        return std::nullopt;
    }
    return entry;
}

/// The first part of the line that is not as it must be.
bool SqitchPlanParser::explainBadEntry(const QString &content)
{
    static const QRegularExpression nameFirst =
        compiled(u"\\A([[:blank:]]*(?:@|[+-][[:blank:]]*)?)("_s + namePattern() +
                 u")(?=[[:blank:]\\[]|\\z)"_s);
    static const QRegularExpression time = compiled(QLatin1StringView(timePattern));
    const QRegularExpressionMatch name = nameFirst.match(content);
    if (!name.hasMatch()) {
        static const QRegularExpression lead =
            compiled(u"\\A[[:blank:]]*(?:@|[+-][[:blank:]]*)?"_s);
        return bad(
            u"the name of a change or @tag is expected here"_s,
            int(lead.match(content).capturedEnd()) + 1,
            u"names begin and end with a letter or digit and have no blank and none of : @ # \\"_s);
    }
    const qsizetype behindName = name.capturedEnd();
    const QRegularExpressionMatch when = time.match(content, behindName);
    const auto column = [&](qsizetype from) {
        while (from < content.size() && content[from].isSpace())
            ++from;
        return int(from) + 1;
    };
    if (!when.hasMatch())
        return bad(u"the time of planning is missing"_s, column(behindName),
                   u"2012-07-16T14:01:20Z is its form"_s);
    const QString between = content.sliced(behindName, when.capturedStart() - behindName).trimmed();
    if (!between.isEmpty() && !(between.startsWith(u'[') && between.endsWith(u']')))
        return bad(u"only [dependencies] may stand between the name and the time"_s,
                   column(behindName));
    return bad(u"the planner is missing: Name <email> must stand behind the time"_s,
               column(when.capturedEnd()));
}

bool SqitchPlanParser::checkName(const Entry &entry)
{
    if (entry.name == u"HEAD" || entry.name == u"ROOT")
        return bad(u"%1%2 is a reserved name"_s.arg(entry.tag ? u"@"_s : QString(), entry.name),
                   entry.nameColumn);
    static const QRegularExpression sha1 = compiled(u"\\A[0-9a-f]{40}"_s);
    if (sha1.match(entry.name).hasMatch())
        return bad(u"%1 could be taken for the id of a change"_s.arg(entry.name), entry.nameColumn);
    return true;
}

bool SqitchPlanParser::addTag(const Entry &entry)
{
    if (entry.name.contains(u'/'))
        return bad(u"the name of a tag cannot contain '/'"_s, entry.nameColumn);
    if (m_plan.changes.empty())
        return bad(u"the tag @%1 has no change before it"_s.arg(entry.name), entry.nameColumn);
    if (const int earlier = m_tagLines.value(entry.name))
        return bad(u"the tag @%1 stands on line %2 already"_s.arg(entry.name).arg(earlier),
                   entry.nameColumn, {}, u"duplicate-tag"_s);
    if (!entry.dependencies.isEmpty())
        return bad(u"a tag cannot have dependencies"_s, entry.dependencyColumn);
    SqitchChange &change = m_plan.changes.back();
    SqitchTag tag{entry.name, entry.note, entry.planner, {}, m_line};
    tag.id = sqitchTagId(m_plan, tag, change.id);
    change.tags.push_back(std::move(tag));
    m_tagLines.insert(entry.name, m_line);
    m_namesSinceTag.clear();
    return true;
}

bool SqitchPlanParser::parseDependencies(const Entry &entry, SqitchChange &change)
{
    static const QRegularExpression word = compiled(u"[^[:blank:]]+"_s);
    static const QRegularExpression form = compiled(
        u"\\A(?<not>!?)(?:(?<project>%1):)?(?:(?<id>[0-9a-f]{40})|(?<change>%1)(?:@(?<tag>%1))?|@(?<only>%1))\\z"_s
            .replace(u"%1"_s, namePattern()));
    QStringList seen;
    auto words = word.globalMatch(entry.dependencies);
    while (words.hasNext()) {
        const QRegularExpressionMatch found = words.next();
        const int column = entry.dependencyColumn + int(found.capturedStart());
        const QRegularExpressionMatch match = form.match(found.captured());
        if (!match.hasMatch())
            return bad(u"\"%1\" is not a dependency"_s.arg(found.captured()), column,
                       u"change, change@tag, @tag or an id, with project: or ! before it"_s);
        if (seen.contains(found.captured()))
            return bad(u"the dependency \"%1\" is listed twice"_s.arg(found.captured()), column);
        seen.append(found.captured());
        SqitchDependency dependency;
        dependency.conflict = match.capturedLength(u"not"_s) > 0;
        dependency.project = match.captured(u"project"_s);
        dependency.change = match.captured(u"change"_s);
        dependency.tag = match.captured(u"tag"_s) + match.captured(u"only"_s);
        dependency.id = match.captured(u"id"_s);
        dependency.where = {m_file, m_line, column};
        (dependency.conflict ? change.conflicts : change.needs).push_back(std::move(dependency));
    }
    return true;
}

/// The scripts of a change that is planned again carry a tag in their names from now on.
void SqitchPlanParser::markRework(std::size_t earlier)
{
    SqitchChange &reworked = m_plan.changes[earlier];
    for (std::size_t i = m_plan.changes.size(); i-- > earlier;) {
        for (const SqitchTag &tag : m_plan.changes[i].tags)
            reworked.reworkTags.append(tag.name);
    }
}

bool SqitchPlanParser::addChange(const Entry &entry)
{
    if (const int earlier = m_namesSinceTag.value(entry.name))
        return bad(u"the change %1 stands on line %2 already"_s.arg(entry.name).arg(earlier),
                   entry.nameColumn,
                   u"a change can be planned again only after a tag (sqitch rework)"_s,
                   u"duplicate-change"_s);
    SqitchChange change;
    change.name = entry.name;
    change.note = entry.note;
    change.planner = entry.planner;
    change.line = m_line;
    if (!parseDependencies(entry, change))
        return false;
    if (entry.revert)
        m_findings.push_back(makeFinding(
            Finding::Severity::Warning, u"revert-in-plan"_s,
            u"the '-' before %1 is deployed like any change: sqitch reads it and ignores it"_s.arg(
                entry.name),
            {m_file, m_line, entry.nameColumn}));
    change.id = sqitchChangeId(m_plan, change,
                               m_plan.changes.empty() ? QString() : m_plan.changes.back().id);
    if (const auto earlier = m_lastOfName.constFind(entry.name); earlier != m_lastOfName.constEnd())
        markRework(*earlier);
    m_namesSinceTag.insert(entry.name, m_line);
    m_lastOfName.insert(entry.name, m_plan.changes.size());
    m_plan.changes.push_back(std::move(change));
    return true;
}

/// `from` requires `wanted`, at once or through others.
bool SqitchPlanParser::needs(std::size_t from, std::size_t wanted, QSet<std::size_t> &seen) const
{
    if (from == wanted)
        return true;
    if (seen.contains(from))
        return false;
    seen.insert(from);
    const std::vector<SqitchDependency> &needed = m_plan.changes[from].needs;
    return std::any_of(needed.begin(), needed.end(), [&](const SqitchDependency &dependency) {
        const auto target = m_plan.find(dependency);
        return target && needs(*target, wanted, seen);
    });
}

void SqitchPlanParser::checkDependency(std::size_t index, const SqitchDependency &dependency)
{
    const SqitchChange &change = m_plan.changes[index];
    // An id that is not in this plan may be one of another project.
    const auto target = m_plan.find(dependency);
    if (dependency.isForeign(m_plan.project) || (!dependency.id.isEmpty() && !target))
        return;
    const int column = dependency.where.column;
    m_line = dependency.where.line;
    if (!target) {
        bad(u"%1 requires %2, which is not in the plan"_s.arg(change.name, dependency.key()),
            column, {}, u"unknown-dependency"_s);
        return;
    }
    if (*target < index)
        return;
    if (*target == index) {
        bad(u"%1 cannot require itself"_s.arg(change.name), column, {}, u"cyclic-dependency"_s);
        return;
    }
    QSet<std::size_t> seen;
    if (needs(*target, index, seen))
        bad(u"%1 and %2 require each other"_s.arg(change.name, m_plan.changes[*target].name),
            column, {}, u"cyclic-dependency"_s);
    else
        bad(u"%1 requires %2, which is planned after it"_s.arg(change.name,
                                                               m_plan.changes[*target].name),
            column, u"move %1 below line %2"_s.arg(change.name).arg(m_plan.changes[*target].line),
            u"late-dependency"_s);
}

/// sqitch stops before it deploys anything when the plan lacks the change.
void SqitchPlanParser::checkConflict(std::size_t index, const SqitchDependency &dependency)
{
    if (dependency.isForeign(m_plan.project) || !dependency.id.isEmpty() || m_plan.find(dependency))
        return;
    m_line = dependency.where.line;
    bad(u"%1 conflicts with %2, which is not in the plan"_s.arg(m_plan.changes[index].name,
                                                                dependency.key()),
        dependency.where.column,
        u"name the project when it is another one's: !project:%1"_s.arg(dependency.key()),
        u"unknown-dependency"_s);
}

void SqitchPlanParser::checkDependencies()
{
    for (std::size_t i = 0; i < m_plan.changes.size(); ++i) {
        const std::vector<SqitchDependency> needed = m_plan.changes[i].needs;
        for (const SqitchDependency &dependency : needed)
            checkDependency(i, dependency);
        for (const SqitchDependency &dependency : m_plan.changes[i].conflicts)
            checkConflict(i, dependency);
    }
}

SqitchPlan SqitchPlanParser::parse(QByteArrayView bytes)
{
    if (SourceLocation where = firstInvalidUtf8(bytes); where.isValid()) {
        where.file = m_file;
        m_findings.push_back(makeFinding(Finding::Severity::Error, u"not-utf8"_s,
                                         u"%1 is not UTF-8"_s.arg(m_file), where));
        m_plan.brokenFrom = 0;
        return std::move(m_plan);
    }
    for (const TextLine &text : linesOf(bytes)) {
        m_line = text.number;
        const Line line = readLine(QString::fromUtf8(text.of(bytes)));
        bool good = true;
        if (line.blank) {
            m_inHeader = m_inHeader && !line.empty;
        } else if (m_inHeader) {
            good = parsePragma(line);
        } else if (const std::optional<Entry> entry = parseEntry(line)) {
            good = checkName(*entry) && (entry->tag ? addTag(*entry) : addChange(*entry));
        } else {
            good = false;
        }
        if (!good && !m_plan.brokenFrom)
            m_plan.brokenFrom = m_plan.changes.size();
    }
    if (m_plan.project.isEmpty()) {
        m_line = 1;
        bad(u"%project= is missing"_s);
        m_plan.brokenFrom = 0;
    }
    checkDependencies();
    return std::move(m_plan);
}

} // namespace tidemark
