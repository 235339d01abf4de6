// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/rewrites.h"
#include "ddl/postgres/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

void Drafter::write(Plan &plan)
{
    writeRebounds(plan);
    for (Item &item : m_items) {
        if (isRebound(item))
            continue;
        for (const Act act : {Act::Drop, Act::Create, Act::Alter}) {
            const int step = item.steps[int(act)];
            if (act == Act::Alter && item.isSwitched()) {
                writeSwitch(item, plan);
                continue;
            }
            if (step < 0 || (act == Act::Drop && item.fate == Fate::Rebuild))
                continue;
            std::vector<DraftStatement> statements;
            Writer writer(act == Act::Drop ? item.id : item.newId, statements, m_gaps);
            const auto &make = act == Act::Drop     ? item.drop
                               : act == Act::Create ? item.create
                                                    : item.alter;
            if (make)
                make(item, writer);
            const bool outside =
                std::any_of(statements.begin(), statements.end(),
                            [](const DraftStatement &one) { return one.outsideTransaction; });
            const bool split = outside && act == Act::Alter && splitNotNull(item, statements, plan);
            if (outside && !split)
                plan.postpone(step, 300);
            plan.setStatements(step, std::move(statements));
        }
    }
}

// A label that is new cannot be used by the transaction that adds it.
void Drafter::settleEnumLabels(std::vector<DraftStatement> &statements) const
{
    for (std::size_t i = 0; i < statements.size(); ++i) {
        DraftStatement &one = statements[i];
        const qsizetype place = one.sql.indexOf(" ADD VALUE "_L1);
        if (one.about.kind != "enum"_L1 || place < 0)
            continue;
        QString label = one.sql.mid(place + 11);
        for (const QString &clause : {u" AFTER "_s, u" BEFORE "_s}) {
            if (const qsizetype end = label.lastIndexOf(clause + u'\''); end > 0)
                label.truncate(end);
        }
        const bool used =
            std::any_of(statements.begin() + std::ptrdiff_t(i) + 1, statements.end(),
                        [&](const DraftStatement &other) {
                            return other.about.kind != "enum"_L1 && other.sql.contains(label);
                        });
        if (!used)
            continue;
        one.outsideTransaction = true;
        one.remark = u"By itself: what follows uses the label, which it may not in the same "
                     u"transaction."_s;
    }
}

/// Where one role owns everything nothing is said object by object, but once at the script's head.
void Drafter::noteOwner(std::vector<DraftStatement> &statements) const
{
    const bool makes = std::any_of(m_items.begin(), m_items.end(),
                                   [](const Item &item) { return item.owned && item.isCreated(); });
    if (!makes || statements.empty() || !m_world.options.noise.owners ||
        m_world.onlyOwner().isEmpty())
        return;
    QString &remark = statements.front().remark;
    const QString note = u"What this makes belongs to the role that runs it; all that is there "
                         u"belongs to %1."_s.arg(m_world.onlyOwner());
    remark = remark.isEmpty() ? note : note + u'\n' + remark;
}

/// Labels are counted and not read, so what is made anew loses those that it had.
void Drafter::noteLabels()
{
    const bool any = std::any_of(
        m_world.from.notCompared.begin(), m_world.from.notCompared.end(),
        [](const NotCompared &one) { return one.kind == "security label"_L1 && one.count > 0; });
    if (!any)
        return;
    for (const Item &item : m_items) {
        if (item.owned && item.isRemade() && item.inFrom && item.inTo)
            m_gaps.push_back({item.newId, u"security label"_s,
                              u"it is made anew, and labels are not read: those that it has or its "
                              u"columns have are to be put on again"_s});
    }
}

Draft Drafter::run()
{
    select();
    addDifferences();
    chooseSwitches();
    clearTheWay();
    rebuildKeyed();
    rebuildDisordered();
    for (const Item &item : m_items) {
        if (words::isTable(item.newId.kind) && item.isCreated())
            m_world.noteNew(item.newId.object);
        if (item.newId.kind == "materialized view"_L1 && item.isCreated())
            m_world.noteNew(item.newId.object);
    }
    Draft draft;
    constexpr int rounds = 8;
    for (int round = 0; round < rounds; ++round) {
        Plan plan;
        m_gaps = m_keyGaps;
        for (Item &item : m_items) {
            if (m_world.isApart(item.newId))
                item.mayBeInline = false;
        }
        chooseHosts();
        makeSteps(plan);
        orderByNeeds(plan);
        orderByParents(plan);
        orderPartitions(plan);
        orderByNames(plan);
        orderByLogging(plan);
        orderSwitches(plan);
        if (round + 1 < rounds && takeApart(plan))
            continue;
        orderByMentions(plan);
        orderColumns(plan);
        write(plan);
        draft.statements = plan.inOrder();
        break;
    }
    settleEnumLabels(draft.statements);
    mergeRewrites(draft.statements);
    noteColumnOrder(draft.statements);
    noteLabels();
    noteOwner(draft.statements);
    draft.gaps = m_gaps;
    return draft;
}

} // namespace tidemark::ddlpg
