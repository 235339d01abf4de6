// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archiveload.h"

#include <optional>

namespace tidemark {

/// pg_restore compares the names that it is told byte by byte with the archive's, which are in the
/// archive's encoding. Where that is not UTF-8 and a name is not ASCII, this writes a list of what
/// it would have chosen, for --use-list, into the job's folder, and gives its path. Nothing where
/// the names do.
///
/// Error{Usage} where the archive has no such table; Io, and as of openArchive().
Result<std::optional<QString>> writeRestoreList(const LoadJob &job);

} // namespace tidemark
