// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/decoder.h"

#include <lz4.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr quint32 frameMagic = 0x184D2204;
constexpr quint32 skippableMagic = 0x184D2A50; ///< and the 15 above it
constexpr qsizetype historyBytes = qsizetype(64) * 1024;

quint32 littleEndian(const QByteArray &bytes, qsizetype at = 0)
{
    quint32 value = 0;
    for (int i = 3; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// LZ4 frames (lz4_Frame_format.md of the lz4 project), block by block: the frame functions of the
/// library cannot begin in the middle, its block functions can. A restart is the start of a block
/// with the 64 KB of content before it, which blocks refer to unless they are independent.
class Lz4Decoder final : public Decoder
{
public:
    explicit Lz4Decoder(std::unique_ptr<Feed> from)
        : Decoder(std::move(from))
        , m_start(feed().markBefore(0))
        , m_checksum(XXH32_createState())
    {
    }
    ~Lz4Decoder() override { XXH32_freeState(m_checksum); }

    Result<qint64> read(char *to, qint64 count, bool stopAtRestart) override;
    std::optional<Restart> restart() override;
    Result<void> begin(const Restart &restart) override;
    Result<void> rewind() override;

private:
    struct Flags
    {
        bool independent = false;
        bool blockChecksums = false;
        bool contentChecksum = false;
        qsizetype blockBytes = 0;
    };

    Result<bool> gather(qsizetype count);
    Result<void> need(qsizetype count);
    Result<bool> openFrame();
    Result<void> readDescriptor();
    Result<bool> nextBlock();
    Result<void> unpack(quint32 head);
    Result<void> endFrame();
    void remember();
    FeedMark mark() const { return feed().markBefore(m_input.size()); }
    tl::unexpected<Error> damaged(const QString &words) const
    {
        return fail(damagedData(Compression::Lz4, mark(), words));
    }

    FeedMark m_start;
    XXH32_state_t *m_checksum;
    QByteArrayView m_input;
    QByteArray m_gathered;
    QByteArray m_block;
    qsizetype m_given = 0; ///< of the block
    QByteArray m_history;
    Flags m_flags;
    std::optional<Error> m_failure;
    bool m_inFrame = false;
    bool m_fromStart = true; ///< of the frame, so that its checksum can be told
};

/// Exactly `count` bytes into m_gathered; false when the feed ends before the first of them.
Result<bool> Lz4Decoder::gather(qsizetype count)
{
    m_gathered.clear();
    while (m_gathered.size() < count) {
        if (m_input.isEmpty()) {
            TM_TRY_ASSIGN(m_input, feed().more());
            if (m_input.isEmpty() && m_gathered.isEmpty())
                return false;
            if (m_input.isEmpty())
                return fail(cutOffData(Compression::Lz4, mark()));
        }
        const qsizetype taken = std::min(m_input.size(), count - m_gathered.size());
        m_gathered.append(m_input.data(), taken);
        m_input = m_input.sliced(taken);
    }
    return true;
}

Result<void> Lz4Decoder::need(qsizetype count)
{
    TM_TRY_ASSIGN(const bool there, gather(count));
    if (!there && count > 0)
        return fail(cutOffData(Compression::Lz4, mark()));
    return {};
}

Result<void> Lz4Decoder::readDescriptor()
{
    TM_TRY(need(2));
    QByteArray descriptor = m_gathered;
    const int flags = static_cast<unsigned char>(descriptor[0]);
    const int size = static_cast<unsigned char>(descriptor[1]) >> 4 & 7;
    if (flags >> 6 != 1 || size < 4)
        return damaged(u"an unknown version of the frame"_s);
    if (flags & 1)
        return fail(ErrorKind::Unsupported, u"this lz4 file needs a dictionary"_s);
    m_flags = {.independent = (flags & 0x20) != 0,
               .blockChecksums = (flags & 0x10) != 0,
               .contentChecksum = (flags & 4) != 0,
               .blockBytes = qsizetype(1) << (8 + 2 * size)};
    constexpr qsizetype contentSizeBytes = 8;
    TM_TRY(need((flags & 8 ? contentSizeBytes : 0) + 1));
    descriptor += m_gathered.chopped(1);
    const auto wanted = XXH32(descriptor.constData(), size_t(descriptor.size()), 0) >> 8 & 0xff;
    if (static_cast<unsigned char>(m_gathered.back()) != wanted)
        return damaged(u"the checksum of the frame's head is wrong"_s);
    return {};
}

/// False at the end of the feed.
Result<bool> Lz4Decoder::openFrame()
{
    while (true) {
        TM_TRY_ASSIGN(const bool there, gather(4));
        if (!there)
            return false;
        const quint32 magic = littleEndian(m_gathered);
        if (magic == frameMagic)
            break;
        if ((magic & 0xfffffff0) != skippableMagic)
            return damaged(u"there is no frame"_s);
        TM_TRY(need(4));
        for (quint32 left = littleEndian(m_gathered); left > 0;) {
            const auto part = std::min<quint32>(left, historyBytes);
            TM_TRY(need(part));
            left -= part;
        }
    }
    TM_TRY(readDescriptor());
    m_inFrame = m_fromStart = true;
    m_history.clear();
    XXH32_reset(m_checksum, 0);
    return true;
}

Result<void> Lz4Decoder::endFrame()
{
    m_inFrame = false;
    if (!m_flags.contentChecksum)
        return {};
    TM_TRY(need(4));
    if (m_fromStart && littleEndian(m_gathered) != XXH32_digest(m_checksum))
        return damaged(u"the checksum of the content is wrong"_s);
    return {};
}

Result<void> Lz4Decoder::unpack(quint32 head)
{
    const bool stored = head & 0x80000000;
    const auto size = qsizetype(head & 0x7fffffff);
    if (size > m_flags.blockBytes)
        return damaged(u"a block is longer than blocks of this frame are"_s);
    TM_TRY(need(size));
    m_given = 0;
    if (stored) {
        m_block = m_gathered;
    } else {
        m_block.resize(m_flags.blockBytes);
        const int got = LZ4_decompress_safe_usingDict(
            m_gathered.constData(), m_block.data(), static_cast<int>(size),
            static_cast<int>(m_block.size()), m_history.constData(),
            static_cast<int>(m_history.size()));
        m_block.resize(std::max(got, 0));
        if (got < 0)
            return damaged(u"a block cannot be unpacked"_s);
    }
    if (m_flags.blockChecksums) {
        const auto wanted = XXH32(m_gathered.constData(), size_t(size), 0);
        TM_TRY(need(4));
        if (littleEndian(m_gathered) != wanted)
            return damaged(u"the checksum of a block is wrong"_s);
    }
    return {};
}

void Lz4Decoder::remember()
{
    if (m_flags.contentChecksum && m_fromStart)
        XXH32_update(m_checksum, m_block.constData(), size_t(m_block.size()));
    if (m_flags.independent)
        return;
    m_history.append(m_block.last(std::min(m_block.size(), historyBytes)));
    if (m_history.size() > historyBytes)
        m_history.remove(0, m_history.size() - historyBytes);
}

/// False at the end of the feed.
Result<bool> Lz4Decoder::nextBlock()
{
    while (true) {
        if (!m_inFrame) {
            TM_TRY_ASSIGN(const bool opened, openFrame());
            if (!opened)
                return false;
        }
        TM_TRY(need(4));
        const quint32 head = littleEndian(m_gathered);
        if (head == 0) {
            TM_TRY(endFrame());
            continue;
        }
        TM_TRY(unpack(head));
        remember();
        if (!m_block.isEmpty())
            return true;
    }
}

Result<qint64> Lz4Decoder::read(char *to, qint64 count, bool stopAtRestart)
{
    qint64 done = 0;
    while (done < count) {
        if (m_given == m_block.size()) {
            if (stopAtRestart && done > 0)
                break;
            if (m_failure)
                return fail(*m_failure);
            const auto more = nextBlock();
            if (!more) {
                m_failure = more.error();
                m_block.clear();
                m_given = 0;
                if (done > 0)
                    break; // the error comes with the next call
            }
            TM_TRY(more);
            if (!*more)
                break;
        }
        const qint64 taken = std::min<qint64>(m_block.size() - m_given, count - done);
        std::memcpy(to + done, m_block.constData() + m_given, size_t(taken));
        m_given += taken;
        done += taken;
    }
    return done;
}

std::optional<Restart> Lz4Decoder::restart()
{
    if (m_given != m_block.size() || !m_inFrame)
        return {};
    Restart restart;
    restart.mark = mark();
    restart.state.append(char(m_flags.independent))
        .append(char(m_flags.blockChecksums))
        .append(char(m_flags.contentChecksum));
    for (qsizetype left = m_flags.blockBytes; left > 0; left >>= 8)
        restart.state.append(char(left & 0xff));
    restart.window = m_history;
    return restart;
}

Result<void> Lz4Decoder::begin(const Restart &restart)
{
    if (restart.state.size() < 4)
        return fail(ErrorKind::Input, u"the index of the archive is damaged"_s);
    TM_TRY(rewind());
    feed().go(restart.mark);
    m_inFrame = true;
    m_fromStart = false;
    m_flags = {restart.state[0] != 0, restart.state[1] != 0, restart.state[2] != 0, 0};
    for (qsizetype i = restart.state.size() - 1; i > 2; --i)
        m_flags.blockBytes = m_flags.blockBytes << 8 | static_cast<uchar>(restart.state[i]);
    m_history = restart.window;
    constexpr qsizetype largestBlock = qsizetype(4) * 1024 * 1024;
    if (m_flags.blockBytes < 1 || m_flags.blockBytes > largestBlock)
        return fail(ErrorKind::Input, u"the index of the archive is damaged"_s);
    return {};
}

Result<void> Lz4Decoder::rewind()
{
    feed().go(m_start);
    m_input = {};
    m_block.clear();
    m_given = 0;
    m_history.clear();
    m_failure.reset();
    m_inFrame = false;
    return {};
}

} // namespace

std::unique_ptr<Decoder> makeLz4Decoder(std::unique_ptr<Feed> feed)
{
    return std::make_unique<Lz4Decoder>(std::move(feed));
}

} // namespace tidemark
