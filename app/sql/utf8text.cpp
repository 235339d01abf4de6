// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/utf8text.h"

#include "sql/scripterror.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct Lead
{
    int length;           ///< of the whole sequence, 0: not a lead byte
    unsigned char lowest; ///< of the second byte
    unsigned char highest;
};

Lead leadOf(unsigned char byte)
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return {2, 0x80, 0xBF};
    if (byte == 0xE0)
        return {3, 0xA0, 0xBF};
    if (byte == 0xED)
        return {3, 0x80, 0x9F};
    if (byte >= 0xE1 && byte <= 0xEF)
        return {3, 0x80, 0xBF};
    if (byte == 0xF0)
        return {4, 0x90, 0xBF};
    if (byte >= 0xF1 && byte <= 0xF3)
        return {4, 0x80, 0xBF};
    if (byte == 0xF4)
        return {4, 0x80, 0x8F};
    return {0, 0, 0};
}

/// Eight bytes that are neither NUL nor above 0x7F.
bool isPlainBlock(const char *data)
{
    uint64_t block = 0;
    std::memcpy(&block, data, sizeof block);
    constexpr uint64_t high = 0x8080808080808080U;
    constexpr uint64_t ones = 0x0101010101010101U;
    return (block & high) == 0 && ((block - ones) & ~block & high) == 0;
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

} // namespace

std::optional<qsizetype> firstBadUtf8(QByteArrayView text)
{
    const char *data = text.data();
    const qsizetype size = text.size();
    qsizetype i = 0;
    while (i < size) {
        if (i + 8 <= size && isPlainBlock(data + i)) {
            i += 8;
            continue;
        }
        const auto byte = static_cast<unsigned char>(data[i]);
        if (byte == 0)
            return i;
        if (byte < 0x80) {
            ++i;
            continue;
        }
        const Lead lead = leadOf(byte);
        if (lead.length == 0 || i + lead.length > size)
            return i;
        const auto second = static_cast<unsigned char>(data[i + 1]);
        if (second < lead.lowest || second > lead.highest)
            return i;
        for (int k = 2; k < lead.length; ++k) {
            if (!isContinuation(data[i + k]))
                return i;
        }
        i += lead.length;
    }
    return std::nullopt;
}

qsizetype byteOrderMarkLength(QByteArrayView text)
{
    return text.startsWith(QByteArrayView("\xEF\xBB\xBF")) ? 3 : 0;
}

PositionCounter::PositionCounter(QByteArrayView text, QString file, int firstLine)
    : m_text(text)
    , m_file(std::move(file))
    , m_firstLine(firstLine)
    , m_offset(byteOrderMarkLength(text))
    , m_line(firstLine)
{
}

SourceLocation PositionCounter::at(qsizetype offset)
{
    if (offset < m_offset) {
        m_offset = byteOrderMarkLength(m_text);
        m_line = m_firstLine;
        m_column = 1;
    }
    const qsizetype end = std::min(offset, m_text.size());
    for (; m_offset < end; ++m_offset) {
        const char c = m_text[m_offset];
        if (c == '\n') {
            ++m_line;
            m_column = 1;
        } else if (!isContinuation(c)) {
            ++m_column;
        }
    }
    return {m_file, m_line, m_column};
}

Result<void> checkText(QByteArrayView text, const QString &file, int firstLine)
{
    const auto bad = firstBadUtf8(text);
    if (!bad)
        return {};
    const auto byte = static_cast<unsigned char>(text[*bad]);
    return fail(scriptError(ErrorKind::Input, PositionCounter(text, file, firstLine).at(*bad),
                            byte == 0 ? u"the file holds a NUL byte"_s : u"the file is not UTF-8"_s,
                            u"save it as UTF-8 text"_s,
                            u"byte 0x%1"_s.arg(byte, 2, 16, QLatin1Char('0'))));
}

} // namespace tidemark
