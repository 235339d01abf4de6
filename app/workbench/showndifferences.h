// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/datacomparison.h"
#include "workbench/shownrows.h"

#include <vector>

namespace tidemark {

/// A row that is not on both sides alike, ready to be painted.
struct ShownDifference
{
    RowDifference::Kind kind = RowDifference::Kind::Gone;
    std::vector<ShownCell> before; ///< empty: it is not there
    std::vector<ShownCell> after;
    std::vector<bool> changed; ///< Changed: which of the cells

    bool operator==(const ShownDifference &) const = default;
};

/// The rows of one table, some of the differences of it.
struct ShownDifferences
{
    RowsComparison facts; ///< without its differences
    std::vector<ShownDifference> rows;

    qint64 total() const { return facts.gone + facts.added + facts.changed; }
};

/// Cells as a table shows them; the values themselves are not kept. Pure.
ShownDifferences shownDifferencesOf(RowsComparison compared);

} // namespace tidemark
