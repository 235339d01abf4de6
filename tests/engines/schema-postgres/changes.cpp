// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/schema-postgres/changes.h"

#include "support/testserver.h"

#include <QFile>
#include <QProcess>

namespace tidemark::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentsOf(const QString &name)
{
    QFile file(QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/engines/schema-postgres/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return file.readAll();
}

} // namespace

std::vector<Change> readChanges()
{
    std::vector<Change> changes;
    for (const QByteArray &line : contentsOf(u"changes.sql"_s).split('\n')) {
        if (!line.startsWith("--- ")) {
            if (!changes.empty())
                changes.back().sql += line + '\n';
            continue;
        }
        Change change;
        change.name = QString::fromUtf8(line.mid(4));
        change.stateOnly = change.name.endsWith("[state]"_L1);
        change.same = change.name.endsWith("[same]"_L1);
        changes.push_back(std::move(change));
    }
    return changes;
}

QString createKindsDatabase(const QString &name)
{
    TestServer::start();
    const auto server = open(TestServer::url());
    mustRun(*server, "DO $$ BEGIN CREATE ROLE schema_reader_role NOLOGIN;"
                     " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    const QString url = TestServer::createDatabase(name);
    mustRun(*open(url), contentsOf(u"kinds.sql"_s));
    return url;
}

std::unique_ptr<PostgresSession> open(const QString &url)
{
    auto spec = ConnectionSpec::parse(url);
    if (!spec)
        qFatal("%s", qPrintable(spec.error().toString()));
    auto session = PostgresSession::open(*spec);
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    return std::move(*session);
}

void mustRun(Session &session, const QByteArray &sql)
{
    if (const auto result = session.execute(sql); !result)
        qFatal("%s\n%s", sql.left(400).constData(), qPrintable(result.error().toString()));
}

QStringList dumpedLines(const QString &url)
{
    QProcess process;
    process.start(TestServer::program(u"pg_dump"_s), {u"-s"_s, u"-d"_s, url});
    if (!process.waitForFinished(120000) || process.exitCode() != 0)
        qFatal("pg_dump: %s", process.readAllStandardError().constData());
    QStringList lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n');
    lines.removeIf([](const QString &line) {
        return line.startsWith("\\restrict"_L1) || line.startsWith("\\unrestrict"_L1);
    });
    return lines;
}

} // namespace tidemark::test
