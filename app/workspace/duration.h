// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace tidemark {

/// "250ms", "5s", "2min", "1h", and a bare "0". Nothing for anything else, negative ones included.
std::optional<std::chrono::milliseconds> parseDuration(const QString &text);

} // namespace tidemark
