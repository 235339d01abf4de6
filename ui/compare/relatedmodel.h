// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/objectdetail.h"

#include <QAbstractTableModel>

#include <vector>

namespace tidemark {

/// Who depends on an object, and on whom it depends.
class RelatedModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Object, Relation, Where, ColumnCount };

    explicit RelatedModel(Theme &theme, QObject *parent = nullptr);

    void setRows(std::vector<RelatedObject> rows);
    void setHeads(const QString &before, const QString &after);
    const RelatedObject &at(int row) const { return m_rows[size_t(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const RelatedObject &row, int column) const;

    Theme &m_theme;
    std::vector<RelatedObject> m_rows;
    QString m_before;
    QString m_after;
};

} // namespace tidemark
