// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chip.h"
#include "workspace/auditentry.h"

#include <QString>

namespace tidemark {

// ---- How the log speaks to people.

Chip chipOf(AuditResult result);
/// "Applied", "Rolled back", "Rehearsed", ...; an act that is not known is shown as it is.
QString actText(const QString &act);
/// "12:41:07", "yesterday 12:41", "3 Mar 12:41", "3 Mar 2025": local, and never ambiguous.
QString whenText(const QDateTime &time, const QDateTime &now);
/// The environment, or the database where there is none.
QString whereText(const AuditEntry &entry);

} // namespace tidemark
