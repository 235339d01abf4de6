// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace tidemark {

/// `fill(QMenu &)` makes its entries anew whenever it opens. QMenu::clear() alone would leave the
/// submenus of the last time behind.
template <typename Fill>
void fillWhenShown(QMenu *menu, Fill fill)
{
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, fill] {
        menu->clear();
        qDeleteAll(menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly));
        fill(*menu);
    });
}

} // namespace tidemark
