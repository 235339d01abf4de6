// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QHeaderView>

class QWidget;

namespace tidemark {

/// The heads of the environments: name, and below it how it stands. Over the first columns lies a
/// widget (the filter) instead of their names.
class TimelineHeader : public QHeaderView
{
    Q_OBJECT
public:
    static constexpr int height = 52;

    explicit TimelineHeader(Theme &theme, QWidget *parent = nullptr);

    /// Placed over the columns before the first environment.
    void setCorner(QWidget *corner);
    QSize sizeHint() const override;
    void placeCorner();

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void paintSummary(QPainter &painter, const QRect &rect, int section) const;

    Theme &m_theme;
    QWidget *m_corner = nullptr;
};

} // namespace tidemark
