// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/readback.h"

#include "backup/archive/archive.h"
#include "database/connectionspec.h"
#include "database/session.h"
#include "sql/identifier.h"

#include <QFileInfo>

#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

tl::unexpected<Error> unreadable(const QString &archive, const QString &detail)
{
    return fail(ErrorKind::Input,
                u"%1 was made, and cannot be read back"_s.arg(QFileInfo(archive).fileName()),
                detail, u"It was not kept. Look at the disk"_s);
}

Result<void> quickCheck(const QString &archive, const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const auto session,
                  openSession({.engine = Engine::Sqlite, .conninfo = archive}, stop));
    session->setStopToken(stop);
    TM_TRY_ASSIGN(const Rows rows, session->query("PRAGMA quick_check(1)"));
    if (rows.rows.empty() || rows.rows[0][0] == "ok")
        return {};
    return unreadable(archive, QString::fromUtf8(rows.rows[0][0].value_or(QByteArray())));
}

using TableKey = std::pair<QString, QString>;

std::map<TableKey, qint64> countedIn(const BackupManifest &manifest)
{
    std::map<TableKey, qint64> counted;
    if (manifest.contents)
        for (const TableContents &table : manifest.contents->tables)
            counted[{table.schema, table.name}] = table.rows;
    return counted;
}

} // namespace

Result<void> readBack(const QString &archive, const BackupManifest &manifest,
                      const BackupObserver &observer, const std::stop_token &stop)
{
    if (manifest.format == BackupFormat::SqliteFile)
        return quickCheck(archive, stop);
    TM_TRY_ASSIGN(const auto opened, openArchive(archive, {.cacheFolder = {}, .stop = stop}));
    if (!opened->problems().empty())
        return unreadable(archive, opened->problems().front().toString());
    std::map<TableKey, qint64> counted = countedIn(manifest);
    qint64 done = 0;
    for (const ArchiveTable &table : opened->tables()) {
        if (observer)
            observer({BackupProgress::Step::ReadingBack, table.name, done++,
                      qint64(opened->tables().size())});
        TM_TRY_ASSIGN(const qint64 rows, opened->index(table, {}, stop));
        const auto wanted = counted.find({table.schema, table.name});
        if (wanted == counted.end())
            continue; // of an extension, whose tables nobody counted
        if (wanted->second != rows)
            return unreadable(archive, u"table %1: %2 rows instead of %3"_s
                                           .arg(displayQualified(table.schema, table.name))
                                           .arg(rows)
                                           .arg(wanted->second));
        counted.erase(wanted);
    }
    for (const auto &[name, rows] : counted)
        if (rows > 0)
            return unreadable(
                archive, u"table %1 is not in it"_s.arg(displayQualified(name.first, name.second)));
    return {};
}

} // namespace tidemark
