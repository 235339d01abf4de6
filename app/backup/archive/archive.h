// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/decoder.h"
#include "backup/archive/keptcells.h"
#include "backup/archive/tablerows.h"
#include "backup/archive/textencoding.h"

#include <QDateTime>
#include <QIODevice>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

class SideFile;

enum class ArchiveFormat { Custom, Directory, Tar, Plain, Sqlite };

/// "custom", "directory", "tar", "plain", "sqlite".
QString archiveFormatName(ArchiveFormat format);

/// What an archive says of itself. What it does not say is empty.
struct ArchiveInfo
{
    ArchiveFormat format = ArchiveFormat::Custom;
    Compression packed = Compression::None;      ///< the whole file
    Compression compression = Compression::None; ///< of the data inside
    QString formatVersion;                       ///< "1.14"
    QString serverVersion;                       ///< "15.8 (Debian ...)", "SQLite 3.40.1"
    QString dumpVersion;                         ///< pg_dump's
    QString database;
    QDateTime createdAt; ///< in the local time of the machine that made it; invalid: unknown
    QString encoding;    ///< of all that is in it, as PostgreSQL calls it: "UTF8"
    qint64 bytes = 0;    ///< on disk
};

/// An entry of the table of contents, in the order of the archive.
struct ArchiveEntry
{
    int id = 0;     ///< pg_dump's dump id; elsewhere the number of the entry from 1
    QString kind;   ///< as pg_dump calls it: TABLE, TABLE DATA, INDEX, FK CONSTRAINT, ...
    QString schema; ///< empty where it is in none
    QString name;   ///< pg_dump's tag: "name", "table name", "name(integer)"
    QString owner;
    QString tablespace;
    std::vector<int> dependencies; ///< ids, also of what the archive does not hold
    bool hasData = false;
    qint64 dataBytes = -1; ///< in the archive, compressed as it is; -1: nobody knows
    QString database{};    ///< of a script that changes from one to another: which
};

struct ArchiveColumn
{
    QString name;
    QString type; ///< as the definition writes it; empty where that does not tell

    bool operator==(const ArchiveColumn &) const = default;
};

/// A table whose rows are in the archive.
struct ArchiveTable
{
    int entry = 0;      ///< id of the entry with the data
    int definition = 0; ///< id of the entry that creates it; 0: not in the archive
    QString schema;
    QString name;
    std::vector<ArchiveColumn> columns; ///< of the rows, in their order; generated ones have none
    QString database{};                 ///< as of an entry
    /// Of rows that lie in several places, or in the partitions that they were dumped from: the
    /// entries with the data, in the order of the rows. `entry` is then only a number of its own.
    std::vector<int> parts{};
};

/// Rows in a row.
struct RowPage
{
    qint64 first = 0;
    std::vector<std::vector<Cell>> rows; ///< fewer than asked for at the end, or where they are
                                         ///< longer than `longestPage` together
    std::vector<CutValue> cut;           ///< of which only the beginning is in `rows`
    bool atEnd = false;                  ///< none follows
    std::optional<Error> broken;         ///< why no more can be read, where the archive is damaged
    bool bytesShown = false;             ///< some values are no text in the archive's encoding
};

/// A row that a search found.
struct FoundRow
{
    qint64 row = 0;
    std::vector<Cell> cells;
};

struct SearchResult
{
    std::vector<FoundRow> found; ///< fewer than asked for as of a RowPage
    std::vector<CutValue> cut;   ///< as of a RowPage
    qint64 next = 0;             ///< where to search on
    bool atEnd = false;
    std::optional<Error> broken;
    bool bytesShown = false; ///< as of a RowPage
};

/// What a pass over rows has come to.
struct RowsRead
{
    qint64 next = 0; ///< behind those that were read
    bool atEnd = false;
    std::optional<Error> broken; ///< as of a RowPage
};

/// A value, or as much of it as was asked for.
struct ValueRead
{
    Cell value;
    bool isWhole = true;
};

struct CsvExport
{
    qint64 rows = 0;
    bool bytesShown = false; ///< as of a RowPage
};

struct LargeObject
{
    quint32 oid = 0;
    int entry = 0; ///< that has its data
    qint64 at = 0; ///< where that is, for the archive itself
    QString file;

    bool operator==(const LargeObject &) const = default;
};

/// What a pass over several tables has come to.
struct IndexProgress
{
    QString table;
    RowProgress of;
};
using IndexObserver = std::function<void(const IndexProgress &)>;

/// A backup that can be looked into without restoring it. Opening reads the table of contents and
/// nothing else (a plain script: the whole of it, once); rows are read when they are asked for,
/// from where they are. Memory does not grow with the archive, nor with a row or a value: long ones
/// are read in pieces. Belongs to one thread at a time.
///
/// Names, definitions and values are in UTF-8, whatever the archive's encoding is. Bytes that are
/// no text in that encoding are there as \xe9 each; of one that says SQL_ASCII or nothing, those
/// that are not UTF-8.
///
/// Errors everywhere: Error{Input} with the place for what is damaged, Io, Unsupported, Cancelled.
/// What can be read in spite of damage is there, and problems() has the rest.
class Archive
{
public:
    static constexpr qint64 longestPage = qint64(32) * 1024 * 1024; ///< bytes, and a row

