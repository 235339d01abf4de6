// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/reports/wording.h"
#include "theme/theme.h"

#include <QWidget>

class QPainter;

namespace tidemark {

/// A word in a rounded field of its own colour: "reversible", "down fails", "2 lint".
struct Chip
{
    QString text;
    Tone tone = Tone::Neutral;

    bool operator==(const Chip &) const = default;
};

/// The colour that a tone's words and shapes have.
Colour colourOf(Tone tone);

QSize chipSize(const Chip &chip, const Theme &theme);
/// Paints it with its left edge at `rect`'s and vertically in the middle; gives its rectangle.
QRect paintChip(QPainter &painter, const QRect &rect, const Chip &chip, const Theme &theme);

/// A chip as a widget; with `setClickable` a toggle that the keyboard reaches.
class ChipLabel : public QWidget
{
    Q_OBJECT
public:
    explicit ChipLabel(Theme &theme, QWidget *parent = nullptr);

    void setChip(const Chip &chip);
    Chip chip() const { return m_chip; }
    void setClickable(bool clickable);
    bool isChecked() const { return m_checked; }
    void setChecked(bool checked);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void toggled(bool checked);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Theme &m_theme;
    Chip m_chip;
    bool m_clickable = false;
    bool m_checked = false;
};

} // namespace tidemark
