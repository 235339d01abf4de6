// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

namespace tidemark {

/// Sets `verdict` and `reason` from the evidence in the report. Pure. Where several verdicts fit,
/// the one that stops a rollback first wins: up-fails, no-down, empty-down, down-fails, differs,
/// loses-data, redo-fails, redo-differs, reorders, reversible.
void judge(MigrationReport &report);

/// "2 indexes missing, 1 column changed": a difference in one line; at most `limit` items are
/// named.
QString summaryOf(const SchemaDiff &diff, int limit = 3);

/// "2 rows of public.customers": what data was lost, in one line.
QString summaryOf(const std::vector<TableDataDifference> &differences, int limit = 3);

} // namespace tidemark
