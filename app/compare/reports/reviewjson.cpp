// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/review.h"
#include "rehearsal/reports/jsonnames.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QJsonObject jsonOf(const ObjectId &object)
{
    return {{u"kind"_s, object.kind}, {u"object"_s, object.object}};
}

QJsonObject jsonOf(const LoadedSchema &loaded)
{
    return {{u"name"_s, loaded.source.displayName()},
            {u"server"_s, loaded.serverVersion},
            {u"engine"_s, toText(loaded.state.schema->engine)},
            {u"fromCache"_s, loaded.fromCache}};
}

QJsonArray jsonOf(const SchemaDiff &diff, const Dependants *dependants)
{
    QJsonArray array;
    for (const Difference &one : diff.differences) {
        QJsonObject object{{u"kind"_s, one.kind},
                           {u"object"_s, one.object},
                           {u"change"_s, changeWord(one.change)}};
        if (one.change == Difference::Change::Changed)
            object.insert(u"property"_s, one.property);
        if (one.change != Difference::Change::Extra)
            object.insert(u"before"_s, one.before);
        if (one.change != Difference::Change::Missing)
            object.insert(u"after"_s, one.after);
        QJsonArray users;
        if (dependants && one.change != Difference::Change::Extra) {
            for (const ObjectId &user : dependants->of({one.kind, one.object}))
                users.append(jsonOf(user));
        }
        if (!users.isEmpty())
            object.insert(u"dependants"_s, users);
        array.append(object);
    }
    return array;
}

QJsonObject jsonOf(const Draft &draft)
{
    QJsonArray statements;
    for (const DraftStatement &statement : draft.statements) {
        QJsonArray hazards;
        for (const HazardNote &note : statement.hazards)
            hazards.append(QJsonObject{{u"hazard"_s, hazardName(note.hazard)},
                                       {u"object"_s, note.object},
                                       {u"why"_s, note.why}});
        QJsonObject object{{u"sql"_s, statement.sql}, {u"about"_s, jsonOf(statement.about)}};
        if (!statement.remark.isEmpty())
            object.insert(u"remark"_s, statement.remark);
        if (!hazards.isEmpty())
            object.insert(u"hazards"_s, hazards);
        if (statement.outsideTransaction)
            object.insert(u"outsideTransaction"_s, true);
        statements.append(object);
    }
    QJsonArray gaps;
    for (const DraftGap &gap : draft.gaps) {
        QJsonObject object = jsonOf(gap.about);
        object.insert(u"property"_s, gap.property);
        object.insert(u"why"_s, gap.why);
        gaps.append(object);
    }
    return {{u"script"_s, joinedScripts(draft)}, {u"statements"_s, statements}, {u"gaps"_s, gaps}};
}

QJsonObject jsonOf(const ProofStep &step)
{
    QJsonObject object{
        {u"ran"_s, step.ran}, {u"holds"_s, step.holds()}, {u"left"_s, jsonOf(step.left, nullptr)}};
    if (step.error)
        object.insert(u"error"_s, QJsonObject{{u"message"_s, step.error->summary},
                                              {u"kind"_s, errorKindName(step.error->kind)},
                                              {u"detail"_s, step.error->detail},
                                              {u"line"_s, step.error->where.line},
                                              {u"column"_s, step.error->where.column}});
    return object;
}

} // namespace

QByteArray writeReviewJson(const Review &review)
{
    const Comparison &comparison = review.comparison;
    const Dependants dependants(comparison.before.state.dependencies);
    QJsonObject leftOut;
    for (const LeftOut &one : comparison.diff.leftOut)
        leftOut.insert(one.what, one.count);
    QJsonArray renames;
    for (const RenameProposal &one : comparison.proposals)
        renames.append(QJsonObject{{u"kind"_s, one.rename.kind},
                                   {u"from"_s, one.rename.from},
                                   {u"to"_s, one.rename.to},
                                   {u"score"_s, one.score},
                                   {u"why"_s, one.why}});
    QJsonObject root{{u"a"_s, jsonOf(comparison.before)},
                     {u"b"_s, jsonOf(comparison.after)},
                     {u"equal"_s, comparison.diff.isEmpty()},
                     {u"counts"_s, QJsonObject{{u"added"_s, comparison.added()},
                                               {u"removed"_s, comparison.removed()},
                                               {u"changed"_s, comparison.changed()}}},
                     {u"differences"_s, jsonOf(comparison.diff, &dependants)},
                     {u"leftOut"_s, leftOut},
                     {u"proposedRenames"_s, renames},
                     {u"notes"_s, QJsonArray::fromStringList(comparison.notes)}};
    if (review.up)
        root.insert(u"up"_s, jsonOf(*review.up));
    if (review.down)
        root.insert(u"down"_s, jsonOf(*review.down));
    if (review.proof)
        root.insert(u"proof"_s, QJsonObject{{u"on"_s, review.proof->on},
                                            {u"holds"_s, review.proof->holds()},
                                            {u"up"_s, jsonOf(review.proof->up)},
                                            {u"down"_s, jsonOf(review.proof->down)}});
    return QJsonDocument(root).toJson();
}

} // namespace tidemark
