// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/progress.h"

#include <QString>

namespace tidemark {

/// "saving public.orders (3 of 20)": what is being done to a backup, for a person. Pure.
QString backupProgressText(const BackupProgress &progress);

} // namespace tidemark
