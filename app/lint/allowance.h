// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/finding.h"
#include "sql/dialect.h"
#include "sql/statement.h"

#include <QString>

#include <vector>

namespace tidemark {

/// A comment in a script: `-- tidemark: allow RULE because REASON`. It is about the statement in
/// which or at whose end it stands, else about the next one; with none below it about the script.
struct Allowance
{
    QString rule;
    QString reason; ///< empty: there is none, which is a finding of its own
    SourceLocation where;
    LintSide side = LintSide::Up;
    bool used = false;
};

/// The allowances in a script's comments, not in its strings. One scan, and none where the text
/// does not mention Tidemark.
std::vector<Allowance> allowancesIn(const Script &script, Engine engine, LintSide side);

} // namespace tidemark
