// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/roles.h"

#include <QSet>
#include <QSortFilterProxyModel>

namespace tidemark {

/// The rows with one of the chosen verdicts and trends that hold the text. Nothing chosen: all.
class RehearsalFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString &text);
    void setVerdicts(const QSet<int> &verdicts); ///< Verdict as int
    void setTrends(const QSet<int> &trends);     ///< Trend as int
    bool isFiltering() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_text;
    QSet<int> m_verdicts;
    QSet<int> m_trends;
};

} // namespace tidemark
