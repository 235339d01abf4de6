// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/filesarchive.h"
#include "backup/archive/sidefile.h"
#include "backup/archive/tarhead.h"

#include <QDataStream>
#include <QHash>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int mostMembers = 20'000'000;

struct Member
{
    qint64 at = 0;
    qint64 size = 0;
};

QDataStream &operator<<(QDataStream &stream, const Member &member)
{
    return stream << member.at << member.size;
}
QDataStream &operator>>(QDataStream &stream, Member &member)
{
    return stream >> member.at >> member.size;
}

class TarMembers final : public ArchiveMembers
{
public:
    explicit TarMembers(std::shared_ptr<ByteSource> bytes)
        : m_bytes(std::move(bytes))
    {
    }

    /// From head to head; of a damaged file those before the damage. A list that was made before is
    /// taken from the side file.
    Result<void> readMembers(SideFile &side, const std::stop_token &stop);

    Result<std::shared_ptr<ByteSource>> find(const QString &name) override
    {
        const auto member = m_members.constFind(m_folder + name);
        if (member == m_members.constEnd())
            return std::shared_ptr<ByteSource>();
        return std::static_pointer_cast<ByteSource>(
            std::make_shared<SliceBytes>(m_bytes, member->at, member->size));
    }

private:
    void findFolder();

    std::shared_ptr<ByteSource> m_bytes;
    QHash<QString, Member> m_members;
    QString m_folder; ///< that was packed, with its slash; pg_dump itself packs none
};

void TarMembers::findFolder()
{
    QStringList folders;
    for (auto member = m_members.cbegin(); member != m_members.cend(); ++member)
        if (const auto name = packedNameOf(member.key());
            name && name->file.startsWith("toc.dat"_L1))
            folders += name->folder;
    folders.sort();
    m_folder = folders.value(0);
}

Result<void> TarMembers::readMembers(SideFile &side, const std::stop_token &stop)
{
    if (const auto kept = side.fact(u"members"_s)) {
        QDataStream stream(*kept);
        stream >> m_members;
        findFolder();
        return {};
    }
    ByteWindow window(m_bytes);
    qint64 at = 0;
    for (int i = 0; i < mostMembers; ++i) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
        const auto head = tarHeadAt(window, at);
        if (!head || !*head) {
            findFolder();
            TM_TRY(head);
            break;
        }
        if ((*head)->isFile)
            m_members.insert((*head)->name, {(*head)->dataAt, (*head)->size});
        at = (*head)->nextAt;
    }
    QByteArray kept;
    QDataStream stream(&kept, QIODevice::WriteOnly);
    stream << m_members;
    side.setFact(u"members"_s, kept);
    side.commit();
    return {};
}

} // namespace

ArchiveOpener tarOpener()
{
    return {[](const ArchiveFile &file) { return isTar(file.head); },
            [](const ArchiveFile &file) -> Result<std::unique_ptr<Archive>> {
                auto members = std::make_unique<TarMembers>(file.bytes);
                // What is damaged behind the table of contents hides no more than it must.
                const auto read = members->readMembers(*file.side, file.options.stop);
                if (!read && read.error().kind == ErrorKind::Cancelled)
                    return fail(read.error());
                TM_TRY_ASSIGN(auto contents, members->find(u"toc.dat"_s));
                if (!contents && !read)
                    return fail(read.error());
                if (!contents)
                    return fail(ErrorKind::Input, u"%1 is no backup"_s.arg(file.path),
                                u"a tar file that pg_dump wrote has a file toc.dat"_s);
                return openFilesArchive(file, ArchiveFormat::Tar, std::move(members));
            }};
}

} // namespace tidemark
