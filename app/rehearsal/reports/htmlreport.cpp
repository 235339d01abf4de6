// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/htmlreport.h"

#include "rehearsal/reports/html/evidence.h"
#include "rehearsal/reports/html/markup.h"
#include "rehearsal/reports/wording.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

// Outside the namespace, as the macro declares a function at file scope.
static void initResources()
{
    Q_INIT_RESOURCE(rehearsal_reports);
}

namespace tidemark {

namespace {

using namespace html;

QString resource(const QString &name)
{
    initResources();
    QFile file(u":/tidemark/rehearsal-reports/"_s + name);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? QString::fromUtf8(file.readAll()) : QString();
}

/// The folder's name says little when it is called "migrations": then its parent's is meant.
QString titleOf(const RehearsalReport &report)
{
    QStringList parts = report.folder.split(u'/', Qt::SkipEmptyParts);
    static const QStringList generic{u"migrations"_s, u"migration"_s, u"migrate"_s, u"db"_s,
                                     u"sql"_s};
    while (parts.size() > 1 && generic.contains(parts.last()))
        parts.removeLast();
    return parts.isEmpty() ? u"Rehearsal"_s : parts.last();
}

QString factsLine(const RehearsalReport &report)
{
    QStringList facts{report.serverVersion.isEmpty() ? engineLabel(report.engine)
                                                     : report.serverVersion,
                      report.convention, modeLabel(report.mode)};
    if (!report.sandbox.isEmpty())
        facts += report.sandbox;
    if (report.fill > 0)
        facts += countOf(report.fill, u"row in each table"_s, u"rows in each table"_s);
    if (report.startedAt.isValid())
        facts += report.startedAt.toString(u"d MMM yyyy, HH:mm"_s);
    return escaped(facts.join(u" · "_s));
}

QString topBar(const RehearsalReport &report)
{
    return element(
        u"header"_s, u"top"_s,
        element(u"h1"_s, {}, escaped(titleOf(report), 80)) +
            element(u"span"_s, u"muted"_s, factsLine(report)) +
            element(u"span"_s, u"brand"_s, u"Tidemark "_s + escaped(report.tidemarkVersion)));
}

/// Empty downs come in two tones, so verdict and tone together make a group.
struct Group
{
    const MigrationReport *first;
    int count = 0;
};

std::vector<Group> groupsOf(const RehearsalReport &report)
{
    std::map<std::pair<Tone, Verdict>, Group> groups;
    for (const MigrationReport &migration : report.migrations) {
        Group &group = groups[{toneOf(migration), migration.verdict}];
        group.first = &migration;
        ++group.count;
    }
    std::vector<Group> ordered;
    ordered.reserve(groups.size());
    for (const auto &[key, group] : groups)
        ordered.push_back(group);
    return ordered;
}

QString groupName(const MigrationReport &migration)
{
    return verdictName(migration.verdict) + u'-' + toneClass(migration);
}

QString headline(const RehearsalReport &report)
{
    const auto all = static_cast<qsizetype>(report.migrations.size());
    const auto good = std::ranges::count_if(report.migrations,
                                            [](const MigrationReport &m) { return isGood(m); });
    QString text = element(u"b"_s, {}, u"%1 of %2"_s.arg(good).arg(all)) +
                   u" rollbacks bring everything back"_s;
    if (report.cancelled)
        text += u"; stopped before the end"_s;
    const QString time = u"%1, %2 of it SQL"_s.arg(durationText(report.seconds * 1000),
                                                   durationText(report.sqlSeconds * 1000));
    return element(u"p"_s, u"headline"_s,
                   text + u' ' + element(u"span"_s, u"muted"_s, escaped(time)));
}

QString distribution(const std::vector<Group> &groups)
{
    QString bars;
    for (const Group &group : groups) {
        bars += u"<i class=\"%1\" style=\"flex-grow:%2\" title=\"%2 %3\"></i>"_s.arg(
            toneClass(*group.first), QString::number(group.count),
            verdictLabel(group.first->verdict));
    }
    return u"<div class=\"distribution\" aria-hidden=\"true\">"_s + bars + u"</div>"_s;
}

QString filters(const std::vector<Group> &groups)
{
    QString buttons;
    for (const Group &group : groups) {
        const MigrationReport &first = *group.first;
        buttons += u"<button type=\"button\" class=\"chip %1\" aria-pressed=\"false\" "
                   "data-group=\"%2\" title=\"%3\">%4 %5</button>"_s.arg(
                       toneClass(first), groupName(first), escaped(verdictMeaning(first.verdict)),
                       QString::number(group.count), verdictLabel(first.verdict));
    }
    return u"<div class=\"filters\">"_s + buttons +
           u"<input type=\"search\" placeholder=\"Filter by name or text\" "
           "aria-label=\"Filter by name or text\"></div>"_s;
}

struct LaneCell
{
    const char16_t *tone; ///< class; "off" where it was not reached
    QString meaning;
};

LaneCell laneOf(const StepEvidence &step, const QString &name)
{
    switch (step.state) {
    case StepEvidence::State::Ok:
        return {u"good", name + u" ran"_s};
    case StepEvidence::State::Failed:
        return {u"bad", name + u" failed"_s};
    case StepEvidence::State::Empty:
        return {u"neutral", name + u" is empty"_s};
    case StepEvidence::State::None:
        return {u"off", name + u" did not run"_s};
    }
    return {};
}

LaneCell laneOf(std::optional<SchemaOutcome> state, const QString &name)
{
    if (!state)
        return {u"off", name + u" not compared"_s};
    switch (*state) {
    case SchemaOutcome::Equal:
        return {u"good", name + u" equal"_s};
    case SchemaOutcome::Reordered:
    case SchemaOutcome::Volatile:
        return {u"neutral", name + u' ' + schemaOutcomeName(*state)};
    case SchemaOutcome::Different:
        return {u"caution", name + u" different"_s};
    }
    return {};
}

LaneCell laneOf(std::optional<bool> equal, const QString &name)
{
    if (!equal)
        return {u"off", name + u" not compared"_s};
    return *equal ? LaneCell{u"good", name + u" equal"_s}
                  : LaneCell{u"caution", name + u" different"_s};
}

/// Up, down, schema, data, up again, schema again: the columns of the list's head.
QString lane(const MigrationReport &migration)
{
    const LaneCell cells[] = {
        laneOf(migration.up, u"up"_s),         laneOf(migration.down, u"down"_s),
        laneOf(migration.schema, u"schema"_s), laneOf(migration.dataEqual, u"data"_s),
        laneOf(migration.redo, u"up again"_s), laneOf(migration.redoSchema, u"schema again"_s)};
    QString html;
    for (const LaneCell &cell : cells) {
        html += u"<i class=\"%1\" title=\"%2\"></i>"_s.arg(QStringView(cell.tone), cell.meaning);
    }
    return element(u"span"_s, u"lane"_s, html);
}

QString listRow(const MigrationReport &migration, size_t index)
{
    const QString time =
        migration.verdict == Verdict::NotRun ? QString() : durationText(totalMs(migration));
    return u"<li data-group=\"%1\"><a href=\"#m%2\">"_s.arg(groupName(migration)).arg(index + 1) +
           element(u"span"_s, u"version"_s, escaped(migration.version, 60)) +
           u"<span class=\"name\" title=\""_s + escaped(migration.name, 300) + u"\">"_s +
           escaped(migration.name, 160) + u"</span>"_s + lane(migration) + verdictChip(migration) +
           element(u"span"_s, u"ms"_s, time) + u"</a></li>"_s;
}

QString listOf(const RehearsalReport &report)
{
    QString rows;
    for (size_t i = 0; i < report.migrations.size(); ++i)
        rows += listRow(report.migrations[i], i);
    const QString head =
        element(u"div"_s, u"columns"_s,
                u"<span class=\"lane\"><i>up</i><i>down</i><i>schema</i><i>data</i><i>again</i>"
                "<i>schema</i></span>"_s);
    return head + element(u"ol"_s, u"rows"_s, rows) +
           element(u"p"_s, u"none muted"_s, u"No migration fits the filter."_s);
}

/// Units that were rehearsed beside their members; their articles come after the members'.
QString listOfGroups(const RehearsalReport &report)
{
    if (report.groups.empty())
        return {};
    QString rows;
    for (size_t i = 0; i < report.groups.size(); ++i)
        rows += listRow(report.groups[i], report.migrations.size() + i);
    return element(u"h3"_s, {}, u"Steps of one change, rolled back as one"_s) +
           element(u"ol"_s, u"rows"_s, rows);
}

QString article(const MigrationReport &migration, size_t index)
{
    const QString title = migration.name.isEmpty() ? migration.id : migration.name;
    QString head = element(u"h2"_s, {}, escaped(title, 200) + u' ' + verdictChip(migration));
    QStringList facts;
    for (const QString &fact : {migration.version, migration.file}) {
        if (!fact.isEmpty())
            facts += code(fact, 300);
    }
    head += element(u"p"_s, u"muted"_s, facts.join(u" · "_s));
    head += element(u"p"_s, u"reason"_s, escaped(leadSentence(migration)));
    return u"<article id=\"m%1\">"_s.arg(index + 1) + head + evidenceOf(migration) +
           u"</article>"_s;
}

QString footer(const RehearsalReport &report)
{
    QString html;
    if (!report.findings.empty())
        html += element(u"h3"_s, {}, u"Notes about the folder"_s) + findingsList(report.findings);
    if (!report.notCompared.empty()) {
        QStringList kinds;
        for (const NotCompared &kind : report.notCompared)
            kinds += u"%1 (%2)"_s.arg(kind.kind).arg(kind.count);
        html += element(u"p"_s, u"muted"_s, u"Not compared: "_s + escaped(kinds.join(u", "_s)));
    }
    html += element(u"p"_s, u"muted folder"_s, code(report.folder));
    return element(u"footer"_s, {}, html);
}

} // namespace

QByteArray writeHtml(const RehearsalReport &report)
{
    const std::vector<Group> groups = groupsOf(report);
    QString articles;
    for (size_t i = 0; i < report.migrations.size(); ++i)
        articles += article(report.migrations[i], i);
    for (size_t i = 0; i < report.groups.size(); ++i)
        articles += article(report.groups[i], report.migrations.size() + i);

    // Concatenated, never by arg(): the contents may hold anything, "%1" included.
    const QString page =
        u"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>"_s +
        escaped(titleOf(report), 80) + u" – rehearsal</title>\n<style>\n"_s +
        resource(u"report.css"_s) + u"</style>\n</head>\n<body>\n"_s + topBar(report) +
        u"\n<main>\n<section class=\"list\">\n"_s +
        element(u"div"_s, u"summary"_s, headline(report) + distribution(groups) + filters(groups)) +
        listOf(report) + listOfGroups(report) + footer(report) +
        u"\n</section>\n<section class=\"detail\" aria-live=\"polite\">\n"_s + articles +
        u"\n</section>\n</main>\n<script>\n"_s + resource(u"report.js"_s) +
        u"</script>\n</body>\n</html>\n"_s;
    return page.toUtf8();
}

} // namespace tidemark
