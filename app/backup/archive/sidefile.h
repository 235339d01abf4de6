// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/decoder.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace tidemark {

/// A place of a content from which it can be read on.
struct AccessPoint
{
    enum class Kind {
        Restart, ///< how the decoder begins there
        Page,    ///< the content itself from there on, for decoders that cannot begin anywhere
    };
    Kind kind = Kind::Restart;
    qint64 at = 0; ///< in the content
    Restart restart{};
    QByteArray page{};
};

/// A row whose place in the content is known.
struct RowPoint
{
    qint64 row = 0;
    qint64 at = 0;
};

/// What one pass over an archive found out, so that no second one is needed: access points inside
/// the compressed contents, places of rows, and facts of the formats. It is an SQLite file of a few
/// thousandths of the archive (of a zstd archive: about as large as the archive), and read point by
/// point: it takes no memory however large the archive is.
///
/// It lies in FOLDER/archives, named by a digest of the archive's path, and belongs to the archive
/// only as long as that has the same size, the same time and the same first and last 64 KB. One
/// that belongs to something else, or is damaged, is made anew; without a folder it is a temporary
/// file. So it is while another process keeps it locked. Each point, place and fact has a checksum:
/// one that does not fit is not there. Nothing here is ever an error: what cannot be kept is looked
/// for again.
///
/// Several processes may have the same one open. Belongs to one thread at a time.
class SideFile
{
public:
    static constexpr qint64 keptBytes = 4LL * 1024 * 1024 * 1024; ///< the longest unused go first
    static constexpr qint64 keptFree = 2LL * 1024 * 1024 * 1024;  ///< on the disk: no less is left

    /// `archivePath` is the archive's file, or its folder's toc.dat.
    static std::unique_ptr<SideFile> open(const QString &cacheFolder, const QString &archivePath,
                                          ByteSource &archive);
    ~SideFile();
    SideFile(const SideFile &) = delete;
    SideFile &operator=(const SideFile &) = delete;

    /// `content` names a compressed stream of the archive, `table` a table.
    void addPoint(const QString &content, const AccessPoint &point);
    std::optional<AccessPoint> pointBefore(const QString &content, qint64 at);
    std::optional<qint64> lastPoint(const QString &content);

    void addRow(const QString &table, const RowPoint &point);
    std::optional<RowPoint> rowBefore(const QString &table, qint64 row);
    std::optional<RowPoint> lastRow(const QString &table);

    void setFact(const QString &name, const QByteArray &value);
    std::optional<QByteArray> fact(const QString &name);

    /// Writes what was added; done by itself now and then, and at the end.
    void commit();

    qint64 bytes() const; ///< on disk

private:
    SideFile() = default;
    bool openDatabase(const QString &path);
    bool belongsTo(const QByteArray &identity);
    bool isBusy() const;
    bool begin();
    sqlite3_stmt *statement(const char *sql);

    QString m_path;
    sqlite3 *m_database = nullptr;
    std::vector<std::pair<const char *, sqlite3_stmt *>> m_statements;
    bool m_writing = false;
    bool m_givenUp = false; ///< to write, until it is opened again
    int m_pending = 0;
};

} // namespace tidemark
