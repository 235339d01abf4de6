// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/content.h"
#include "backup/archive/formats.h"
#include "backup/archive/integers.h"

#include <QDataStream>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

enum BlockKind { Data = 1, LargeObjects = 3 };

/// The head of a block of data: its kind, and the entry that it belongs to.
struct Block
{
    int kind = 0;
    int entry = 0;
    qint64 at = 0; ///< of what follows the head
};

/// One file: table of contents, then a block for each entry with data (pg_backup_custom.c). Where
/// blocks begin is in the table of contents, unless pg_dump wrote to a pipe and could not go back
/// to fill it in: then they are looked for once, from length to length, without unpacking any.
class CustomArchive final : public TocArchive
{
public:
    CustomArchive(const ArchiveFile &file, Toc toc)
        : TocArchive(file, ArchiveFormat::Custom, std::move(toc))
    {
    }

    /// Blocks, where the table of contents does not say where they are.
    Result<void> findBlocks(const ArchiveOptions &options);

    Result<std::vector<LargeObject>> largeObjects() override;
    Result<QByteArray> largeObject(const LargeObject &object, qint64 at, qint64 count) override;

protected:
    Result<std::unique_ptr<TableRows>> openRows(const ArchiveTable &table) override;

private:
    bool knowsAll() const;
    Result<Block> blockAt(qint64 at);
    Result<qint64> integerAt(ByteWindow &window, qint64 at);
    Result<void> walkBlocks(const ArchiveOptions &options);
    void keepBlocks();
    bool recallBlocks();
    void measure();
    Result<Block> blockOf(int entry, int kind);
    Result<void> listObjects(const Block &block, std::vector<LargeObject> &objects,
                             const std::stop_token &stop);
    std::shared_ptr<Content> contentAt(const QString &name, qint64 at);
    std::unique_ptr<ChunkFeed> chunksAt(qint64 at)
    {
        return std::make_unique<ChunkFeed>(m_bytes, at, m_toc.integerBytes);
    }
    qint64 headBytes() const { return 2 + m_toc.integerBytes; }
};

bool CustomArchive::knowsAll() const
{
    return std::ranges::none_of(m_toc.entries, [](const TocEntry &entry) {
        return entry.entry.hasData && entry.dataAt < 0;
    });
}

Result<qint64> CustomArchive::integerAt(ByteWindow &window, qint64 at)
{
    const qint64 size = 1 + m_toc.integerBytes;
    TM_TRY_ASSIGN(const QByteArrayView seen, window.atLeast(at, size));
    const auto value = archiveInteger(seen.first(std::min<qint64>(size, seen.size())));
    if (seen.size() < size || !value)
        return fail(
            ErrorKind::Input,
            seen.size() < size ? u"the archive ends too early"_s : u"the archive is damaged"_s,
            u"a number is missing at byte %1"_s.arg(at), u"what stands before can still be read"_s);
    return *value;
}

Result<Block> CustomArchive::blockAt(qint64 at)
{
    ByteWindow window(m_bytes);
    TM_TRY_ASSIGN(const QByteArrayView seen, window.atLeast(at, headBytes()));
    if (seen.size() < headBytes())
        return fail(ErrorKind::Input, u"the archive ends too early"_s,
                    u"a table's data should begin at byte %1"_s.arg(at),
                    u"what stands before can still be read"_s);
    const auto entry = archiveInteger(seen.sliced(1, 1 + m_toc.integerBytes));
    const int kind = static_cast<unsigned char>(seen[0]);
    if (!entry || (kind != Data && kind != LargeObjects))
        return fail(ErrorKind::Input, u"the archive is damaged"_s,
                    u"a table's data should begin at byte %1"_s.arg(at),
                    u"what stands before can still be read"_s);
    return Block{kind, int(*entry), at + headBytes()};
}

Result<Block> CustomArchive::blockOf(int entry, int kind)
{
    const TocEntry *found = tocEntry(entry);
    if (!found)
        return fail(noSuchEntry(entry));
    if (found->dataAt < 0)
        return fail(ErrorKind::Input,
                    u"the rows of %1 are not in the archive"_s.arg(found->entry.name),
                    m_problems.empty() ? QString() : m_problems.back().summary);
    TM_TRY_ASSIGN(const Block block, blockAt(found->dataAt));
    if (block.entry != entry || block.kind != kind)
        return fail(ErrorKind::Input, u"the archive is damaged"_s,
                    u"at byte %1 there is the data of entry %2 and not of %3"_s.arg(found->dataAt)
                        .arg(block.entry)
                        .arg(entry));
    return block;
}

bool CustomArchive::recallBlocks()
{
    const auto kept = m_side->fact(u"blocks"_s);
    if (!kept)
        return false;
    QHash<qint32, qint64> places;
    QDataStream stream(*kept);
    stream >> places;
    for (TocEntry &entry : m_toc.entries) {
        if (entry.dataAt < 0)
            entry.dataAt = places.value(entry.entry.id, -1);
    }
    return stream.status() == QDataStream::Ok;
}

