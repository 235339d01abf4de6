// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/roles.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace tidemark {

/// Paints the rows of a rehearsal: version, name with the statement that runs, the lane, the
/// verdict, the time against the last one.
class RehearsalDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RehearsalDelegate(Theme &theme, QObject *parent = nullptr);

    void setLane(const std::vector<RehearsalStep> &lane) { m_lane = lane; }
    /// The verdict's cell also tells what it was before.
    void setBeforeBelow(bool below) { m_beforeBelow = below; }
    /// For rows that run: the clock of RehearsalRow::startedMs, and how brightly they shine.
    void setNow(qint64 elapsedMs, qreal glow);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintName(QPainter &painter, const QRect &rect, const RehearsalRow &row) const;
    void paintLane(QPainter &painter, const QRect &rect, const RehearsalRow &row) const;
    void paintVerdict(QPainter &painter, const QRect &rect, const RehearsalRow &row) const;
    static bool changed(const RehearsalRow &row);
    void paintBefore(QPainter &painter, const QRect &rect, const RehearsalRow &row) const;
    void paintTime(QPainter &painter, const QRect &rect, const RehearsalRow &row) const;

    Theme &m_theme;
    std::vector<RehearsalStep> m_lane;
    qint64 m_now = 0;
    qreal m_glow = 1;
    bool m_beforeBelow = false;
};

/// The head of the table: only the lane needs one, its steps' names above the pills.
class RehearsalHead final : public QHeaderView
{
    Q_OBJECT
public:
    static constexpr int height = 46;

    RehearsalHead(Theme &theme, QWidget *parent = nullptr);
    void setLane(const std::vector<RehearsalStep> &lane, bool filled);

    /// Lies over the version and the name.
    void setCorner(QWidget *corner);

    QSize sizeHint() const override { return {0, height}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    void placeCorner();

    Theme &m_theme;
    QWidget *m_corner = nullptr;
    std::vector<RehearsalStep> m_lane;
    bool m_filled = false;
};

} // namespace tidemark
