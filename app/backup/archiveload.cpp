// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archiveload.h"

#include "backup/archive/definitions.h"
#include "backup/archive/textencoding.h"
#include "backup/archiveroles.h"
#include "backup/plaindump.h"
#include "backup/plainload.h"
#include "backup/restorelist.h"
#include "backup/unpackarchive.h"
#include "database/session.h"
#include "sandbox/postgresprogram.h"
#include "sql/identifier.h"

#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Result<PostgresInstallation> newestClient(const QList<PostgresInstallation> &installations)
{
    const auto newest = std::ranges::find(installations, true, &PostgresInstallation::hasClient);
    if (newest == installations.end())
        return chooseClient(installations, 0);
    return *newest;
}

/// Takes the lines of a dump.
class FactsReader
{
public:
    void add(const QByteArray &line)
    {
        if (line.startsWith("-- Dumped "))
            readVersions(line);
        if (line.startsWith("SET client_encoding"))
            m_encoding = TextEncoding(encodingIn(QString::fromUtf8(line)));
        const QByteArray text = m_encoding.toText(line).toUtf8();
        notePartitioned(text);
        noteTablespace(text);
        m_roles.add(text);
    }
    ArchiveFacts facts()
    {
        m_facts.roles = m_roles.roles();
        m_facts.tablespaces = m_tablespaces.values();
        m_facts.tablespaces.sort();
        return m_facts;
    }

private:
    void notePartitioned(const QByteArray &line)
    {
        static const QByteArray create = "CREATE TABLE ";
        if (line.startsWith(create) && line.endsWith(" ("))
            m_table = QString::fromUtf8(line.mid(create.size()).chopped(2));
        else if (line.startsWith("PARTITION BY ") && !m_table.isEmpty())
            m_facts.partitioned << std::exchange(m_table, {});
        else if (m_columnsEnded || line == ");")
            m_table.clear(); // what comes is of something else
        m_columnsEnded = line == ")";
    }
    void noteTablespace(const QByteArray &line)
    {
        if (!setsTablespace(line))
            return;
        // A name as of a column, or '' for the database's own.
        const QString name =
            QString::fromUtf8(line.mid(line.indexOf('=') + 1)).trimmed().chopped(1);
        if (name != u"''")
            m_tablespaces.insert(tableNamed(name).name);
    }
    void readVersions(const QByteArray &line)
    {
        static const QRegularExpression from(u"^-- Dumped from database version (\\d+)"_s);
        static const QRegularExpression by(u"^-- Dumped by pg_dump version (\\d+)"_s);
        const QString text = QString::fromUtf8(line);
        if (const auto match = from.match(text); match.hasMatch())
            m_facts.serverMajor = match.captured(1).toInt();
        if (const auto match = by.match(text); match.hasMatch())
            m_facts.dumpMajor = match.captured(1).toInt();
    }

    TextEncoding m_encoding;
    DumpRoles m_roles;
    QSet<QString> m_tablespaces;
    QString m_table;             ///< that is being made
    bool m_columnsEnded = false; ///< in the line before
    ArchiveFacts m_facts;
};

QString tableInWords(const QByteArray &words)
{
    static const QByteArray prefix = "processing data for table ";
    if (!words.startsWith(prefix))
        return {};
    const QString table = QString::fromUtf8(words.mid(prefix.size()));
    return table.startsWith(u'"') && table.size() > 1 ? table.mid(1, table.size() - 2) : table;
}

std::function<void(const QByteArray &)> progressOf(const LoadJob &job,
                                                   const BackupObserver &observer)
{
    return [&job, &observer, done = 0](const QByteArray &words) mutable {
        const QString table = tableInWords(words);
        if (!table.isEmpty() && observer)
            observer({BackupProgress::Step::Restoring, table, done++, job.tablesTotal});
    };
}

QStringList namedTables(const LoadJob &job)
{
    QStringList arguments;
    if (!job.tables.empty() && !job.dataOnly) // a table may have no rows to load
        arguments << u"--strict-names"_s;
    if (!job.tables.empty() && !job.tables.front().schema.isEmpty())
        arguments << u"--schema="_s + job.tables.front().schema;
    for (const TableName &table : job.tables)
        arguments << u"--table="_s + table.name;
    return arguments;
}