void CustomArchive::keepBlocks()
{
    QHash<qint32, qint64> places;
    for (const TocEntry &entry : m_toc.entries) {
        if (entry.dataAt >= 0)
            places.insert(entry.entry.id, entry.dataAt);
    }
    QByteArray kept;
    QDataStream stream(&kept, QIODevice::WriteOnly);
    stream << places;
    m_side->setFact(u"blocks"_s, kept);
    m_side->commit();
}

Result<void> CustomArchive::walkBlocks(const ArchiveOptions &options)
{
    QHash<int, TocEntry *> byId;
    int missing = 0;
    for (TocEntry &entry : m_toc.entries) {
        byId.insert(entry.entry.id, &entry);
        missing += entry.entry.hasData ? 1 : 0;
    }
    for (qint64 at = m_toc.end; missing > 0; --missing) {
        if (options.stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
        TM_TRY_ASSIGN(const Block block, blockAt(at));
        TocEntry *entry = byId.value(block.entry);
        if (entry)
            entry->dataAt = at;
        if (block.kind == LargeObjects) {
            std::vector<LargeObject> objects;
            TM_TRY(listObjects(block, objects, options.stop));
            at = objects.back().at;
        } else {
            const auto chunks = chunksAt(block.at);
            TM_TRY(chunks->skip());
            at = chunks->position();
        }
        if (options.progress)
            options.progress(at, m_bytes->size().value_or(0));
    }
    return {};
}

Result<void> CustomArchive::findBlocks(const ArchiveOptions &options)
{
    if (!knowsAll() && !recallBlocks()) {
        const auto walked = walkBlocks(options);
        if (!walked && walked.error().kind == ErrorKind::Cancelled)
            return walked;
        if (!walked)
            m_problems.push_back(walked.error());
        else
            keepBlocks();
    }
    measure();
    return {};
}

/// From block to block.
void CustomArchive::measure()
{
    std::vector<std::pair<qint64, int>> places;
    for (const TocEntry &entry : m_toc.entries) {
        if (entry.dataAt >= 0)
            places.emplace_back(entry.dataAt, entry.entry.id);
    }
    std::ranges::sort(places);
    for (size_t i = 0; i < places.size(); ++i) {
        const auto end =
            i + 1 < places.size() ? std::optional(places[i + 1].first) : m_bytes->size();
        if (end)
            setDataBytes(places[i].second, std::max<qint64>(0, *end - places[i].first));
    }
}

std::shared_ptr<Content> CustomArchive::contentAt(const QString &name, qint64 at)
{
    return std::make_shared<Content>(name, makeDecoder(m_info.compression, chunksAt(at)), *m_side);
}

Result<std::unique_ptr<TableRows>> CustomArchive::openRows(const ArchiveTable &table)
{
    TM_TRY_ASSIGN(const Block block, blockOf(table.entry, Data));
    const QString name = u"data %1"_s.arg(table.entry);
    return std::make_unique<StoredRows>(name, contentAt(name, block.at), 0,
                                        rowFormat(*tocEntry(table.entry), table), *m_side);
}

/// Large objects lie in one block, each behind its OID; the last entry, with OID 0, is where the
/// block ends.
Result<void> CustomArchive::listObjects(const Block &block, std::vector<LargeObject> &objects,
                                        const std::stop_token &stop)
{
    // One buffer for all of them: they may be many, and small.
    ByteWindow window(m_bytes);
    const auto chunks = chunksAt(block.at);
    qint64 at = block.at;
    while (true) {
        TM_TRY_ASSIGN(const qint64 oid, integerAt(window, at));
        at += 1 + m_toc.integerBytes;
        objects.push_back({quint32(oid), block.entry, at, {}});
        if (oid == 0)
            return {};
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
        chunks->go({at, 0});
        TM_TRY(chunks->skip());
        at = chunks->position();
    }
}

Result<std::vector<LargeObject>> CustomArchive::largeObjects()
{
    std::vector<LargeObject> objects;
    for (const TocEntry &entry : m_toc.entries) {
        if (entry.entry.kind != u"BLOBS" || entry.dataAt < 0)
            continue;
        TM_TRY_ASSIGN(const Block block, blockOf(entry.entry.id, LargeObjects));
        TM_TRY(listObjects(block, objects, {}));
        objects.pop_back();
    }
    return objects;
}

Result<QByteArray> CustomArchive::largeObject(const LargeObject &object, qint64 at, qint64 count)
{
    QByteArray bytes(std::min(count, longestPage), Qt::Uninitialized);
    TM_TRY_ASSIGN(const qint64 got, contentAt(u"object %1"_s.arg(object.oid), object.at)
                                        ->readAt(at, bytes.data(), bytes.size()));
    bytes.resize(got);
    m_side->commit();
    return bytes;
}

} // namespace

ArchiveOpener customOpener()
{
    return {[](const ArchiveFile &file) { return file.head.startsWith("PGDMP"); },
            [](const ArchiveFile &file) -> Result<std::unique_ptr<Archive>> {
                TM_TRY_ASSIGN(Toc toc, readToc(file.bytes, TocKind::Custom));
                auto archive = std::make_unique<CustomArchive>(file, std::move(toc));
                TM_TRY(archive->findBlocks(file.options));
                return archive;
            }};
}

} // namespace tidemark
