// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/gridrows.h"

#include "widgets/controls.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// What does not fit ends in dots; its tool tip says it whole.
class EllipsisCell : public QLabel
{
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override { return {40, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        painter.setFont(font());
        painter.drawText(rect(), Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }
};

QLabel *labelOf(const GridRows::Cell &cell, Theme &theme)
{
    const bool mayShrink = cell.kind == GridRows::Code || cell.kind == GridRows::Plain;
    QLabel *label = mayShrink ? new EllipsisCell(cell.text) : new QLabel(cell.text);
    label->setTextFormat(Qt::PlainText);
    if (!mayShrink)
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setToolTip(cell.text);
    if (cell.kind == GridRows::Strong)
        label->setFont(theme.strongFont());
    else if (cell.kind == GridRows::Code)
        label->setFont(theme.codeFont());
    else if (cell.kind != GridRows::Plain)
        setStyleProperty(label, "kind", u"muted"_s);
    if (cell.kind == GridRows::Number)
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

} // namespace

GridRows::GridRows(Theme &theme, QGridLayout &grid)
    : m_theme(theme)
    , m_grid(grid)
{
    while (QLayoutItem *item = grid.takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void GridRows::addHead(const QStringList &titles)
{
    for (int i = 0; i < titles.size(); ++i) {
        auto *label = new QLabel(titles[i]);
        setStyleProperty(label, "kind", u"muted"_s);
        if (i == titles.size() - 1)
            label->setAlignment(Qt::AlignRight);
        m_grid.addWidget(label, m_row, i);
    }
    ++m_row;
}

void GridRows::add(const std::vector<Cell> &cells)
{
    for (size_t i = 0; i < cells.size(); ++i) {
        m_grid.setColumnStretch(int(i), cells[i].kind == Number ? 0 : 1);
        m_grid.addWidget(labelOf(cells[i], m_theme), m_row, int(i));
    }
    ++m_row;
}

void GridRows::addNote(const QString &text, const QString &toolTip)
{
    auto *label = mutedLabel(text);
    label->setToolTip(toolTip);
    m_grid.addWidget(label, m_row++, 0, 1, -1);
}

} // namespace tidemark
