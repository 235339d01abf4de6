// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archiveload.h"

#include "backup/archive/definitions.h"
#include "backup/archive/textencoding.h"
#include "backup/archiveroles.h"
#include "backup/plaindump.h"
#include "backup/restorelist.h"
#include "backup/unpackarchive.h"
#include "base/process.h"
#include "base/systemerror.h"
#include "database/session.h"
#include "sandbox/postgresprogram.h"
#include "sql/identifier.h"
#include "tasks/taskpool.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr std::chrono::hours unpackTimeout{24}; // a stop ends it earlier

Result<QString> unpackerOf(Compression compression)
{
    const QString name = toText(compression);
    const QString program = QStandardPaths::findExecutable(name);
    if (program.isEmpty())
        return fail(ErrorKind::Unsupported, u"%1 is needed to read this backup"_s.arg(name), {},
                    u"Install the package %1"_s.arg(name));
    return program;
}

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
        m_roles.add(text);
    }
    ArchiveFacts facts()
    {
        m_facts.roles = m_roles.roles();
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
    QString m_table; ///< that is being made
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
    if (job.otherServer)
        arguments << u"--no-tablespaces"_s << u"--no-subscriptions"_s;
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

Result<void> runPsql(const LoadJob &job, const QString &input, const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const ProgramConnection to, programConnection(job.target));
    TM_TRY(runPostgresProgramChecked(
        {.program = job.client.program(u"psql"_s),
         .arguments = {u"--no-psqlrc"_s, u"--quiet"_s, u"--no-password"_s,
                       u"--set=ON_ERROR_STOP=1"_s, u"--output=/dev/null"_s,
                       u"--dbname="_s + to.conninfo},
         .environment = to.environment,
         .inputFile = input,
         .stop = stop}));
    return {};
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

/// What makes the objects of a plain dump and not what is in them, as a script of its own.
Result<void> runPsqlOnSchema(const LoadJob &job)
{
    QFile script(job.folder + u"/schema.sql"_s);
    if (!script.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Io, u"%1 cannot be made"_s.arg(script.fileName()),
                    script.errorString());
    bool written = true;
    TM_TRY(readDumpPieces(
        job.backup.path,
        [&](const DumpPiece &piece) {
            if (piece.kind == DumpPiece::Kind::Definition)
                written = written && script.write(piece.text + '\n') > 0;
        },
        job.stop));
    if (!written || !script.flush())
        return fail(ErrorKind::Io, u"%1 cannot be written"_s.arg(script.fileName()),
                    script.errorString());
    script.close();
    return runPsql(job, script.fileName(), job.stop);
}

/// The reading end of a named pipe: as long as it is open, whoever writes into the pipe does not
/// wait for a reader to come.
class PipeKeeper
{
public:
    explicit PipeKeeper(const QString &path)
        : m_path(QFile::encodeName(path))
    {
        if (::mkfifo(m_path.constData(), 0600) == 0)
            m_descriptor = ::open(m_path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    }
    ~PipeKeeper()
    {
        close();
        ::unlink(m_path.constData());
    }
    PipeKeeper(const PipeKeeper &) = delete;
    PipeKeeper &operator=(const PipeKeeper &) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    void close()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }

private:
    QByteArray m_path;
    int m_descriptor = -1;
};

/// Unpacks into a pipe that psql reads.
Result<void> runPsqlOnPacked(const LoadJob &job)
{
    TM_TRY_ASSIGN(const QString unpacker, unpackerOf(job.backup.archive.compression));
    const QString path = job.folder + u"/unpacked"_s;
    PipeKeeper pipe(path);
    if (!pipe.isOpen())
        return fail(ErrorKind::Io, u"%1 cannot be made"_s.arg(path), systemMessage(errno));
    std::stop_source together;
    const std::stop_callback forward(job.stop, [&together] { together.request_stop(); });
    TaskPool threads(1);
    const auto unpacking = threads.start([&](const std::stop_token &) -> Result<void> {
        TM_TRY(runProcessChecked({.program = unpacker,
                                  .arguments = {u"-dc"_s, job.backup.path},
                                  .outputFile = path,
                                  .stop = together.get_token(),
                                  .timeout = unpackTimeout}));
        return {};
    });
    const Result<void> loaded = runPsql(job, path, together.get_token());
    pipe.close();
    if (!loaded)
        together.request_stop();
    const Result<void> unpacked = QFuture(unpacking.future()).takeResult();
    if (!loaded)
        return loaded;
    return unpacked;
}

} // namespace

Result<ArchiveFacts> readArchiveFacts(const Backup &backup,
                                      const QList<PostgresInstallation> &installations,
                                      std::stop_token stop)
{
    FactsReader reader;
    if (backup.archive.format == BackupFormat::Plain) {
        TM_TRY(readPlainDump(
            backup.path,
            [&reader](const QByteArray &line) {
                if (!line.startsWith("COPY ")) // its rows never come here
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
    if (job.schemaOnly)
        return runPsqlOnSchema(job);
    if (job.backup.archive.compression == Compression::None)
        return runPsql(job, job.backup.path, job.stop);
    return runPsqlOnPacked(job);
}

} // namespace tidemark
