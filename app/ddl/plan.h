// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"

#include <tuple>
#include <vector>

namespace tidemark::ddl {

/// Steps of a migration and which must come before which. A step is one act on one object: some
/// statements that stay together.
class Plan
{
public:
    /// Where nothing forces an order: by rank, then by the object's name, then as they were made.
    struct Rank
    {
        int phase = 0;
        QString group; ///< what stands together within a phase: the table
        int kind = 0;
        QString object;

        bool operator<(const Rank &other) const
        {
            return std::tie(phase, group, kind, object) <
                   std::tie(other.phase, other.group, other.kind, other.object);
        }
    };

    /// Makes a step and returns its number.
    int addStep(Rank rank);
    /// Moves a step behind those of lower phases, where nothing forces another order.
    void postpone(int step, int phase) { m_steps[std::size_t(step)].rank.phase = phase; }
    void setStatements(int step, std::vector<DraftStatement> statements);
    std::vector<DraftStatement> &statements(int step) { return m_steps[std::size_t(step)].work; }

    /// A soft wish gives way where it would close a circle.
    enum class Need { Hard, Soft };
    void order(int first, int second, Need need = Need::Hard);

    /// Steps that hard needs hold in circles, each circle sorted by number. Linear.
    std::vector<std::vector<int>> circles() const;

    /// All statements. A circle is cut at its step of the lowest rank. n log n.
    std::vector<DraftStatement> inOrder();

private:
    struct Step
    {
        Rank rank;
        std::vector<DraftStatement> work;
        std::vector<int> hardNext;
        std::vector<int> softNext;
        int hardOpen = 0;
        int softOpen = 0;
    };
    void countOpen();

    std::vector<Step> m_steps;
};

} // namespace tidemark::ddl

namespace tidemark {
using ddl::Plan; // the plan of a run is another type (run/plan.h), and no file includes both
} // namespace tidemark