    Archive() = default;
    Archive(const Archive &) = delete;
    Archive &operator=(const Archive &) = delete;
    virtual ~Archive();

    const ArchiveInfo &info() const { return m_info; }
    const std::vector<ArchiveEntry> &entries() const { return m_entries; }
    const std::vector<ArchiveTable> &tables() const { return m_tables; }

    /// Why entries or rows may be missing; none in an archive that is whole, as far as was read.
    const std::vector<Error> &problems() const { return m_problems; }

    /// The entry with that id, or null.
    const ArchiveEntry *entry(int id) const;

    /// "name", "schema.name" or "database.schema.name", quoted or not, as people write it, or the
    /// number of its entry; what says more wins. Error{Usage} when there is none, with what there
    /// is, or when there are several.
    Result<const ArchiveTable *> findTable(const QString &name) const;

    /// What makes the object, and what drops it; empty where there is nothing.
    virtual Result<QString> definition(int entry) = 0;
    virtual Result<QString> dropStatement(int entry) = 0;

    /// Rows from `first` on, one after the other, to the end or until the reader stops. Error: that
    /// of opening, Cancelled, or the reader's own.
    Result<RowsRead> eachRow(const ArchiveTable &table, qint64 first, const RowReader &reader,
                             const std::stop_token &stop);

    /// The value, up to `most` bytes of it.
    Result<ValueRead> value(const ArchiveTable &table, qint64 row, size_t column, qint64 most,
                            const std::stop_token &stop);

    /// From any depth. Beyond what was read or indexed before it costs a pass up to there; after
    /// index() some 10 ms.
    Result<RowPage> rows(const ArchiveTable &table, qint64 first, qint64 limit,
                         const std::stop_token &stop);

    /// Nothing until index(), or a pass to the end.
    std::optional<qint64> knownRows(const ArchiveTable &table);

    /// One pass over the rows of the table: the number of them.
    Result<qint64> index(const ArchiveTable &table, const IndexObserver &observer,
                         const std::stop_token &stop);

    /// Rows with a value that contains the text, in any case of letters, from row `first` on.
    Result<SearchResult> search(const ArchiveTable &table, const QString &text, qint64 first,
                                qint64 limit, const std::stop_token &stop);

    /// RFC 4180 with a head, in UTF-8 (SQL_ASCII: values as they are). NULL is nothing at all, an
    /// empty string is "". How much was written.
    Result<CsvExport> exportCsv(const ArchiveTable &table, QIODevice &to, qint64 first,
                                qint64 limit, const std::stop_token &stop);

    virtual Result<std::vector<LargeObject>> largeObjects() { return std::vector<LargeObject>(); }
    /// Up to `count` bytes of it from `at`.
    virtual Result<QByteArray> largeObject(const LargeObject &object, qint64 at, qint64 count);

    /// Of the side file.
    qint64 indexBytes() const;

protected:
    virtual Result<std::unique_ptr<TableRows>> openRows(const ArchiveTable &table) = 0;
    /// Of the values of its rows; that of UTF-8 unless an archive knows better.
    virtual TextEncoding encodingOf(const ArchiveTable &table) const;
    Result<std::unique_ptr<TableRows>> openPart(const ArchiveTable &table, int part);
    Result<TableRows *> rowsOf(const ArchiveTable &table);

    ArchiveInfo m_info;
    std::vector<ArchiveEntry> m_entries;
    std::vector<ArchiveTable> m_tables;
    std::vector<Error> m_problems;
    std::shared_ptr<SideFile> m_side;

private:
    struct Pass;
    Result<RowsRead> pass(const ArchiveTable &table, qint64 first, const Pass &how,
                          const RowReader &reader, const std::stop_token &stop);

    // The last one only: each holds a buffer and perhaps a decoder.
    std::unique_ptr<TableRows> m_rows;
    int m_rowsOf = 0;
};

struct ArchiveOptions
{
    QString cacheFolder; ///< for SideFile; empty: nothing is kept
    std::function<void(qint64 read, qint64 of)> progress{}; ///< of a pass over the whole file
    std::stop_token stop{};
};

/// Looks at the archive's own words, not at its name: pg_dump's custom, directory and tar formats
/// (archive versions 1.12 to 1.16: pg_dump 9.0 to 18), plain scripts, SQLite files, each of the
/// files also compressed as a whole by gzip, zstd or lz4 (but SQLite's).
/// Error{Input} when it is no backup, Unsupported when it is one of a format that is not known yet.
Result<std::unique_ptr<Archive>> openArchive(const QString &path, const ArchiveOptions &options);

} // namespace tidemark
