// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/showndifferences.h"

#include <algorithm>
#include <utility>

namespace tidemark {

namespace {

/// Bytes come as PostgreSQL writes them, or as a literal of SQLite, where a column for bytes may
/// have texts as well.
ShownCell shownValue(const Cell &cell, const QString &type)
{
    constexpr qsizetype quotes = 3; // X''
    if (!cell || !isBytesType(type) || !cell->startsWith("X'"))
        return shownCellOf(cell, cell && cell->startsWith("\\x") ? type : QString());
    const qsizetype digits = cell->size() - quotes;
    const QByteArray head = cell->mid(2, std::min(digits, shownCellLength));
    ShownCell shown = shownCellOf("\\x" + head.toLower(), type);
    shown.bytes = digits / 2;
    shown.cut = shown.cut || head.size() < digits;
    return shown;
}

std::vector<ShownCell> shownCells(const std::vector<Cell> &cells, const QStringList &types)
{
    std::vector<ShownCell> shown;
    shown.reserve(cells.size());
    for (size_t i = 0; i < cells.size(); ++i)
        shown.push_back(shownValue(cells[i], types.value(qsizetype(i))));
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
        row.before = shownCells(one.before, compared.types);
        row.after = shownCells(one.after, compared.types);
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
