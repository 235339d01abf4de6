// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/rows.h"

#include <QHash>

#include <algorithm>
#include <optional>

namespace tidemark {

namespace {

using Row = std::vector<Cell>;

/// Positions of a column in the two sets; -1 where it is not.
struct Place
{
    int before = -1;
    int after = -1;
};

// Cells as one byte string that only the same cells give.
template <typename Position>
QByteArray packed(const Row &row, const std::vector<Place> &places, Position position)
{
    QByteArray bytes;
    for (const Place &place : places) {
        const Cell &cell = row[size_t(place.*position)];
        const qsizetype size = cell ? cell->size() : -1;
        bytes.append(reinterpret_cast<const char *>(&size), sizeof size);
        if (cell)
            bytes += *cell;
    }
    return bytes;
}

class Comparer
{
public:
    Comparer(const RowSet &before, const RowSet &after, const QStringList &ignored)
        : m_before(before)
        , m_after(after)
        , m_ignored(ignored)
    {
    }

    RowComparison run();

private:
    using Index = QHash<QByteArray, size_t>;

    void findColumns();
    bool sameKey() const;
    template <typename Position>
    std::optional<Index> indexByKey(const RowSet &set, Position position) const;
    bool compareByKey();
    void compareAsMultisets();
    void compareMatched(const Row &before, const Row &after);
    void nameDifferentColumns();
    void addChanged(const Row &before, const Row &after)
    {
        m_changed.push_back({before, inOrder(after)});
    }
    Row inOrder(const Row &after) const;

    const RowSet &m_before;
    const RowSet &m_after;
    const QStringList &m_ignored;
    std::vector<Place> m_all; ///< one for each column of `before`
    std::vector<Place> m_key;
    std::vector<Place> m_common; ///< in both and not ignored
    std::vector<Place> m_gone;
    std::vector<bool> m_columnChanged; ///< by position in `before`
    std::vector<const Row *> m_lost;
    std::vector<const Row *> m_extra;
    std::vector<RowChange> m_changed;
};

void Comparer::findColumns()
{
    for (int i = 0; i < m_before.columns.size(); ++i) {
        const QString &name = m_before.columns.at(i);
        const Place place{i, int(m_after.columns.indexOf(name))};
        m_all.push_back(place);
        if (i < m_before.keyColumns)
            m_key.push_back(place);
        if (m_ignored.contains(name))
            continue;
        (place.after >= 0 ? m_common : m_gone).push_back(place);
    }
    m_columnChanged.assign(m_all.size(), false);
}

bool Comparer::sameKey() const
{
    if (m_before.keyColumns == 0 || m_before.keyColumns != m_after.keyColumns)
        return false;
    return std::all_of(m_key.begin(), m_key.end(), [this](const Place &place) {
        return place.after >= 0 && place.after < m_after.keyColumns &&
               !m_ignored.contains(m_before.columns.at(place.before));
    });
}

// Nothing when a key occurs twice, which SQLite allows for NULL.
template <typename Position>
std::optional<Comparer::Index> Comparer::indexByKey(const RowSet &set, Position position) const
{
    Index index;
    index.reserve(qsizetype(set.rows.size()));
    for (size_t i = 0; i < set.rows.size(); ++i) {
        const QByteArray key = packed(set.rows[i], m_key, position);
        if (index.contains(key))
            return std::nullopt;
        index.insert(key, i);
    }
    return index;
}

Row Comparer::inOrder(const Row &after) const
{
    Row row;
    row.reserve(m_all.size());
    for (const Place &place : m_all)
        row.push_back(place.after >= 0 ? after[size_t(place.after)] : Cell());
    return row;
}

void Comparer::compareMatched(const Row &before, const Row &after)
{
    bool changed = false;
    for (const Place &place : m_common) {
        if (before[size_t(place.before)] != after[size_t(place.after)])
            changed = m_columnChanged[size_t(place.before)] = true;
    }
    for (const Place &place : m_gone) {
        if (before[size_t(place.before)])
            changed = m_columnChanged[size_t(place.before)] = true;
    }
    if (changed)
        addChanged(before, after);
}

bool Comparer::compareByKey()
{
    const auto before = indexByKey(m_before, &Place::before);
    const auto after = indexByKey(m_after, &Place::after);
    if (!before || !after)
        return false;
    for (const Row &row : m_before.rows) {
        const auto match = after->constFind(packed(row, m_key, &Place::before));
        if (match == after->cend())
            m_lost.push_back(&row);
        else
            compareMatched(row, m_after.rows[*match]);
    }
    for (const Row &row : m_after.rows) {
        if (!before->contains(packed(row, m_key, &Place::after)))
            m_extra.push_back(&row);
    }
    return true;
}

void Comparer::compareAsMultisets()
{
    QHash<QByteArray, std::vector<const Row *>> left;
    for (const Row &row : m_after.rows)
        left[packed(row, m_common, &Place::after)].push_back(&row);
    for (const Row &row : m_before.rows) {
        auto &same = left[packed(row, m_common, &Place::before)];
        if (same.empty()) {
            m_lost.push_back(&row);
            continue;
        }
        compareMatched(row, *same.back());
        same.pop_back();
    }
    for (const Row &row : m_after.rows) { // in their order, for samples that do not jump about
        auto &same = left[packed(row, m_common, &Place::after)];
        if (std::erase(same, &row) > 0)
            m_extra.push_back(&row);
    }
    nameDifferentColumns();
}

// Nobody can say which lost row became which extra one, but the columns that differ are known.
void Comparer::nameDifferentColumns()
{
    if (m_lost.empty() || m_lost.size() != m_extra.size())
        return;
    for (const Place &place : m_common) {
        const std::vector<Place> one{place};
        QHash<QByteArray, int> count;
        for (const Row *row : m_lost)
            ++count[packed(*row, one, &Place::before)];
        for (const Row *row : m_extra)
            --count[packed(*row, one, &Place::after)];
        if (std::any_of(count.cbegin(), count.cend(), [](int n) { return n != 0; }))
            m_columnChanged[size_t(place.before)] = true;
    }
}

RowComparison Comparer::run()
{
    findColumns();
    if (!sameKey() || !compareByKey())
        compareAsMultisets();
    RowComparison result;
    result.columns = m_before.columns;
    result.keyColumns = m_before.keyColumns;
    result.lost = qint64(m_lost.size());
    result.extra = qint64(m_extra.size());
    result.changed = qint64(m_changed.size());
    for (const Row *row : m_lost)
        result.changes.push_back({*row, {}});
    std::move(m_changed.begin(), m_changed.end(), std::back_inserter(result.changes));
    for (const Row *row : m_extra)
        result.changes.push_back({{}, inOrder(*row)});
    for (const Place &place : m_all) {
        const QString &name = m_before.columns.at(place.before);
        const bool isGone = place.after < 0;
        const auto held = [&](const Row &row) { return row[size_t(place.before)].has_value(); };
        if (m_columnChanged[size_t(place.before)] && !isGone)
            result.changedColumns += name;
        if (isGone && !m_ignored.contains(name) &&
            std::any_of(m_before.rows.begin(), m_before.rows.end(), held))
            result.goneColumns += name;
    }
    return result;
}

} // namespace

RowComparison compareRows(const RowSet &before, const RowSet &after, const QStringList &ignored)
{
    return Comparer(before, after, ignored).run();
}

} // namespace tidemark
