// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/drafter.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

/// A column that becomes NOT NULL among other changes does so in a step of its own, with those that
/// run in several transactions, at the end: views that went for the other changes come back before,
/// and are not away while the rows are looked at. False where it is the only change, or others wait
/// for it in the step itself.
bool Drafter::splitNotNull(const Item &item, std::vector<DraftStatement> &statements, Plan &plan)
{
    if (item.id.kind != "column"_L1 || item.parent < 0)
        return false;
    if (!m_parentsKnown) {
        m_parentsKnown = true;
        for (const Item &one : m_items) {
            for (const QString &parent : one.parentName) {
                if (!parent.isEmpty())
                    m_parents.insert(parent);
            }
        }
    }
    const bool hasChildren = m_parents.contains(m_items[std::size_t(item.parent)].newId.object);
    const auto has = [](const char *words) {
        return
            [words](const DraftStatement &one) { return one.sql.contains(QLatin1String(words)); };
    };
    const bool numbered = std::any_of(statements.begin(), statements.end(), has(" ADD GENERATED "));
    const auto first =
        std::find_if(statements.begin(), statements.end(), has(" IS NOT NULL) NOT VALID"));
    // What setNotNull() writes: the check, VALIDATE, SET NOT NULL, and the check goes.
    constexpr std::ptrdiff_t length = 4;
    if (hasChildren || numbered || std::distance(first, statements.end()) < length ||
        std::ssize(statements) == length)
        return false;
    Q_ASSERT(first[1].outsideTransaction && first[2].sql.endsWith(" SET NOT NULL"_L1) &&
             first[3].sql.contains(" DROP CONSTRAINT "_L1));
    std::vector<DraftStatement> last(std::make_move_iterator(first),
                                     std::make_move_iterator(first + length));
    statements.erase(first, first + length);
    Plan::Rank rank = rankOf(item, Act::Alter);
    rank.phase = 300;
    const int step = plan.addStep(std::move(rank));
    plan.setStatements(step, std::move(last));
    plan.order(item.steps[int(Act::Alter)], step);
    // Keys and replica identities are of columns that are NOT NULL, and a child's are as its
    // parent's.
    for (const int other : m_items[std::size_t(item.parent)].parts) {
        const Item &part = m_items[std::size_t(other)];
        if (part.id.kind != "primary key"_L1 && part.id.kind != "unique constraint"_L1 &&
            part.id.kind != "index"_L1 && part.id.kind != "inheritance"_L1 &&
            part.id.kind != "partition"_L1)
            continue;
        plan.order(step, part.steps[int(Act::Create)]);
        plan.order(step, part.steps[int(Act::Alter)]);
    }
    return true;
}

} // namespace tidemark::ddlpg
