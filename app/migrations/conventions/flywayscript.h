// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/conventions/flywaysettings.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>
#include <optional>

namespace tidemark {

/// Flyway's checksum of a script (ChecksumCalculator in its source): CRC-32 over the lines without
/// their ends, whether LF, CR or both, and without a byte order mark; as a signed 32-bit number in
/// decimal, which is how the history table holds it. Pure.
QString flywayChecksum(QByteArrayView bytes);

/// Gives the value of a placeholder (without prefix and suffix), or none.
using PlaceholderLookup = std::function<std::optional<QString>(const QString &name)>;

/// Replaces every ${name}, also in comments and strings, as Flyway does
/// (PlaceholderReplacingReader): a value is not searched again. Error{Input} with line and column
/// for one without a value. Pure.
Result<QByteArray> replaceFlywayPlaceholders(QByteArrayView text, const QString &file,
                                             const FlywaySettings &settings,
                                             const PlaceholderLookup &lookup);

} // namespace tidemark
