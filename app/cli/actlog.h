// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "cli/target.h"
#include "workspace/auditedact.h"

namespace tidemark {

/// The row that a command leaves in the log of this user; "up" on the target's database.
AuditedAct beginAct(const QString &act, const Target &target, const CommandContext &context);
AuditedAct beginAct(const char *act, const Target &target, const CommandContext &context);

/// A note on standard error when the row could not be written. The act stays what it was.
void warnUnlessLogged(const Result<void> &written, Terminal &terminal);

} // namespace tidemark
