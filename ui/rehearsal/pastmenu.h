// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/rehearsalcontroller.h"

class QMenu;

namespace tidemark {

/// "1 Mar 2026 09:30 · copy of staging · 9 reversible, 1 loses data".
QString pastText(const PastRehearsal &past);

/// The rehearsals that are kept: to look at one again, and to compare the shown one with another.
void fillPastMenu(QMenu &menu, RehearsalController &controller);

} // namespace tidemark
