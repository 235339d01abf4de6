// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QTableView>
#include <QVariantMap>

namespace tidemark {

class ColumnWidths;
class TimelineDelegate;
class TimelineHeader;
class TimelineModel;

/// The list of migrations with its columns of dots, and the tide mark over them. Columns share the
/// width by themselves until somebody drags them. A letter that is typed goes to the filter.
class TimelineTable : public QTableView
{
    Q_OBJECT
public:
    TimelineTable(Theme &theme, TimelineModel &model, QWidget *parent = nullptr);

    TimelineHeader &heads() { return *m_header; }

    /// The migration that the keyboard is at; empty: none.
    QString currentId() const;
    QStringList selectedIds() const; ///< from top to bottom
    /// Selects the migration alone; `centre`: brings it to the middle, else only into sight.
    void selectId(const QString &id, bool centre = false);
    ColumnWidths &columns() { return *m_columns; }
    void restoreColumns(const QVariantMap &dragged);
    /// Says so in the middle of the empty list.
    void setNothingFound(bool nothing);

Q_SIGNALS:
    void typed(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void layoutColumns();
    QString columnKey(int section) const;
    void hover(int row);
    void aboutToReset();
    void afterReset();
    void paintMark();

    Theme &m_theme;
    TimelineModel &m_model;
    TimelineDelegate *m_delegate;
    TimelineHeader *m_header;
    ColumnWidths *m_columns = nullptr;
    int m_hovered = -1;
    bool m_nothingFound = false;

    /// Selection and place over a reset of the model.
    struct Place
    {
        QStringList selected;
        QString current;
        QString top;
        int offset = 0; ///< of the top row
    };
    Place m_place;
};

} // namespace tidemark
