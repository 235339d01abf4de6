// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workspace/workspace.h"

#include <QString>

namespace tidemark {

/// Whether somebody has to type its name before anything is written to it or its server: the role
/// is production. Looking (status, a plan, a copy that is made elsewhere) never needs that. Pure.
bool needsArming(const Environment &environment);

/// Every use case that writes asks here before it opens the database. `typedName` is what a person
/// typed for this one run, as it is; it arms when it is the environment's name, letter for letter.
/// Error{Usage} tells what to type, or what was typed instead. Pure.
Result<void> checkArmed(const Environment &environment, const QString &typedName);

} // namespace tidemark
