// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authoring/tryout.h"
#include "migrations/convention.h"

#include <vector>

namespace tidemark {

/// The migrations of a folder as if `edited` had been saved: what the convention itself reads in a
/// folder of links to the real files with those texts in their places, so that sections, markers
/// and plans count as they will. Paths and folder in the answer are the real ones.
///
/// Configuration is seen up to five folders above, as far as it is in files. Cost without `edited`:
/// a read of the folder; with it a link per file of the folders above each edited one: 30 ms for
/// 300 migrations. The folder of links is in memory where the system has a place for that, else in
/// its temporary folder, and gone when this returns. Errors: Usage for a file outside of the
/// folder; Io; those of Convention::read().
Result<MigrationSet> readEdited(const Convention &convention, const ReadRequest &request,
                                const std::vector<EditedFile> &edited);

} // namespace tidemark
