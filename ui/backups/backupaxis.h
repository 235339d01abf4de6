// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/backupshelf.h"

#include <QAbstractScrollArea>

#include <functional>
#include <memory>

namespace tidemark {

/// The backups from the oldest to the newest, a bar each, as high as it is large; its colour says
/// why it was made. What the next prune would take is hollow. Names and releases stand above. One
/// is current, and with Ctrl a second one can be chosen beside it. Only what is seen is painted.
class BackupAxis : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit BackupAxis(Theme &theme, QWidget *parent = nullptr);

    void setShelf(std::shared_ptr<const BackupShelf> shelf);
    void setCurrent(const QString &path); ///< also brings it into sight
    QString current() const { return m_current; }
    QString second() const { return m_second; } ///< empty: none
    void setSecond(const QString &path);
    /// What a tool tip says of it.
    void setDescription(std::function<QString(const ShelvedBackup &)> description);

    /// Of a bar, in the viewport.
    QRect columnOf(int index) const;
    int indexAt(const QPoint &point) const; ///< -1: none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChosen(const QString &path);
    void secondChosen(const QString &path); ///< empty: none any more
    void openWanted(const QString &path);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void layOut();
    void bring(int index);
    void choose(int index);
    int count() const;
    Colour colourOf(const ShelvedBackup &one) const;
    void paintBar(QPainter &painter, int index) const;
    void paintLabels(QPainter &painter, int first, int last) const;
    void paintDates(QPainter &painter, int first, int last) const;
    void paintLegend(QPainter &painter) const;
    int left() const;

    Theme &m_theme;
    std::shared_ptr<const BackupShelf> m_shelf;
    std::function<QString(const ShelvedBackup &)> m_description;
    QString m_current;
    QString m_second;
    int m_hovered = -1;
    int m_pitch = 28;
    qint64 m_largest = 1;
};

} // namespace tidemark
