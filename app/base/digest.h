// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tidemark {

/// XXH3-128 of the bytes as 32 lower-case hex digits. For telling contents apart and for cache
/// keys; not cryptographic, never for checksums that another tool's format prescribes.
QByteArray digestOf(QByteArrayView bytes);

} // namespace tidemark
