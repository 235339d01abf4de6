// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/toc.h"

#include "backup/archive/definitions.h"
#include "backup/archive/integers.h"

#include <QHash>

#include <algorithm>
#include <iterator>
#include <limits>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int oldestMinor = 12;
constexpr int newestMinor = 16;
// What is added to the table of contents in this version of the format.
constexpr int accessMethods = 14;
constexpr int algorithmInHead = 15;
constexpr int relationKinds = 16;

constexpr qint64 longestText = qint64(256) * 1024 * 1024;
constexpr int mostEntries = 20'000'000;
constexpr int mostDependencies = 1'000'000;

enum OffsetState { NotSet = 1, Set = 2, NoData = 3 };

class TocReader
{
public:
    TocReader(std::shared_ptr<ByteSource> source, TocKind kind)
        : m_window(std::move(source))
        , m_kind(kind)
    {
    }

    Result<Toc> read();

private:
    Result<void> readHead();
    Result<void> readVersion();
    Result<void> readCompression();
    Result<void> readMoment();
    Result<TocEntry> readEntry();
    Result<void> readDependencies(ArchiveEntry &entry);
    Result<void> readPlace(TocEntry &entry);

    Result<int> byte();
    Result<qint64> integer();
    Result<std::optional<QString>> text();
    Result<QString> someText();
    Result<void> skipText();
    tl::unexpected<Error> damaged(const QString &what) const;

    ByteWindow m_window;
    TocKind m_kind;
    qint64 m_at = 0;
    Toc m_toc;
};

tl::unexpected<Error> TocReader::damaged(const QString &what) const
{
    return fail(ErrorKind::Input, u"the archive's table of contents is damaged"_s,
                u"%1 at byte %2"_s.arg(what).arg(m_at));
}

Result<int> TocReader::byte()
{
    TM_TRY_ASSIGN(const QByteArrayView seen, m_window.from(m_at));
    if (seen.isEmpty())
        return damaged(u"it ends"_s);
    ++m_at;
    return int(static_cast<unsigned char>(seen[0]));
}

Result<qint64> TocReader::integer()
{
    const qint64 size = 1 + m_toc.integerBytes;
    TM_TRY_ASSIGN(const QByteArrayView seen, m_window.atLeast(m_at, size));
    if (seen.size() < size)
        return damaged(u"it ends"_s);
    const auto value = archiveInteger(seen.first(size));
    if (!value)
        return damaged(u"there is no number"_s);
    m_at += size;
    return *value;
}

/// A length and the bytes; a negative length is no text at all. The bytes are in the encoding of
/// the dump, as far as it is known.
Result<std::optional<QString>> TocReader::text()
{
    TM_TRY_ASSIGN(const qint64 length, integer());
    if (length < 0)
        return std::optional<QString>();
    if (length > longestText)
        return damaged(u"a text of %1 bytes"_s.arg(length));
    TM_TRY_ASSIGN(const QByteArrayView seen, m_window.atLeast(m_at, length));
    if (seen.size() < length)
        return damaged(
            u"a text of %1 bytes, and the file ends after %2"_s.arg(length).arg(seen.size()));
    m_at += length;
    return std::optional(m_toc.encoding.toText(seen.first(length)));
}

Result<QString> TocReader::someText()
{
    TM_TRY_ASSIGN(const auto value, text());
    return value.value_or(QString());
}

Result<void> TocReader::skipText()
{
    TM_TRY(text());
    return {};
}

Result<void> TocReader::readVersion()
{
    constexpr QByteArrayView magic = "PGDMP";
    TM_TRY_ASSIGN(const QByteArrayView head, m_window.atLeast(0, magic.size()));
    if (!head.startsWith(magic))
        return fail(ErrorKind::Input, u"this is no archive of pg_dump"_s,
                    u"it does not begin with PGDMP"_s);
    m_at = magic.size();
    TM_TRY_ASSIGN(const int major, byte());
    TM_TRY_ASSIGN(m_toc.minorVersion, byte());
    TM_TRY(byte()); // revision
    m_toc.info.formatVersion = u"%1.%2"_s.arg(major).arg(m_toc.minorVersion);
    if (major != 1 || m_toc.minorVersion < oldestMinor || m_toc.minorVersion > newestMinor)
        return fail(ErrorKind::Unsupported,
                    u"archives of version %1 cannot be read"_s.arg(m_toc.info.formatVersion), {},
                    u"versions 1.12 to 1.16 can, which pg_dump 9.0 to 18 write"_s);
    return {};
}

