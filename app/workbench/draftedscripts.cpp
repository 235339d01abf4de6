// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/draftedscripts.h"

#include <QSet>

#include <map>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

void join(DraftedWay &way)
{
    // Part of a file that is the same whoever writes it, so in no other language.
    const QString alone = u"in a script of its own: it cannot run in a transaction"_s;
    QString &text = way.text;
    for (const DraftScript &script : way.scripts) {
        if (!text.isEmpty())
            text += u'\n';
        if (!script.transactional)
            text += u"-- "_s + alone + u'\n';
        way.firstLines.push_back(int(text.count(u'\n')) + 1);
        text += script.text;
    }
}

std::vector<HazardCount> hazardsIn(const DraftedWay &way)
{
    std::map<Hazard, HazardCount> counts;
    std::map<Hazard, QSet<QString>> objects;
    qsizetype from = 0;
    int line = 1;
    for (const DraftStatement &statement : way.draft.statements) {
        // Statements are in the text as they are, and in their order.
        const qsizetype at = way.text.indexOf(statement.sql, from);
        if (at >= 0) {
            line += int(QStringView(way.text).sliced(from, at - from).count(u'\n'));
            from = at;
        }
        for (const HazardNote &note : statement.hazards) {
            HazardCount &count = counts[note.hazard];
            count.hazard = note.hazard;
            if (count.lines.empty() || count.lines.back() != line)
                count.lines.push_back(line);
            objects[note.hazard].insert(note.object);
            count.notes += note.why.isEmpty() ? note.object : note.object + u": "_s + note.why;
        }
    }
    std::vector<HazardCount> hazards;
    for (auto &[hazard, count] : counts) {
        count.objects = int(objects[hazard].size());
        hazards.push_back(std::move(count));
    }
    return hazards;
}

DraftedWay wayOf(const SchemaState &from, const SchemaState &to, const DraftOptions &options)
{
    DraftedWay way;
    way.draft = draftMigration(from, to, options);
    way.scripts = scriptsOf(way.draft);
    join(way);
    way.hazards = hazardsIn(way);
    return way;
}

} // namespace

DraftedScripts draftScripts(const SchemaState &before, const SchemaState &after,
                            const DraftOptions &options)
{
    DraftOptions back = options;
    back.renames = turnedRenames(back.renames);
    return {wayOf(before, after, options), wayOf(after, before, back)};
}

} // namespace tidemark
