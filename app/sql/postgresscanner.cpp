// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/postgresscanner.h"

#include <pg_query.h>

#include <cstdint>

namespace tidemark {

namespace {

// The library answers with the protobuf wire format of
//   message ScanResult { int32 version = 1; repeated ScanToken tokens = 2; }
//   message ScanToken { int32 start = 1; int32 end = 2; Token token = 4; KeywordKind keyword_kind =
//   5; }
// which these few lines read without the generated code and its own library.
class WireReader
{
public:
    WireReader(const char *data, size_t size)
        : m_at(data)
        , m_end(data + size)
    {
    }

    bool atEnd() const { return m_at >= m_end; }

    uint64_t varint()
    {
        uint64_t value = 0;
        for (unsigned shift = 0; m_at < m_end && shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(*m_at++);
            value |= static_cast<uint64_t>(byte & 0x7FU) << shift;
            if ((byte & 0x80U) == 0)
                break;
        }
        return value;
    }

    WireReader message()
    {
        const uint64_t size = std::min<uint64_t>(varint(), static_cast<uint64_t>(m_end - m_at));
        WireReader inner(m_at, size);
        m_at += size;
        return inner;
    }

private:
    const char *m_at;
    const char *m_end;
};

constexpr uint64_t lengthDelimited = 2;

PostgresToken readToken(WireReader reader)
{
    PostgresToken token;
    while (!reader.atEnd()) {
        const uint64_t tag = reader.varint();
        const auto value = static_cast<qsizetype>(reader.varint());
        switch (tag >> 3U) {
        case 1:
            token.start = value;
            break;
        case 2:
            token.end = value;
            break;
        case 4:
            token.kind = static_cast<int>(value);
            break;
        case 5:
            token.keyword = static_cast<int>(value);
            break;
        default:
            break;
        }
    }
    return token;
}

std::vector<PostgresToken> readTokens(const PgQueryProtobuf &buffer)
{
    std::vector<PostgresToken> tokens;
    tokens.reserve(buffer.len / 10);
    WireReader reader(buffer.data, buffer.len);
    while (!reader.atEnd()) {
        const uint64_t tag = reader.varint();
        if ((tag & 7U) == lengthDelimited)
            tokens.push_back(readToken(reader.message()));
        else
            reader.varint();
    }
    return tokens;
}

/// The server counts characters from 1.
qsizetype byteOffset(const QByteArray &text, int cursorPosition)
{
    qsizetype offset = 0;
    for (int characters = 1; offset < text.size(); ++offset) {
        const bool startsCharacter = (static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U;
        if (startsCharacter && characters++ == cursorPosition)
            break;
    }
    return offset;
}

PostgresScanError readError(const PgQueryError &error, const QByteArray &text)
{
    QString message = QString::fromUtf8(error.message);
    const qsizetype near = message.indexOf(QLatin1String(" at or near "));
    if (near > 0)
        message.truncate(near);
    return {message, error.cursorpos > 0 ? byteOffset(text, error.cursorpos) : 0};
}

PostgresScan scanOnce(const QByteArray &text)
{
    PostgresScan scan;
    const PgQueryScanResult result = pg_query_scan(text.constData());
    if (result.error != nullptr)
        scan.error = readError(*result.error, text);
    else
        scan.tokens = readTokens(result.pbuf);
    pg_query_free_scan_result(result);
    return scan;
}

} // namespace

PostgresScan scanPostgres(const QByteArray &text)
{
    PostgresScan scan = scanOnce(text);
    if (!scan.error)
        return scan;
    // The library gives no tokens beside an error: read what stands before it once more. An error
    // inside a string (a bad escape) makes the part before it an unterminated string, hence the
    // loop.
    const PostgresScanError error = *scan.error;
    qsizetype end = error.offset;
    while (scan.error && end > 0) {
        scan = scanOnce(text.left(end));
        if (scan.error)
            end = std::min(end - 1, scan.error->offset);
    }
    scan.error = error;
    return scan;
}

bool isComment(const PostgresToken &token, const QByteArray &text)
{
    if (token.end - token.start < 2)
        return false;
    const char first = text[token.start];
    const char second = text[token.start + 1];
    return (first == '-' && second == '-') || (first == '/' && second == '*');
}

} // namespace tidemark
