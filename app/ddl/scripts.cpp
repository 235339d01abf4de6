// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/draft.h"

using namespace Qt::StringLiterals;

namespace tidemark {

QString hazardName(Hazard hazard)
{
    switch (hazard) {
    case Hazard::DeletesData:
        return u"deletes data"_s;
    case Hazard::RewritesTable:
        return u"rewrites the table"_s;
    case Hazard::BlocksReads:
        return u"blocks reads"_s;
    case Hazard::BlocksWrites:
        return u"blocks writes"_s;
    case Hazard::BuildsIndex:
        return u"builds an index"_s;
    case Hazard::NeedsPrivilege:
        return u"needs a privilege"_s;
    case Hazard::MayFail:
        return u"may fail"_s;
    case Hazard::ChangesAccess:
        return u"changes access"_s;
    case Hazard::SlowsQueries:
        break;
    }
    return u"may slow queries"_s;
}

namespace {

// A name may hold a line break; it must not end the comment.
QString commentLine(const QString &text)
{
    return "-- "_L1 + QString(text).replace(u'\n', "\n-- "_L1) + u'\n';
}

QString withComments(const DraftStatement &statement)
{
    QString text;
    if (!statement.remark.isEmpty())
        text += commentLine(statement.remark);
    for (const HazardNote &note : statement.hazards) {
        QString line = hazardName(note.hazard);
        if (!note.object.isEmpty())
            line += u": "_s + note.object;
        if (!note.why.isEmpty())
            line += u" ("_s + note.why + u')';
        text += commentLine(line);
    }
    return text + statement.sql + u";\n"_s;
}

QString gapLines(const std::vector<DraftGap> &gaps)
{
    QString text;
    for (const DraftGap &gap : gaps) {
        const QString property = gap.property.isEmpty() ? QString() : u", "_s + gap.property;
        text += commentLine(
            u"not done: %1 %2%3: %4"_s.arg(gap.about.kind, gap.about.object, property, gap.why));
    }
    return text;
}

} // namespace

std::vector<DraftScript> scriptsOf(const Draft &draft)
{
    std::vector<DraftScript> scripts;
    bool open = false;
    for (const DraftStatement &statement : draft.statements) {
        // SQLite's PRAGMAs belong to the connection, and the script begins its own transaction.
        const bool goesOn = draft.engine == Engine::Sqlite && statement.outsideTransaction &&
                            !scripts.empty() && !scripts.back().transactional;
        if (goesOn) {
            scripts.back().text += u'\n' + withComments(statement);
            continue;
        }
        if (statement.outsideTransaction) {
            scripts.push_back({withComments(statement), false});
            open = false;
            continue;
        }
        if (!open)
            scripts.push_back({{}, true});
        else
            scripts.back().text += u'\n';
        open = true;
        scripts.back().text += withComments(statement);
    }
    if (!draft.gaps.empty()) {
        if (scripts.empty())
            scripts.push_back({{}, true});
        else
            scripts.back().text += u'\n';
        scripts.back().text += gapLines(draft.gaps);
    }
    return scripts;
}

} // namespace tidemark
