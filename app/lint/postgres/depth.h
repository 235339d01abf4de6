// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace tidemark {

/// The tree of this statement may be so deep that walks over it need more stack than a thread has:
/// thousands of operators or UNIONs in a row, or of parentheses in each other. One pass over the
/// tokens; short statements cost nothing. What is grouped flat (AND, OR, lists) does not count.
bool isTooDeep(QByteArrayView sql);

} // namespace tidemark