Result<void> TocReader::readCompression()
{
    if (m_toc.minorVersion < algorithmInHead) {
        TM_TRY_ASSIGN(const qint64 level, integer());
        m_toc.info.compression = level == 0 ? Compression::None : Compression::Gzip;
        return {};
    }
    TM_TRY_ASSIGN(const int algorithm, byte());
    if (algorithm > int(Compression::Zstd))
        return fail(ErrorKind::Unsupported,
                    u"the archive is compressed in a way that is not known"_s,
                    u"algorithm %1"_s.arg(algorithm));
    m_toc.info.compression = Compression(algorithm);
    return {};
}

/// The fields of a struct tm.
Result<void> TocReader::readMoment()
{
    qint64 fields[7] = {};
    for (qint64 &field : fields) {
        TM_TRY_ASSIGN(field, integer());
    }
    constexpr int firstYear = 1900;
    constexpr int lastYear = 9999;
    const auto outside = [](qint64 field) { return field < 0 || field > lastYear - firstYear; };
    if (std::ranges::any_of(std::begin(fields), std::end(fields) - 1, outside))
        return {}; // when it was made is not worth a refusal
    m_toc.info.createdAt =
        QDateTime(QDate(int(fields[5]) + firstYear, int(fields[4]) + 1, int(fields[3])),
                  QTime(int(fields[2]), int(fields[1]), int(fields[0])));
    return {};
}

Result<void> TocReader::readHead()
{
    TM_TRY(readVersion());
    constexpr int largestInteger = 8;
    TM_TRY_ASSIGN(m_toc.integerBytes, byte());
    TM_TRY_ASSIGN(m_toc.offsetBytes, byte());
    if (m_toc.integerBytes < 1 || m_toc.integerBytes > largestInteger || m_toc.offsetBytes < 1 ||
        m_toc.offsetBytes > largestInteger)
        return fail(ErrorKind::Input, u"the archive's head is damaged"_s,
                    u"integers of %1 and offsets of %2 bytes"_s.arg(m_toc.integerBytes)
                        .arg(m_toc.offsetBytes));
    TM_TRY_ASSIGN(const int format, byte());
    constexpr int custom = 1;
    if ((format == custom) != (m_kind == TocKind::Custom))
        return fail(ErrorKind::Input, u"the archive's head is damaged"_s,
                    u"it says format %1"_s.arg(format));
    TM_TRY(readCompression());
    TM_TRY(readMoment());
    TM_TRY_ASSIGN(m_toc.info.database, someText());
    TM_TRY_ASSIGN(m_toc.info.serverVersion, someText());
    TM_TRY_ASSIGN(m_toc.info.dumpVersion, someText());
    return {};
}

Result<void> TocReader::readDependencies(ArchiveEntry &entry)
{
    for (int i = 0; i < mostDependencies; ++i) {
        TM_TRY_ASSIGN(const auto id, text());
        if (!id)
            return {};
        entry.dependencies.push_back(id->toInt());
    }
    return damaged(u"an entry with more than a million dependencies"_s);
}

Result<void> TocReader::readPlace(TocEntry &entry)
{
    if (m_kind == TocKind::Files) {
        TM_TRY_ASSIGN(entry.file, someText());
        return {};
    }
    TM_TRY_ASSIGN(const int state, byte());
    TM_TRY_ASSIGN(const QByteArrayView seen, m_window.atLeast(m_at, m_toc.offsetBytes));
    if (seen.size() < m_toc.offsetBytes)
        return damaged(u"it ends"_s);
    quint64 at = 0;
    for (qsizetype i = m_toc.offsetBytes - 1; i >= 0; --i)
        at = at << 8 | static_cast<unsigned char>(seen[i]);
    m_at += m_toc.offsetBytes;
    if (state < NotSet || state > NoData)
        return damaged(u"an entry that does not say whether it has data"_s);
    if (state == NoData)
        entry.entry.hasData = false;
    if (state == Set && at <= quint64(std::numeric_limits<qint64>::max()))
        entry.dataAt = qint64(at);
    return {};
}

