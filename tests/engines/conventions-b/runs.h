// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"
#include "migrations/convention.h"
#include "run/plan.h"

#include <QDir>
#include <QStringList>

#include <memory>

namespace tidemark::test {

/// An empty database of the engine, for one test; a file in `folder` on SQLite. Ends the program
/// when it cannot be made.
struct Database
{
    Engine engine = Engine::PostgreSql;
    QString url;

    static Database make(Engine engine, const QString &name, const QDir &folder);
    std::unique_ptr<Session> connect() const;
};

/// Goes up or down with the convention's migrations and history, as a run of tidemark does.
/// Returns what went wrong; empty when nothing did.
QString goUp(const Convention &convention, const QDir &folder, const Database &database,
             const PlanLimits &limits = {});
QString goDown(const Convention &convention, const QDir &folder, const Database &database,
               const PlanLimits &limits = {});

/// The ids of the migrations that the history names, oldest first; "!" behind a failed one, the
/// version where no file has it. Or what went wrong.
QStringList appliedIds(const Convention &convention, const QDir &folder, const Database &database);

/// The rows of a query as "a|b|c", NULL as "-". Or what went wrong.
QStringList rowsOf(const Database &database, const QByteArray &sql);

} // namespace tidemark::test
