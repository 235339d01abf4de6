// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantMap>

#include <functional>
#include <vector>

class QHeaderView;

namespace tidemark {

/// The columns of a table that fills its width: one of them takes what the others leave, the others
/// are as wide as they need to be, or as somebody has dragged them. A dragged line moves between
/// its two neighbours, like a splitter; a double click on it gives the column its own width again.
class ColumnWidths : public QObject
{
    Q_OBJECT
public:
    using Key = std::function<QString(int section)>;

    /// `rest` takes what is left. `key` names a column for save(); without it, its number does.
    ColumnWidths(QHeaderView &header, int rest, Key key = {});

    /// How wide each column is when nobody has dragged it, and what there is for all of them.
    /// Hidden columns take nothing. `rest` never becomes less than its own entry.
    void layOut(const std::vector<int> &natural, int total);
    /// As dragged, or `natural`.
    int widthOf(int section, int natural) const;

    /// Of the dragged ones; layOut() again after restore().
    QVariantMap save() const { return m_dragged; }
    void restore(const QVariantMap &dragged) { m_dragged = dragged; }

Q_SIGNALS:
    /// A line was dragged or given up: layOut() again.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void resized(int section, int before, int now);
    void setWidth(int section, int width);
    void remember(int section);
    int visibleAfter(int section) const;
    QString keyOf(int section) const;

    QHeaderView &m_header;
    int m_rest;
    Key m_key;
    QVariantMap m_dragged;
    bool m_pressed = false;
    bool m_own = false; ///< this class resizes
};

} // namespace tidemark
