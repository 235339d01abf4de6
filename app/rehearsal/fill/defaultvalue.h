// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark {

/// Whether two expressions are the same constant: quoted or not, in parentheses, with casts behind
/// it, a number with or without decimals, a truth value as word or number. Anything but a constant
/// is no constant's equal.
bool meansSameLiteral(const QString &a, const QString &b);

} // namespace tidemark
