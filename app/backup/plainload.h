// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archiveload.h"

namespace tidemark {

/// loadArchive() of a plain dump, by psql. What psql cannot read goes there by a pipe: the text of
/// one that is packed, unpacked on the way; and without its tablespaces where they are not wanted,
/// for which psql has no option, so that is one more pass.
Result<void> loadPlain(const LoadJob &job);

} // namespace tidemark
