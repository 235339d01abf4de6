// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/rehearsalfilter.h"

namespace tidemark {

void RehearsalFilter::setText(const QString &text)
{
    m_text = text.simplified();
    invalidateRowsFilter();
}

void RehearsalFilter::setVerdicts(const QSet<int> &verdicts)
{
    m_verdicts = verdicts;
    invalidateRowsFilter();
}

void RehearsalFilter::setTrends(const QSet<int> &trends)
{
    m_trends = trends;
    invalidateRowsFilter();
}

bool RehearsalFilter::isFiltering() const
{
    return !m_text.isEmpty() || !m_verdicts.isEmpty() || !m_trends.isEmpty();
}

bool RehearsalFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (!m_verdicts.isEmpty() && !m_verdicts.contains(index.data(VerdictRole).toInt()))
        return false;
    if (!m_trends.isEmpty() && !m_trends.contains(index.data(TrendRole).toInt()))
        return false;
    return m_text.isEmpty() ||
           index.data(SearchRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace tidemark