Result<void> runPgRestore(const LoadJob &job, const BackupObserver &observer)
{
    TM_TRY_ASSIGN(const ProgramConnection to, programConnection(job.target));
    QStringList arguments{u"--verbose"_s, u"--no-password"_s, u"--dbname="_s + to.conninfo};
    if (job.jobs > 1 && job.backup.archive.format != BackupFormat::Tar)
        arguments << u"--jobs="_s + QString::number(job.jobs);
    if (job.noOwner)
        arguments << u"--no-owner"_s << u"--no-privileges"_s;
    if (job.schemaOnly)
        arguments << u"--schema-only"_s;
    if (job.dataOnly)
        arguments << u"--data-only"_s << u"--disable-triggers"_s;
    if (job.otherServer || job.noTablespaces)
        arguments << u"--no-tablespaces"_s;
    if (job.otherServer)
        arguments << u"--no-subscriptions"_s;
    TM_TRY_ASSIGN(const auto list, writeRestoreList(job));
    if (list)
        arguments << u"--use-list="_s + *list;
    else
        arguments << namedTables(job);
    arguments << job.backup.path;
    TM_TRY_ASSIGN(const PostgresProgramEnd end,
                  runPostgresProgram({.program = job.client.program(u"pg_restore"_s),
                                      .arguments = arguments,
                                      .environment = to.environment,
                                      .stop = job.stop,
                                      .onProgress = progressOf(job, observer)}));
    return judgePostgresRestore(end);
}

/// pg_restore makes only the tables that it is told, and not what they are in.
Result<void> makeSchemas(const ConnectionSpec &target, const QStringList &names,
                         const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const auto session, openSession(target, stop));
    for (const QString &name : names)
        if (!name.isEmpty())
            TM_TRY(
                session->execute("CREATE SCHEMA IF NOT EXISTS " + quoteIdentifier(name).toUtf8()));
    return {};
}

/// pg_restore takes each table that it is told from each schema that it is told.
Result<void> runPgRestoreBySchema(const LoadJob &job, const BackupObserver &observer)
{
    QMap<QString, std::vector<TableName>> bySchema;
    for (const TableName &table : job.tables)
        bySchema[table.schema].push_back(table);
    if (bySchema.isEmpty() || job.dataOnly)
        return runPgRestore(job, observer);
    TM_TRY(makeSchemas(job.target, bySchema.keys(), job.stop));
    for (const std::vector<TableName> &tables : std::as_const(bySchema)) {
        LoadJob part = job;
        part.tables = tables;
        TM_TRY(runPgRestore(part, observer));
    }
    return {};
}

} // namespace

Result<ArchiveFacts> readArchiveFacts(const Backup &backup,
                                      const QList<PostgresInstallation> &installations,
                                      std::stop_token stop)
{
    FactsReader reader;
    if (backup.archive.format == BackupFormat::Plain) {
        TM_TRY(readDumpPieces(
            backup.path,
            [&reader](const DumpPiece &piece) {
                // What stands in rows names nobody.
                if (piece.text.startsWith("COPY ") || piece.text.startsWith("INSERT "))
                    return;
                for (const QByteArray &line : piece.text.split('\n'))
                    reader.add(line);
            },
            stop));
        return reader.facts();
    }
    TM_TRY_ASSIGN(const PostgresInstallation client, newestClient(installations));
    const QTemporaryDir folder; // for the table of contents of one that is packed
    TM_TRY_ASSIGN(const Backup readable,
                  unpackArchive(backup, folder.path(), UnpackedPart::Contents, {}, stop));
    // Not --schema-only: that leaves out large objects, which have owners, too.
    TM_TRY_ASSIGN(
        const PostgresProgramEnd end,
        runPostgresProgramChecked({.program = client.program(u"pg_restore"_s),
                                   .arguments = {u"--section=pre-data"_s, u"--section=post-data"_s,
                                                 u"--file=-"_s, readable.path},
                                   .stop = stop}));
    for (const QByteArray &line : end.output.split('\n'))
        reader.add(line);
    return reader.facts();
}

Result<void> loadArchive(const LoadJob &job, const BackupObserver &observer)
{
    if (observer)
        observer({BackupProgress::Step::Restoring, {}, 0, job.tablesTotal});
    if (job.backup.archive.format != BackupFormat::Plain)
        return runPgRestoreBySchema(job, observer);
    if (!job.tables.empty())
        return fail(ErrorKind::Unsupported, u"single tables cannot be taken from a plain dump"_s,
                    {}, u"Restore all of it into a new database, and take them from there"_s);
    return loadPlain(job);
}

} // namespace tidemark
