// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/page.h"

#include <QAbstractListModel>

#include <vector>

namespace tidemark {

/// What the palette offers for the letters typed so far, the best first, at most 200.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { SubtitleRole = Qt::UserRole, IconRole, ShortcutRole, PositionsRole };

    using QAbstractListModel::QAbstractListModel;

    void setItems(std::vector<PaletteItem> items);
    void setPattern(const QString &pattern);
    void activate(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Hit
    {
        int item = 0;
        int score = 0;
        QList<int> positions;
    };

    std::vector<PaletteItem> m_items;
    std::vector<Hit> m_hits;
};

} // namespace tidemark
