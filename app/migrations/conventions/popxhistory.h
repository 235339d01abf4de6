// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/convention.h"

#include <QDir>

#include <memory>

namespace tidemark {

/// popx' table schema_migration(version, version_self) with its two indexes. popx takes no lock, so
/// ours is taken. In databases from before popx had 20-digit versions, the 14-digit version stands
/// for all that begin with it; read() names those, for which it looks at the file names in
/// `folder`.
std::unique_ptr<HistoryStore> makePopxHistory(Engine engine, const QDir &folder);

} // namespace tidemark
