// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/sidefile.h"

#include "base/digest.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <limits>
#include <sqlite3.h>
#include <xxhash.h>
#include <zstd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 sampleBytes = qint64(64) * 1024;
constexpr int packLevel = 1;
constexpr int pendingBeforeCommit = 100;
constexpr qint64 largestPoint = qint64(16) * 1024 * 1024;
constexpr qint64 largestFact =
    qint64(512) * 1024 * 1024; ///< the index of a script with a million tables

constexpr char layout[] =
    "CREATE TABLE IF NOT EXISTS points (content TEXT, at INTEGER, page INTEGER,"
    " mark INTEGER, rest INTEGER, state BLOB, bytes BLOB, sum INTEGER,"
    " PRIMARY KEY (content, at)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS places (source TEXT, row INTEGER, at INTEGER, sum INTEGER,"
    " PRIMARY KEY (source, row)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB, sum INTEGER);";
/// Goes up with every change of what is kept.
constexpr char formatVersion[] = "2";

QByteArray identityOf(const QString &path, ByteSource &archive)
{
    QByteArray identity = formatVersion;
    identity += '/' + QByteArray::number(QFileInfo(path).lastModified().toMSecsSinceEpoch());
    const qint64 size = archive.size().value_or(0);
    identity += '/' + QByteArray::number(size);
    for (const qint64 at : {qint64(0), std::max<qint64>(0, size - sampleBytes)}) {
        QByteArray sample(sampleBytes, Qt::Uninitialized);
        sample.resize(archive.readAt(at, sample.data(), sampleBytes).value_or(0));
        identity += '/' + digestOf(sample);
    }
    return identity;
}

QByteArray packed(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return {};
    QByteArray small(qsizetype(ZSTD_compressBound(size_t(bytes.size()))), Qt::Uninitialized);
    const size_t size = ZSTD_compress(small.data(), size_t(small.size()), bytes.constData(),
                                      size_t(bytes.size()), packLevel);
    small.resize(ZSTD_isError(size) ? 0 : qsizetype(size));
    return small;
}

/// Nothing when it is damaged, or larger than that.
std::optional<QByteArray> unpacked(const QByteArray &small, qint64 largest)
{
    if (small.isEmpty())
        return QByteArray();
    const auto size = ZSTD_getFrameContentSize(small.constData(), size_t(small.size()));
    if (size > quint64(largest))
        return {};
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    const size_t got = ZSTD_decompress(bytes.data(), size_t(bytes.size()), small.constData(),
                                       size_t(small.size()));
    if (ZSTD_isError(got) || got != size)
        return {};
    return bytes;
}

