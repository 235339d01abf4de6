// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/objectdetail.h"

#include <QAbstractTableModel>

#include <vector>

namespace tidemark {

/// What is not the same of one object: property, and its value on both sides.
class PropertyModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { What, BeforeValue, AfterValue, ColumnCount };

    explicit PropertyModel(Theme &theme, QObject *parent = nullptr);

    void setRows(std::vector<PropertyRow> rows);
    void setHeads(const QString &before, const QString &after);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const PropertyRow &row, int column) const;

    Theme &m_theme;
    std::vector<PropertyRow> m_rows;
    QString m_before;
    QString m_after;
};

} // namespace tidemark
