// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace tidemark {

/// A text that a regular expression matches, different for each `number` where the expression
/// leaves room for it. Understands literals, classes, groups, alternatives (the first),
/// quantifiers, anchors and the common escapes; none for look-around and back references.
std::optional<QString> sampleOfPattern(const QString &pattern, int number);

/// The same for LIKE.
QString sampleOfLike(const QString &pattern, int number);

} // namespace tidemark
