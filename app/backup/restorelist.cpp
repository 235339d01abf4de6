// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/restorelist.h"

#include "backup/archive/archive.h"
#include "sql/identifier.h"

#include <QFile>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isAsciiName(const TableName &table)
{
    const auto ascii = [](QChar c) { return c.unicode() < 128; };
    return std::ranges::all_of(table.schema, ascii) && std::ranges::all_of(table.name, ascii);
}

/// What --table means (_tocEntryRequired() in pg_backup_archiver.c).
bool isTableLike(const QString &kind)
{
    static const QStringList kinds{
        u"TABLE"_s,         u"TABLE DATA"_s,        u"VIEW"_s,
        u"FOREIGN TABLE"_s, u"MATERIALIZED VIEW"_s, u"MATERIALIZED VIEW DATA"_s,
        u"SEQUENCE"_s,      u"SEQUENCE SET"_s};
    return kinds.contains(kind);
}

/// What comes with the object that it depends on.
bool isAttached(const QString &kind)
{
    return kind == u"COMMENT" || kind == u"ACL" || kind == u"SECURITY LABEL";
}

bool names(const TableName &table, const ArchiveEntry &entry)
{
    return entry.name == table.name && (table.schema.isEmpty() || entry.schema == table.schema);
}

Result<QByteArray> listOf(const Archive &archive, const std::vector<TableName> &tables)
{
    std::set<int> chosen;
    for (const TableName &table : tables) {
        const size_t before = chosen.size();
        for (const ArchiveEntry &entry : archive.entries()) {
            if (isTableLike(entry.kind) && names(table, entry))
                chosen.insert(entry.id);
        }
        if (chosen.size() == before)
            return fail(ErrorKind::Usage, u"the backup has no table %1"_s.arg(
                                              displayQualified(table.schema, table.name)));
    }
    QByteArray list;
    for (const ArchiveEntry &entry : archive.entries()) {
        const bool attached =
            isAttached(entry.kind) &&
            std::ranges::any_of(entry.dependencies, [&](int id) { return chosen.contains(id); });
        if (attached || chosen.contains(entry.id))
            list += QByteArray::number(entry.id) + ";\n";
    }
    return list;
}

} // namespace

Result<std::optional<QString>> writeRestoreList(const LoadJob &job)
{
    if (std::ranges::all_of(job.tables, isAsciiName))
        return std::optional<QString>();
    TM_TRY_ASSIGN(const auto archive,
                  openArchive(job.backup.path, {.cacheFolder = {}, .stop = job.stop}));
    if (TextEncoding(archive->info().encoding).isUtf8())
        return std::optional<QString>();
    TM_TRY_ASSIGN(const QByteArray list, listOf(*archive, job.tables));
    QFile file(job.folder + u"/tables.list"_s);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(list) != list.size() ||
        !file.flush())
        return fail(ErrorKind::Io, u"%1 cannot be written"_s.arg(file.fileName()),
                    file.errorString());
    return std::optional(file.fileName());
}

} // namespace tidemark
