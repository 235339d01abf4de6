// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <limits>
#include <optional>

namespace tidemark {

/// An integer of pg_dump's archives: a byte that is 1 for negative ones, then the value from its
/// lowest byte (WriteInt() in pg_backup_archiver.c). Nothing when the bytes are none, or when it is
/// more than pg_dump's own `int` can hold.
inline std::optional<qint64> archiveInteger(QByteArrayView bytes)
{
    if (bytes.size() < 2 || static_cast<unsigned char>(bytes[0]) > 1)
        return {};
    quint64 value = 0;
    for (qsizetype i = bytes.size() - 1; i > 0; --i) {
        if (value > std::numeric_limits<quint32>::max())
            return {};
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    }
    if (value > quint64(std::numeric_limits<qint32>::max()))
        return {};
    return bytes[0] ? -qint64(value) : qint64(value);
}

} // namespace tidemark
