// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backups/cellpainting.h"
#include "workbench/showndifferences.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace tidemark {

/// Rows that are not on both sides alike, in the order of their keys. One that changed is two rows
/// here: as it was, and below it as it is.
class DifferencesModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { MarkRole = FirstOtherCellRole }; ///< of the cell; a Mark
    enum class Mark {
        None,
        Same,  ///< of a row that changed elsewhere
        Gone,  ///< or: as it was
        Added, ///< or: as it is
    };

    explicit DifferencesModel(QObject *parent = nullptr);

    void setDifferences(std::shared_ptr<const ShownDifferences> differences);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line
    {
        int difference = 0;
        bool after = false;
    };
    const ShownCell *cellAt(const QModelIndex &index) const;
    QString accessibleText(const QModelIndex &index, const ShownCell &cell) const;
    Mark markOf(const QModelIndex &index) const;
    bool isOnSide(const QModelIndex &index) const;

    std::shared_ptr<const ShownDifferences> m_shown;
    std::vector<Line> m_lines;
};

} // namespace tidemark
