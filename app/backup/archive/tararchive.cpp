// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/filesarchive.h"
#include "backup/archive/sidefile.h"

#include <QDataStream>
#include <QHash>

#include <limits>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 blockBytes = 512;
constexpr int mostMembers = 20'000'000;

// Of a member's head (POSIX.1-1988, "ustar").
constexpr qsizetype nameBytes = 100;
constexpr qsizetype sizeAt = 124;
constexpr qsizetype sizeBytes = 12;
constexpr qsizetype checksumAt = 148;
constexpr qsizetype checksumBytes = 8;
constexpr qsizetype magicAt = 257;

/// Octal digits, or from the highest byte on when the first bit is set, as GNU tar and pg_dump
/// write what needs more than 11 digits.
std::optional<qint64> tarNumber(QByteArrayView field)
{
    quint64 value = 0;
    if (static_cast<uchar>(field[0]) & 0x80) {
        for (const char c : field.sliced(1)) {
            if (value >> 55)
                return {};
            value = value << 8 | static_cast<uchar>(c);
        }
        return qint64(value);
    }
    for (const char c : field) {
        if (c == '\0' || c == ' ')
            break;
        if (c < '0' || c > '7')
            return {};
        value = value << 3 | quint64(c - '0');
    }
    return qint64(value);
}

bool checksumFits(QByteArrayView head)
{
    qint64 sum = 0;
    for (qsizetype i = 0; i < blockBytes; ++i) {
        const bool own = i >= checksumAt && i < checksumAt + checksumBytes;
        sum += own ? ' ' : static_cast<uchar>(head[i]);
    }
    return tarNumber(head.sliced(checksumAt, checksumBytes - 1)) == sum;
}

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
        const auto member = m_members.constFind(name);
        if (member == m_members.constEnd())
            return std::shared_ptr<ByteSource>();
        return std::static_pointer_cast<ByteSource>(
            std::make_shared<SliceBytes>(m_bytes, member->at, member->size));
    }

private:
    Result<bool> readMember(ByteWindow &window, qint64 &at);

    std::shared_ptr<ByteSource> m_bytes;
    QHash<QString, Member> m_members;
};

/// False at the end.
Result<bool> TarMembers::readMember(ByteWindow &window, qint64 &at)
{
    TM_TRY_ASSIGN(const QByteArrayView seen, window.atLeast(at, blockBytes));
    if (seen.size() < blockBytes)
        return false;
    const QByteArrayView head = seen.first(blockBytes);
    if (head[0] == '\0')
        return false;
    const auto size = tarNumber(head.sliced(sizeAt, sizeBytes));
    if (!checksumFits(head) || !size || *size > std::numeric_limits<qint64>::max() / 2)
        return fail(ErrorKind::Input, u"the tar file is damaged"_s,
                    u"there is no head of a member at byte %1"_s.arg(at));
    const QByteArray name = head.first(nameBytes).toByteArray();
    m_members.insert(QString::fromUtf8(name.constData()), {at + blockBytes, *size});
    at += blockBytes + (*size + blockBytes - 1) / blockBytes * blockBytes;
    return true;
}

Result<void> TarMembers::readMembers(SideFile &side, const std::stop_token &stop)
{
    if (const auto kept = side.fact(u"members"_s)) {
        QDataStream stream(*kept);
        stream >> m_members;
        return {};
    }
    ByteWindow window(m_bytes);
    qint64 at = 0;
    for (int i = 0; i < mostMembers; ++i) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
        const auto more = readMember(window, at);
        TM_TRY(more);
        if (!*more)
            break;
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
    return {[](const ArchiveFile &file) {
                return file.head.size() >= blockBytes &&
                       QByteArrayView(file.head).sliced(magicAt).startsWith("ustar") &&
                       checksumFits(file.head);
            },
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
