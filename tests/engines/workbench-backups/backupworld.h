// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"
#include "support/workbenchfixture.h"
#include "workbench/backupscontroller.h"
#include "workspace/auditlog.h"
#include "workspace/connection.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <utility>
#include <vector>

namespace tidemark::test {

using namespace Qt::StringLiterals;

inline constexpr int patience = 60'000;
inline const QString weird = u"Weird \"Name\"; --"_s;

inline void execute(const QString &url, const char *sql)
{
    const auto session = openSession(*ConnectionSpec::parse(url));
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    for (const QByteArray &statement : QByteArray(sql).split('\n'))
        if (const QByteArray one = statement.trimmed(); !one.isEmpty())
            if (const auto done = (*session)->execute(one); !done)
                qFatal("%s", qPrintable(done.error().toString()));
}

inline qint64 count(const QString &url, const char *sql)
{
    const auto session = openSession(*ConnectionSpec::parse(url));
    const auto rows = (*session)->query(sql);
    if (!rows)
        qFatal("%s", qPrintable(rows.error().toString()));
    return rows->rows.front().front()->toLongLong();
}

struct BackupWorld
{
    explicit BackupWorld(const QString &url = {}, const QString &role = u"local"_s)
        : backups(fixture.services, fixture.workspaces,
                  [this](const Environment &) { return guard; })
    {
        database = url.isEmpty() ? u"sqlite:"_s + fixture.folder().filePath(u"shop.db"_s) : url;
        if (url.isEmpty())
            execute(database, "CREATE TABLE orders (id integer PRIMARY KEY, total numeric)\n"
                              "INSERT INTO orders VALUES (1, 10.5), (2, 20)\n"
                              "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer)\n");
        fixture.open(database, role);
    }

    QString folder() const { return fixture.folder().filePath(u"backups"_s); }
    bool isRead() const
    {
        return QTest::qWaitFor([this] { return backups.shelf() && !backups.isReading(); },
                               patience);
    }
    bool isIdle()
    {
        return QTest::qWaitFor([this] { return backups.job() == BackupsController::Job::None; },
                               patience) &&
               isRead();
    }
    /// Makes one and gives its path.
    QString make(const BackupWords &words = {})
    {
        QSignalSpy made(&backups, &BackupsController::made);
        if (!isRead() || !backups.make({.environment = u"local"_s, .words = words}) || !isIdle())
            qFatal("no backup");
        if (made.isEmpty())
            qFatal("%s", qPrintable(backups.outcome()->sentence));
        const QString path = made.front().front().toString();
        if (!QTest::qWaitFor([&] { return backups.shelf()->find(path) >= 0; }, patience))
            qFatal("it is not on the shelf");
        return path;
    }
    const Backup &at(const QString &path) const
    {
        return backups.shelf()->at(backups.shelf()->find(path))->backup;
    }
    std::vector<AuditEntry> log() const
    {
        const auto log = AuditLog::openForReading(fixture.services.stateFolder);
        return log ? *log->read() : std::vector<AuditEntry>();
    }
    void put(const QString &name, const QByteArray &text) const
    {
        QDir().mkpath(folder());
        QFile file(folder() + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("cannot write");
    }

    WorkbenchFixture fixture;
    QString database;
    Result<void> guard;
    BackupsController backups;
};

/// Access to a database that answers when a test says so.
struct LateAccess
{
    DatabaseAccess access()
    {
        return {[this](const Workspace &, const Environment &, QObject *,
                       const DatabaseAccess::Handler &handler) { handlers.push_back(handler); },
                [this](const Workspace &, const Environment &, const Error &, bool) { ++failed; }};
    }
    void answer(const Result<ConnectionSpec> &spec)
    {
        for (const DatabaseAccess::Handler &handler : std::exchange(handlers, {}))
            handler(spec);
    }

    std::vector<DatabaseAccess::Handler> handlers;
    int failed = 0;
};

inline Result<ConnectionSpec> noPassword()
{
    Error error;
    error.kind = ErrorKind::Connection;
    error.summary = u"no password supplied"_s;
    error.sqlState = u"28P01"_s;
    return fail(error);
}

inline const QByteArray wholeDump =
    "--\n-- PostgreSQL database dump\n--\nCREATE TABLE a (b integer);\n"
    "--\n-- PostgreSQL database dump complete\n--\n";

} // namespace tidemark::test
