// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/filesarchive.h"

#include "backup/archive/content.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int listPerEntry = 16; ///< archive version from which each BLOBS entry has its own list
constexpr qint64 longestList = 1LL * 1024 * 1024 * 1024;

struct Suffix
{
    QString text;
    Compression compression;
};

const std::array<Suffix, 4> &suffixes()
{
    static const std::array<Suffix, 4> all{{{QString(), Compression::None},
                                            {u".gz"_s, Compression::Gzip},
                                            {u".lz4"_s, Compression::Lz4},
                                            {u".zst"_s, Compression::Zstd}}};
    return all;
}

class FilesArchive final : public TocArchive
{
public:
    FilesArchive(const ArchiveFile &file, ArchiveFormat format, Toc toc,
                 std::unique_ptr<ArchiveMembers> members)
        : TocArchive(file, format, std::move(toc))
        , m_members(std::move(members))
    {
        measure();
    }

    Result<std::vector<LargeObject>> largeObjects() override;
    Result<QByteArray> largeObject(const LargeObject &object, qint64 at, qint64 count) override;

protected:
    Result<std::unique_ptr<TableRows>> openRows(const ArchiveTable &table) override;

private:
    void measure();
    Result<std::shared_ptr<ByteSource>> content(const QString &name);
    Result<void> readList(const QString &name, int entry, std::vector<LargeObject> &objects);

    std::unique_ptr<ArchiveMembers> m_members;
};

/// The file as it is, compressed or not, and how.
Result<std::pair<std::shared_ptr<ByteSource>, Compression>> findMember(ArchiveMembers &members,
                                                                       const QString &name)
{
    for (const Suffix &suffix : suffixes()) {
        TM_TRY_ASSIGN(auto bytes, members.find(name + suffix.text));
        if (bytes)
            return std::pair(std::move(bytes), suffix.compression);
    }
    return fail(ErrorKind::Input, u"the archive has no file %1"_s.arg(name), {},
                u"it is not whole"_s);
}

Result<std::shared_ptr<ByteSource>> contentOf(ArchiveMembers &members, const QString &name,
                                              SideFile &side)
{
    TM_TRY_ASSIGN(auto member, findMember(members, name));
    if (member.second == Compression::None)
        return std::move(member.first);
    return std::make_shared<Content>(
        u"file "_s + name,
        makeDecoder(member.second, std::make_unique<WholeFeed>(std::move(member.first))), side);
}

Result<std::shared_ptr<ByteSource>> FilesArchive::content(const QString &name)
{
    return contentOf(*m_members, name, *m_side);
}

void FilesArchive::measure()
{
    for (const TocEntry &entry : m_toc.entries) {
        if (entry.file.isEmpty() || entry.entry.kind != u"TABLE DATA")
            continue;
        const auto member = findMember(*m_members, entry.file);
        if (!member) {
            m_problems.push_back(member.error());
            continue;
        }
        setDataBytes(entry.entry.id, member->first->size().value_or(-1));
        m_info.compression = member->second;
    }
}

Result<std::unique_ptr<TableRows>> FilesArchive::openRows(const ArchiveTable &table)
{
    const TocEntry *entry = tocEntry(table.entry);
    if (!entry)
        return fail(noSuchEntry(table.entry));
    TM_TRY_ASSIGN(auto bytes, content(entry->file));
    return std::make_unique<StoredRows>(u"data %1"_s.arg(table.entry), std::move(bytes), 0,
                                        rowFormat(*entry, table), *m_side);
}

/// "OID file" on each line.
Result<void> FilesArchive::readList(const QString &name, int entry,
                                    std::vector<LargeObject> &objects)
{
    TM_TRY_ASSIGN(auto bytes, content(name));
    ByteWindow window(std::move(bytes));
    for (qint64 at = 0; at < longestList;) {
        TM_TRY_ASSIGN(const QByteArrayView seen, window.atLeast(at, ByteWindow::readAhead));
        if (seen.isEmpty())
            return {};
        const qsizetype end = seen.indexOf('\n');
        const QByteArray line = seen.first(end < 0 ? seen.size() : end).toByteArray();
        const QList<QByteArray> words = line.split(' ');
        bool number = false;
        const quint32 oid = words[0].toUInt(&number);
        if (words.size() != 2 || !number)
            return fail(ErrorKind::Input, u"the list of large objects is damaged"_s,
                        u"%1, at byte %2"_s.arg(name).arg(at));
        objects.push_back({oid, entry, 0, QString::fromUtf8(words[1])});
        at += line.size() + 1;
    }
    return {};
}

Result<std::vector<LargeObject>> FilesArchive::largeObjects()
{
    std::vector<LargeObject> objects;
    for (const TocEntry &entry : m_toc.entries) {
        if (entry.entry.kind != u"BLOBS")
            continue;
        const bool own = m_toc.minorVersion >= listPerEntry;
        TM_TRY(readList(own ? entry.file : u"blobs.toc"_s, entry.entry.id, objects));
    }
    return objects;
}

Result<QByteArray> FilesArchive::largeObject(const LargeObject &object, qint64 at, qint64 count)
{
    TM_TRY_ASSIGN(const auto bytes, content(object.file));
    QByteArray part(std::min(count, longestPage), Qt::Uninitialized);
    TM_TRY_ASSIGN(const qint64 got, bytes->readAt(at, part.data(), part.size()));
    part.resize(got);
    m_side->commit();
    return part;
}

} // namespace

Result<std::unique_ptr<Archive>> openFilesArchive(const ArchiveFile &file, ArchiveFormat format,
                                                  std::unique_ptr<ArchiveMembers> members)
{
    TM_TRY_ASSIGN(const auto bytes, contentOf(*members, u"toc.dat"_s, *file.side));
    TM_TRY_ASSIGN(Toc toc, readToc(bytes, TocKind::Files));
    return std::make_unique<FilesArchive>(file, format, std::move(toc), std::move(members));
}

} // namespace tidemark
