// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/conventions/substitution.h"
#include "migrations/migrationfiles.h"

namespace tidemark {

/// One direction of a goose file.
struct GooseSection
{
    /// One script per statement, because goose cuts by lines and not by SQL: a statement is what
    /// ends on a line whose last word ends in a semicolon, or what stands between StatementBegin
    /// and End.
    std::vector<Script> statements;
    bool present = false; ///< its annotation is there
    /// Annotations that are read more generously than goose itself does.
    std::vector<Finding> findings;
};

/// Reads one direction as goose's own parser does (internal/sqlparser/parser.go), which reads the
/// directions apart: a defect in the down section spoils only the way down. Error{Input} with file,
/// line and column where goose refuses. Pure but for the lookup.
Result<GooseSection> parseGoose(const TextFile &file, bool up, const VariableLookup &lookup);

} // namespace tidemark
