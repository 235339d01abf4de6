// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/palettemodel.h"

#include "workbench/fuzzymatch.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostHits = 200;
constexpr int subtitlePenalty = 40; ///< what only the second line names comes after the first's

} // namespace

void PaletteModel::setItems(std::vector<PaletteItem> items)
{
    m_items = std::move(items);
    setPattern({});
}

void PaletteModel::setPattern(const QString &pattern)
{
    beginResetModel();
    m_hits.clear();
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (auto match = fuzzyMatch(pattern, m_items[i].title))
            m_hits.push_back({int(i), match->score, std::move(match->positions)});
        else if (auto second = fuzzyMatch(pattern, m_items[i].title + u' ' + m_items[i].subtitle))
            m_hits.push_back({int(i), second->score - subtitlePenalty, {}});
    }
    if (!pattern.isEmpty())
        std::stable_sort(m_hits.begin(), m_hits.end(),
                         [](const Hit &a, const Hit &b) { return a.score > b.score; });
    if (m_hits.size() > mostHits)
        m_hits.resize(mostHits);
    endResetModel();
}

void PaletteModel::activate(int row) const
{
    if (row < 0 || row >= rowCount())
        return;
    // A copy: what it does may give the palette other items.
    const auto activateIt = m_items[std::size_t(m_hits[std::size_t(row)].item)].activate;
    if (activateIt)
        activateIt();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hits.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Hit &hit = m_hits[std::size_t(index.row())];
    const PaletteItem &item = m_items[std::size_t(hit.item)];
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::AccessibleTextRole:
        return QString(item.title + ", "_L1 + item.subtitle);
    case SubtitleRole:
        return item.subtitle;
    case IconRole:
        return item.icon;
    case ShortcutRole:
        return item.shortcut;
    case PositionsRole:
        return QVariant::fromValue(hit.positions);
    default:
        return {};
    }
}

} // namespace tidemark
