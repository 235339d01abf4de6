// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"
#include "ddl/draft.h"

namespace tidemark {

/// Runs a draft on a throw-away database as people will: its texts, cut into statements again, one
/// script after the other. Errors name `name` as the file; `at`, where it is given, is then the
/// number of the script that failed, from 0. Blocks; the session's thread.
Result<void> runDrafted(Session &session, const std::vector<DraftScript> &scripts,
                        const QString &name, int *at = nullptr);

} // namespace tidemark
