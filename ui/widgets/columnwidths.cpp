// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/columnwidths.h"

#include <QEvent>
#include <QHeaderView>
#include <QMouseEvent>

#include <algorithm>

namespace tidemark {

namespace {

constexpr int widest = 2000; ///< what a settings file may say at most

} // namespace

ColumnWidths::ColumnWidths(QHeaderView &header, int rest, Key key)
    : QObject(&header)
    , m_header(header)
    , m_rest(rest)
    , m_key(std::move(key))
{
    header.setSectionResizeMode(QHeaderView::Interactive);
    header.setStretchLastSection(false);
    header.setCascadingSectionResizes(false);
    header.viewport()->installEventFilter(this);
    connect(&header, &QHeaderView::sectionResized, this, &ColumnWidths::resized);
    connect(&header, &QHeaderView::sectionHandleDoubleClicked, this, [this](int section) {
        m_pressed = false;
        m_dragged.remove(keyOf(section));
        if (const int next = visibleAfter(section); section == m_rest && next >= 0)
            m_dragged.remove(keyOf(next));
        Q_EMIT changed();
    });
}

QString ColumnWidths::keyOf(int section) const
{
    return m_key ? m_key(section) : QString::number(section);
}

int ColumnWidths::widthOf(int section, int natural) const
{
    bool ok = false;
    const int width = m_dragged.value(keyOf(section)).toInt(&ok);
    return ok && section != m_rest ? std::clamp(width, m_header.minimumSectionSize(), widest)
                                   : natural;
}

void ColumnWidths::setWidth(int section, int width)
{
    m_own = true;
    m_header.resizeSection(section, width);
    m_own = false;
}

void ColumnWidths::layOut(const std::vector<int> &natural, int total)
{
    if (m_pressed || m_rest >= std::min(m_header.count(), static_cast<int>(natural.size())))
        return; // what is being dragged is as wide as the pointer says
    const int count = std::min(m_header.count(), static_cast<int>(natural.size()));
    const auto needed = [&natural](int section) { return natural[static_cast<size_t>(section)]; };
    std::vector<int> widths(natural);
    int left = total;
    int spare = 0; // what dragging gave beyond the need
    for (int section = 0; section < count; ++section) {
        if (section == m_rest || m_header.isSectionHidden(section))
            continue;
        int &width = widths[static_cast<size_t>(section)];
        width = widthOf(section, needed(section));
        left -= width;
        spare += std::max(0, width - needed(section));
    }
    // A window that became narrow takes back what was dragged in a wide one.
    const int missing = std::clamp(needed(m_rest) - left, 0, spare);
    for (int section = 0; section < count; ++section) {
        if (section == m_rest || m_header.isSectionHidden(section))
            continue;
        int &width = widths[static_cast<size_t>(section)];
        if (const int more = width - needed(section); more > 0)
            width -= (missing * more + spare - 1) / spare;
        setWidth(section, width);
    }
    setWidth(m_rest, std::max(left + missing, needed(m_rest)));
}

int ColumnWidths::visibleAfter(int section) const
{
    for (int next = section + 1; next < m_header.count(); ++next) {
        if (!m_header.isSectionHidden(next))
            return next;
    }
    return -1;
}

void ColumnWidths::remember(int section)
{
    if (section != m_rest)
        m_dragged.insert(keyOf(section), m_header.sectionSize(section));
}

/// Only what a pointer does comes here: the neighbour gives or takes.
void ColumnWidths::resized(int section, int before, int now)
{
    if (m_own || !m_pressed)
        return;
    const int next = visibleAfter(section);
    if (next < 0) {
        setWidth(section, before);
        return;
    }
    const int room = m_header.sectionSize(next) - m_header.minimumSectionSize();
    const int moved = std::min(now - before, std::max(0, room));
    if (moved != now - before)
        setWidth(section, before + moved);
    setWidth(next, m_header.sectionSize(next) - moved);
    remember(section);
    remember(next);
}

bool ColumnWidths::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        m_pressed = static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton;
    } else if (event->type() == QEvent::MouseButtonRelease && m_pressed) {
        m_pressed = false;
        Q_EMIT changed();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tidemark
