// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/datacomparison.h"
#include "compare/loadsource.h"

#include <memory>
#include <stop_token>
#include <utility>

namespace tidemark {

/// parseSource(), of what has rows: an .sql file and what is nothing else is a backup, by its name
/// or path. Error{Usage} for a snapshot.
Result<SchemaSource> parseRowsSource(const QString &text, const SourceNames &names);

/// A side of a DataComparer, and what has to live as long as it is read. Belongs to the thread that
/// opened it.
struct RowsSource
{
    DataSide data;
    Connection connection{};            ///< of an environment: its tunnel
    std::unique_ptr<Sandbox> sandbox{}; ///< with what migrations make
};

/// Opens both: reads a backup's manifest, finds the way to a database, replays migrations into a
/// sandbox (of the other side's engine). Nothing is read of any table. Errors: those of
/// loadSource(). Blocks; the thread of the sandboxes.
Result<std::pair<RowsSource, RowsSource>>
openRowsSources(const SchemaSource &before, const SchemaSource &after, const LoadContext &context,
                const LoadObserver &observer = {}, const std::stop_token &stop = {});

} // namespace tidemark
