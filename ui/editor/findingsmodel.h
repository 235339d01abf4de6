// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/migrationlinter.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace tidemark {

/// What lint says about the open migration, a row each.
class FindingsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Message, Rule, Place, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setFindings(std::vector<EditedFinding> findings, std::vector<int> firstLines);
    const EditedFinding &at(int row) const { return m_findings[size_t(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<EditedFinding> m_findings;
    std::vector<int> m_firstLines; ///< of each one's text in its file
};

/// Paints them: a point in the level's colour before the message, the rule as the link that it is.
class FindingsDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit FindingsDelegate(Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

Colour colourOf(LintLevel level);

} // namespace tidemark
