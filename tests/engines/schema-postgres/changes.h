// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/postgres/postgressession.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace tidemark::test {

/// One of the changes of changes.sql; see there.
struct Change
{
    QString name;
    QByteArray sql;
    bool stateOnly = false; ///< pg_dump -s does not show it
    bool same = false;      ///< nothing changes
};

std::vector<Change> readChanges();

/// A new database with the objects of kinds.sql. Returns its URL; ends the test program on failure.
QString createKindsDatabase(const QString &name);

/// A session, or the end of the test program.
std::unique_ptr<PostgresSession> open(const QString &url);

/// Runs it, or fails the test program with the server's words.
void mustRun(Session &session, const QByteArray &sql);

/// What pg_dump -s says of the database, line by line, without what differs from run to run. Ends
/// the test program where it fails.
QStringList dumpedLines(const QString &url);

} // namespace tidemark::test