void bindText(sqlite3_stmt *statement, int index, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    sqlite3_bind_text(statement, index, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
}

void bindBytes(sqlite3_stmt *statement, int index, const QByteArray &bytes)
{
    sqlite3_bind_blob(statement, index, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
}

QByteArray bytesOf(sqlite3_stmt *statement, int column)
{
    const void *bytes = sqlite3_column_blob(statement, column);
    return QByteArray(static_cast<const char *>(bytes), sqlite3_column_bytes(statement, column));
}

/// Of one line of a table, over all that is in it.
class Checksum
{
public:
    Checksum &add(const QByteArray &bytes)
    {
        add(qint64(bytes.size()));
        m_sum = XXH64(bytes.constData(), size_t(bytes.size()), m_sum);
        return *this;
    }
    Checksum &add(const QString &text) { return add(text.toUtf8()); }
    Checksum &add(qint64 number)
    {
        m_sum = XXH64(&number, sizeof number, m_sum);
        return *this;
    }
    qint64 value() const { return qint64(m_sum); }

private:
    quint64 m_sum = 0;
};

qint64 checksumOf(const QString &content, const AccessPoint &point, const QByteArray &small)
{
    return Checksum()
        .add(content)
        .add(point.at)
        .add(qint64(point.kind))
        .add(point.restart.mark.at)
        .add(point.restart.mark.rest)
        .add(point.restart.state)
        .add(small)
        .value();
}

qint64 checksumOf(const QString &table, const RowPoint &point)
{
    return Checksum().add(table).add(point.row).add(point.at).value();
}

/// A statement that runs once, and is then ready for the next time.
class Run
{
public:
    explicit Run(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;
    ~Run()
    {
        if (!m_statement)
            return;
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }

    bool row() { return m_statement && sqlite3_step(m_statement) == SQLITE_ROW; }

private:
    sqlite3_stmt *m_statement;
};

/// The files that were used least lately, until the rest is small enough.
void prune(const QDir &folder, const QString &keep)
{
    qint64 total = 0;
    for (const QFileInfo &file : folder.entryInfoList({u"*.index"_s}, QDir::Files, QDir::Time)) {
        total += file.size();
        if (total > SideFile::keptBytes && file.absoluteFilePath() != keep)
            QFile::remove(file.absoluteFilePath());
    }
}

} // namespace

std::unique_ptr<SideFile> SideFile::open(const QString &cacheFolder, const QString &archivePath,
                                         ByteSource &archive)
{
    std::unique_ptr<SideFile> side(new SideFile);
    const QDir folder(cacheFolder + u"/archives"_s);
    if (!cacheFolder.isEmpty() && QDir().mkpath(folder.path())) {
        const QString real = QFileInfo(archivePath).canonicalFilePath();
        const QString path =
            folder.absoluteFilePath(QString::fromLatin1(digestOf(real.toUtf8())) + u".index"_s);
        const QByteArray identity = identityOf(archivePath, archive);
        if (side->openDatabase(path) && side->belongsTo(identity))
            return side;
        const bool inUse = side->isBusy();
        side = std::unique_ptr<SideFile>(new SideFile);
        if (!inUse) {
            QFile::remove(path);
            prune(folder, path);
            if (side->openDatabase(path)) {
                side->setFact(u"identity"_s, identity);
                side->commit();
                if (side->belongsTo(identity))
                    return side;
            }
        }
        side = std::unique_ptr<SideFile>(new SideFile);
    }
    side->openDatabase({}); // SQLite's own temporary file
    return side;
}

bool SideFile::openDatabase(const QString &path)
{
    m_path = path;
    if (sqlite3_open_v2(path.toUtf8().constData(), &m_database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        nullptr) != SQLITE_OK)
        return false;
    constexpr int patienceMs = 500;
    sqlite3_busy_timeout(m_database, patienceMs);
    // A killed process leaves it whole; what a power failure damages is made again.
    sqlite3_exec(m_database, "PRAGMA synchronous=OFF; PRAGMA cache_size=-2000;", nullptr, nullptr,
                 nullptr);
    return sqlite3_exec(m_database, layout, nullptr, nullptr, nullptr) == SQLITE_OK;
}

SideFile::~SideFile()
{
    commit();
    for (const auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_database);
}

/// Whether the last call failed as somebody else has it locked: it is no worse for that.
bool SideFile::isBusy() const
{
    const int code = sqlite3_errcode(m_database);
    return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

bool SideFile::belongsTo(const QByteArray &identity)
{
    return fact(u"identity"_s) == identity;
}

sqlite3_stmt *SideFile::statement(const char *sql)
{
    const auto known =
        std::ranges::find(m_statements, sql, [](const auto &item) { return item.first; });
    if (known != m_statements.end())
        return known->second;
    sqlite3_stmt *made = nullptr;
    // What failed may succeed later.
    if (sqlite3_prepare_v2(m_database, sql, -1, &made, nullptr) == SQLITE_OK)
        m_statements.emplace_back(sql, made);
    return made;
}

/// False while somebody else writes, or when the disk is nearly full: what cannot be kept is not,
/// and nobody waits for it.
bool SideFile::begin()
{
    if (m_writing && ++m_pending >= pendingBeforeCommit)
        commit();
    if (m_writing || m_givenUp)
        return m_writing;
    const bool room =
        m_path.isEmpty() || QStorageInfo(QFileInfo(m_path).path()).bytesAvailable() > keptFree;
    m_writing =
        room && sqlite3_exec(m_database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK;
    m_givenUp = !m_writing;
    return m_writing;
}

void SideFile::commit()
{
    if (m_writing && sqlite3_exec(m_database, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
        sqlite3_exec(m_database, "ROLLBACK", nullptr, nullptr, nullptr);
    m_writing = false;
    m_pending = 0;
}

void SideFile::addPoint(const QString &content, const AccessPoint &point)
{
    if (!begin())
        return;
    auto *insert =
        statement("INSERT OR IGNORE INTO points VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    const QByteArray small =
        packed(point.kind == AccessPoint::Kind::Page ? point.page : point.restart.window);
    Run run(insert);
    bindText(insert, 1, content);
    sqlite3_bind_int64(insert, 2, point.at);
    sqlite3_bind_int(insert, 3, point.kind == AccessPoint::Kind::Page);
    sqlite3_bind_int64(insert, 4, point.restart.mark.at);
    sqlite3_bind_int64(insert, 5, point.restart.mark.rest);
    bindBytes(insert, 6, point.restart.state);
    bindBytes(insert, 7, small);
    sqlite3_bind_int64(insert, 8, checksumOf(content, point, small));
    run.row();
}

std::optional<AccessPoint> SideFile::pointBefore(const QString &content, qint64 at)
{
    auto *select = statement("SELECT at, page, mark, rest, state, bytes, sum FROM points"
                             " WHERE content = ?1 AND at <= ?2 ORDER BY at DESC LIMIT 1");
    Run run(select);
    bindText(select, 1, content);
    sqlite3_bind_int64(select, 2, at);
    if (!run.row())
        return {};
    AccessPoint point;
    point.at = sqlite3_column_int64(select, 0);
    if (sqlite3_column_int(select, 1))
        point.kind = AccessPoint::Kind::Page;
    point.restart = {.mark = {sqlite3_column_int64(select, 2), sqlite3_column_int64(select, 3)},
                     .state = bytesOf(select, 4),
                     .window = {}};
    const QByteArray small = bytesOf(select, 5);
    if (checksumOf(content, point, small) != sqlite3_column_int64(select, 6))
        return {};
    auto bytes = unpacked(small, largestPoint);
    if (!bytes)
        return {};
    (point.kind == AccessPoint::Kind::Page ? point.page : point.restart.window) = std::move(*bytes);
    return point;
}

std::optional<qint64> SideFile::lastPoint(const QString &content)
{
    auto *select = statement("SELECT max(at) FROM points WHERE content = ?1");
    Run run(select);
    bindText(select, 1, content);
    if (!run.row() || sqlite3_column_type(select, 0) == SQLITE_NULL)
        return {};
    return sqlite3_column_int64(select, 0);
}

void SideFile::addRow(const QString &table, const RowPoint &point)
{
    if (!begin())
        return;
    auto *insert = statement("INSERT OR IGNORE INTO places VALUES (?1, ?2, ?3, ?4)");
    Run run(insert);
    bindText(insert, 1, table);
    sqlite3_bind_int64(insert, 2, point.row);
    sqlite3_bind_int64(insert, 3, point.at);
    sqlite3_bind_int64(insert, 4, checksumOf(table, point));
    run.row();
}

std::optional<RowPoint> SideFile::rowBefore(const QString &table, qint64 row)
{
    auto *select = statement("SELECT row, at, sum FROM places WHERE source = ?1 AND row <= ?2"
                             " ORDER BY row DESC LIMIT 1");
    Run run(select);
    bindText(select, 1, table);
    sqlite3_bind_int64(select, 2, row);
    if (!run.row())
        return {};
    const RowPoint point{sqlite3_column_int64(select, 0), sqlite3_column_int64(select, 1)};
    if (checksumOf(table, point) != sqlite3_column_int64(select, 2))
        return {};
    return point;
}

std::optional<RowPoint> SideFile::lastRow(const QString &table)
{
    return rowBefore(table, std::numeric_limits<qint64>::max());
}

void SideFile::setFact(const QString &name, const QByteArray &value)
{
    if (value.size() > largestFact || !begin())
        return;
    auto *insert = statement("INSERT OR REPLACE INTO facts VALUES (?1, ?2, ?3)");
    const QByteArray small = packed(value);
    Run run(insert);
    bindText(insert, 1, name);
    bindBytes(insert, 2, small);
    sqlite3_bind_int64(insert, 3, Checksum().add(name).add(small).value());
    run.row();
}

std::optional<QByteArray> SideFile::fact(const QString &name)
{
    auto *select = statement("SELECT value, sum FROM facts WHERE name = ?1");
    Run run(select);
    bindText(select, 1, name);
    if (!run.row())
        return {};
    const QByteArray small = bytesOf(select, 0);
    if (Checksum().add(name).add(small).value() != sqlite3_column_int64(select, 1))
        return {};
    return unpacked(small, largestFact);
}

qint64 SideFile::bytes() const
{
    return m_path.isEmpty() ? 0 : QFileInfo(m_path).size();
}

} // namespace tidemark
