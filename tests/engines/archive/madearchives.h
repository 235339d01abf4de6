// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"
#include "database/session.h"

#include <QDir>
#include <QString>
#include <QStringList>

#include <memory>

namespace tidemark::test {

/// A way to write a backup: pg_dump's options, and what is done to its output.
struct ArchiveKind
{
    QString name;        ///< of the file, too
    QStringList options; ///< for pg_dump
    QString packer{};    ///< a program that compresses standard input
    bool folder = false; ///< pg_dump writes a folder
    bool piped = false;  ///< pg_dump cannot go back in what it has written
    int needs = 0;       ///< of pg_dump, major version
};

/// All that the installed pg_dump can write.
QList<ArchiveKind> archiveKinds();

/// A database with what backups get wrong: weird names, tabs and line ends in values, NULL beside
/// empty strings, bytea, arrays, NaN and infinity, large objects, generated and identity columns,
/// partitions; and a table of some megabytes. The same for all tests of a program.
QString sourceDatabase();

/// The database as a backup of that kind; made once.
QString madeArchive(const ArchiveKind &kind);

std::unique_ptr<Session> openSession(const QString &url);

/// The folder that all archives are in, and one for the caches of this program.
QDir archiveFolder();
QString cacheFolder();

std::unique_ptr<Archive> openedArchive(const QString &path, const QString &cache = {});

/// The table's rows as the database has them, the same columns in the same order.
Rows rowsInDatabase(Session &session, const ArchiveTable &table);

/// All rows of it, page by page.
std::vector<std::vector<Cell>> allRows(Archive &archive, const ArchiveTable &table);

} // namespace tidemark::test
