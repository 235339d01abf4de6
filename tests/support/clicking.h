// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QTest>

namespace tidemark::test {

/// Clicks the button as soon as a person could: what shows or enables it may come by a task or by a
/// queued call. One that never becomes possible ends the program.
inline void clickWhenPossible(QAbstractButton *button)
{
    constexpr int patienceMs = 60'000;
    if (!QTest::qWaitFor([=] { return button->isVisible() && button->isEnabled(); }, patienceMs))
        qFatal("%s cannot be clicked", qPrintable(button->objectName()));
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace tidemark::test
