// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/convention.h"
#include "migrations/conventions/sqitchproject.h"

#include <QDir>

#include <memory>

namespace tidemark {

/// sqitch's registry, release 1.1, with its own DDL and rows (App::Sqitch::Role::DBIEngine and the
/// engines pg and sqlite): projects, releases, changes, tags, dependencies and events. The plan is
/// read once, when the store is made.
///
/// PostgreSQL: the schema `sqitch`, or as configured. Rows go into the migration's transaction
/// under sqitch's LOCK TABLE; lock() takes sqitch's advisory lock.
///
/// SQLite: a file of its own beside the database (sqitch.db for flipr.db), which is attached as
/// "sqitch" while it is written, since sqitch's own rows must go there. A transaction over both
/// files is atomic with a rollback journal. With WAL each file is atomic by itself: a crash between
/// the two leaves the migration without its row, never a row without its migration. In that state
/// the next run fails at a statement whose effect is there already. A database in memory gets a
/// registry in memory. While it is attached its tables (changes, tags, events, projects, ...) can
/// be found by unqualified names that the database itself lacks; so prepare(), which comes before
/// each script, detaches it.
///
/// The times of `changes` are strictly increasing, because sqitch takes the order from them: when
/// the clock does not tell two rows apart, the second one gets the next microsecond (SQLite:
/// millisecond).
///
/// recordUp() is Error{Input} when a required change is not deployed or a conflicting one is,
/// recordDown() when a deployed change requires this one, as in sqitch.
std::unique_ptr<HistoryStore> makeSqitchRegistry(Engine engine, const QDir &folder,
                                                 const SqitchSurroundings &surroundings);

} // namespace tidemark
