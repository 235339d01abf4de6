// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/showndifferences.h"

#include <utility>

namespace tidemark {

namespace {

std::vector<ShownCell> shownCells(const std::vector<Cell> &cells)
{
    std::vector<ShownCell> shown;
    shown.reserve(cells.size());
    for (const Cell &cell : cells)
        shown.push_back(shownCellOf(cell, {}));
    return shown;
}

} // namespace

ShownDifferences shownDifferencesOf(RowsComparison compared)
{
    const std::vector<RowDifference> differences = std::exchange(compared.differences, {});
    ShownDifferences shown;
    for (const RowDifference &one : differences) {
        ShownDifference row;
        row.kind = one.kind;
        row.before = shownCells(one.before);
        row.after = shownCells(one.after);
        row.changed.resize(size_t(compared.columns.size()));
        // A column of one side alone changes no row.
        const qsizetype common =
            compared.columns.size() - compared.onlyBefore.size() - compared.onlyAfter.size();
        for (size_t i = 0; one.kind == RowDifference::Kind::Changed && i < size_t(common); ++i)
            row.changed[i] = one.before[i] != one.after[i];
        shown.rows.push_back(std::move(row));
    }
    shown.facts = std::move(compared);
    return shown;
}

} // namespace tidemark
