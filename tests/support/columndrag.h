// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QTest>

namespace tidemark::test {

/// Drags the line behind a column with the pointer, at the lower end of the head.
inline void dragColumn(QHeaderView &header, int section, int by)
{
    const int edge = header.sectionViewportPosition(section) + header.sectionSize(section) - 1;
    const QPoint from(edge, header.height() - 4);
    QTest::mousePress(header.viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(header.viewport(), from + QPoint(by / 2, 0));
    QTest::mouseMove(header.viewport(), from + QPoint(by, 0));
    QTest::mouseRelease(header.viewport(), Qt::LeftButton, {}, from + QPoint(by, 0));
}

} // namespace tidemark::test
