// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/datacomparison.h"

#include "backup/mergerows.h"
#include "backup/verify.h"
#include "database/session.h"
#include "schema/schema.h"
#include "sql/identifier.h"

#include <algorithm>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isOfPostgres(const DataSide &side)
{
    return side.backup ? side.backup->archive.format != BackupFormat::SqliteFile
                       : side.database->engine == Engine::PostgreSql;
}

int majorOf(const QString &serverVersion)
{
    return serverVersion.section(u' ', 1).section(u'.', 0, 0).toInt();
}

bool canTakeSingleTables(const Backup &backup)
{
    return backup.archive.format != BackupFormat::Plain &&
           backup.archive.format != BackupFormat::SqliteFile;
}

} // namespace

/// One side with what was made for it.
struct DataComparer::Side
{
    enum class Restored { Nothing, SchemaAndSome, All };

    DataSide side;
    std::unique_ptr<Session> session;
    std::unique_ptr<Sandbox> sandbox;
    Restored restored = Restored::Nothing;
    std::vector<TableName> tables; ///< of Restored::SchemaAndSome
    int major = 0;                 ///< of the server that the contents are of

    Session &open() { return sandbox ? sandbox->session() : *session; }

    Result<void> connect(const std::stop_token &stop)
    {
        if (session) {
            session->setStopToken(stop); // whoever read rows took it away
            return {};
        }
        ConnectionSpec spec = *side.database;
        spec.readOnly = spec.engine == Engine::Sqlite;
        TM_TRY_ASSIGN(session, openSession(spec, stop));
        session->setStopToken(stop);
        return {};
    }
    Result<void> restore(DataComparer &comparer, const std::vector<TableName> &some);
    Result<std::pair<BackupContents, ContentsFrom>> contents(DataComparer &comparer);
    /// With all of the table in it.
    Result<void> prepare(DataComparer &comparer, const TableName &table);
};

Result<void> DataComparer::Side::restore(DataComparer &comparer, const std::vector<TableName> &some)
{
    const bool part = !some.empty() && canTakeSingleTables(*side.backup);
    if (restored == Restored::All ||
        (part && restored == Restored::SchemaAndSome && tables == some)) {
        sandbox->session().setStopToken(comparer.m_stop);
        return {};
    }
    sandbox.reset();
    restored = Restored::Nothing;
    TM_TRY_ASSIGN(RestoredSandbox made,
                  restoreIntoSandbox({.backup = *side.backup,
                                      .installations = comparer.m_installations,
                                      .sandboxes = comparer.m_sandboxes,
                                      .schemaOnly = part,
                                      .tables = part ? some : std::vector<TableName>()},
                                     comparer.m_observer, comparer.m_stop));
    sandbox = std::move(made.sandbox);
    sandbox->session().setStopToken(comparer.m_stop);
    restored = part ? Restored::SchemaAndSome : Restored::All;
    tables = some;
    return {};
}

Result<std::pair<BackupContents, ContentsFrom>> DataComparer::Side::contents(DataComparer &comparer)
{
    if (!side.backup) {
        TM_TRY(connect(comparer.m_stop));
        major = majorOf(session->serverVersion());
        TM_TRY_ASSIGN(BackupContents contents, contentsOf(*session, comparer.m_observer));
        return std::pair(std::move(contents), ContentsFrom::Database);
    }
    const auto &manifest = side.backup->manifest;
    if (manifest && manifest->contents) {
        major = majorOf(manifest->serverVersion);
        return std::pair(*manifest->contents, ContentsFrom::Manifest);
    }
    TM_TRY(restore(comparer, {}));
    major = majorOf(sandbox->session().serverVersion());
    TM_TRY_ASSIGN(BackupContents contents, contentsOf(sandbox->session(), comparer.m_observer));
    return std::pair(std::move(contents), ContentsFrom::Restore);
}

Result<void> DataComparer::Side::prepare(DataComparer &comparer, const TableName &table)
{
    return side.backup ? restore(comparer, {table}) : connect(comparer.m_stop);
}

bool ContentsComparison::isEqual() const
{
    return sameLargeObjects.value_or(true) && std::ranges::all_of(tables, &ComparedTable::equal);
}

ContentsComparison compareContents(const BackupContents &before, const BackupContents &after,
                                   bool sameMajor)
{
    ContentsComparison compared;
    std::map<std::pair<QString, QString>, ComparedTable> tables;
    std::map<std::pair<QString, QString>, const TableContents *> old;
    const std::vector<TableContents> tablesBefore = contentsByRoot(before.tables);
    const std::vector<TableContents> tablesAfter = contentsByRoot(after.tables);
    for (const TableContents &table : tablesBefore) {
        old[{table.schema, table.name}] = &table;
        tables[{table.schema, table.name}] = {table.schema, table.name, table.rows, {}, false};
    }
    for (const TableContents &table : tablesAfter) {
        ComparedTable &one = tables[{table.schema, table.name}];
        one.schema = table.schema;
        one.name = table.name;
        one.after = table.rows;
        if (one.before)
            one.equal = one.before == table.rows &&
                        old.at({table.schema, table.name})->digest == table.digest;
    }
    for (auto &[key, table] : tables)
        compared.tables.push_back(std::move(table));
    if (sameMajor && sameFingerprintLayout(before, after))
        compared.sameSchema = before.fingerprint == after.fingerprint;
    if (before.largeObjects || after.largeObjects) // not read on one side: nothing proves it
        compared.sameLargeObjects = before.largeObjects == after.largeObjects;
    return compared;
}

DataComparer::DataComparer(DataSide before, DataSide after,
                           QList<PostgresInstallation> installations, SandboxFactory &sandboxes,
                           BackupObserver observer, std::stop_token stop)
    : m_before(std::make_unique<Side>())
    , m_after(std::make_unique<Side>())
    , m_installations(std::move(installations))
    , m_sandboxes(sandboxes)
    , m_observer(std::move(observer))
    , m_stop(std::move(stop))
{
    m_before->side = std::move(before);
    m_after->side = std::move(after);
}

DataComparer::~DataComparer() = default;

void DataComparer::attend(BackupObserver observer, std::stop_token stop)
{
    m_observer = std::move(observer);
    m_stop = std::move(stop);
}

Result<ContentsComparison> DataComparer::contents()
{
    if (isOfPostgres(m_before->side) != isOfPostgres(m_after->side))
        return fail(ErrorKind::Usage, u"only rows of the same engine can be compared"_s);
    TM_TRY_ASSIGN(const auto before, m_before->contents(*this));
    TM_TRY_ASSIGN(const auto after, m_after->contents(*this));
    ContentsComparison compared =
        compareContents(before.first, after.first, m_before->major == m_after->major);
    compared.beforeFrom = before.second;
    compared.afterFrom = after.second;
    return compared;
}

Result<RowsComparison> DataComparer::rows(const RowsWanted &wanted)
{
    if (isOfPostgres(m_before->side) != isOfPostgres(m_after->side))
        return fail(ErrorKind::Usage, u"only rows of the same engine can be compared"_s);
    TM_TRY(m_before->prepare(*this, wanted.table));
    TM_TRY(m_after->prepare(*this, wanted.table));
    return mergeRows(m_before->open(), m_after->open(), wanted, m_observer, m_stop);
}

} // namespace tidemark