Result<TocEntry> TocReader::readEntry()
{
    TocEntry read;
    ArchiveEntry &entry = read.entry;
    TM_TRY_ASSIGN(const qint64 id, integer());
    entry.id = int(id);
    TM_TRY_ASSIGN(const qint64 hasData, integer());
    entry.hasData = hasData != 0;
    TM_TRY(skipText()); // the object's OID and that of its catalog
    TM_TRY(skipText());
    TM_TRY_ASSIGN(entry.name, someText());
    TM_TRY_ASSIGN(entry.kind, someText());
    TM_TRY(integer()); // section
    TM_TRY_ASSIGN(read.definition, someText());
    TM_TRY_ASSIGN(read.dropStatement, someText());
    TM_TRY_ASSIGN(read.copyStatement, someText());
    TM_TRY_ASSIGN(entry.schema, someText());
    TM_TRY_ASSIGN(entry.tablespace, someText());
    if (m_toc.minorVersion >= accessMethods)
        TM_TRY(skipText());
    if (m_toc.minorVersion >= relationKinds)
        TM_TRY(integer());
    TM_TRY_ASSIGN(entry.owner, someText());
    TM_TRY(skipText()); // WITH OIDS
    TM_TRY(readDependencies(entry));
    TM_TRY(readPlace(read));
    return read;
}

Result<Toc> TocReader::read()
{
    TM_TRY(readHead());
    TM_TRY_ASSIGN(const qint64 count, integer());
    if (count < 0 || count > mostEntries)
        return damaged(u"%1 entries"_s.arg(count));
    for (qint64 i = 0; i < count; ++i) {
        Result<TocEntry> entry = readEntry();
        if (!entry) {
            m_toc.broken = entry.error();
            m_toc.broken->hint = u"%1 of %2 entries could be read"_s.arg(i).arg(count);
            break;
        }
        // The first of all, before any name.
        if (entry->entry.kind == u"ENCODING") {
            m_toc.info.encoding = encodingIn(entry->definition);
            m_toc.encoding = TextEncoding(m_toc.info.encoding);
        }
        m_toc.entries.push_back(std::move(*entry));
    }
    m_toc.end = m_at;
    return std::move(m_toc);
}

} // namespace

Result<Toc> readToc(const std::shared_ptr<ByteSource> &source, TocKind kind)
{
    return TocReader(source, kind).read();
}

std::vector<ArchiveTable> tablesOf(const std::vector<TocEntry> &entries)
{
    QHash<std::pair<QString, QString>, const TocEntry *> definitions;
    for (const TocEntry &entry : entries) {
        if (entry.entry.kind.endsWith(u"TABLE"_s))
            definitions.insert({entry.entry.schema, entry.entry.name}, &entry);
    }
    const auto definitionOf = [&](const NamedRelation &relation) {
        const TocEntry *definition = definitions.value({relation.schema, relation.name});
        return definition ? definition->definition : QString();
    };
    std::vector<ArchiveTable> tables;
    std::vector<RootPart> roots;
    for (const TocEntry &entry : entries) {
        if (entry.entry.kind != u"TABLE DATA")
            continue;
        ArchiveTable table;
        table.entry = entry.entry.id;
        table.schema = entry.entry.schema;
        table.name = entry.entry.name;
        const TocEntry *definition = definitions.value({table.schema, table.name});
        table.definition = definition ? definition->entry.id : 0;
        const auto defined = definition ? allColumns(definition->definition, definitionOf)
                                        : std::vector<DefinedColumn>();
        table.columns = rowColumns(entry.copyStatement, defined);
        if (const auto root = partitionRoot(entry.definition)) {
            const TocEntry *made = definitions.value({root->schema, root->name});
            roots.push_back({tables.size(), *root, made ? made->entry.id : 0});
        }
        tables.push_back(std::move(table));
    }
    addPartitionRoots(tables, roots);
    return tables;
}

void addPartitionRoots(std::vector<ArchiveTable> &tables, const std::vector<RootPart> &parts)
{
    QHash<QStringList, size_t> numbers;
    for (const RootPart &part : parts) {
        const ArchiveTable &leaf = tables[part.table];
        const QStringList name{leaf.database, part.root.schema, part.root.name};
        if (const auto known = numbers.constFind(name); known != numbers.constEnd()) {
            tables[*known].parts.push_back(leaf.entry);
            continue;
        }
        ArchiveTable root = leaf;
        // No other table has the number of its definition, or one below 0.
        root.entry = part.definition != 0 ? part.definition : -leaf.entry;
        root.definition = part.definition;
        root.schema = part.root.schema;
        root.name = part.root.name;
        root.parts = {leaf.entry};
        numbers.insert(name, tables.size());
        tables.push_back(std::move(root));
    }
}

} // namespace tidemark
