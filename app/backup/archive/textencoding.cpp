// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/textencoding.h"

#include <QHash>

#include <algorithm>
#include <cerrno>
#include <iconv.h>
#include <string_view>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct KnownEncoding
{
    std::string_view names; ///< as PostgreSQL compares them: letters and digits, in lower case
    const char *iconvName;  ///< null: UTF-8
};

// PostgreSQL's tables for Japanese and Korean are those of Windows.
constexpr KnownEncoding knownEncodings[] = {
    {"utf8 unicode", nullptr},
    {"big5 win950 windows950", "BIG5"},
    {"euccn", "EUC-CN"},
    {"eucjis2004", "EUC-JISX0213"},
    {"eucjp", "EUC-JP-MS"},
    {"euckr", "EUC-KR"},
    {"euctw", "EUC-TW"},
    {"gb18030", "GB18030"},
    {"gbk win936 windows936", "CP936"},
    {"iso88595", "ISO-8859-5"},
    {"iso88596", "ISO-8859-6"},
    {"iso88597", "ISO-8859-7"},
    {"iso88598", "ISO-8859-8"},
    {"johab", "JOHAB"},
    {"koi8 koi8r", "KOI8-R"},
    {"koi8u", "KOI8-U"},
    {"latin1 iso88591", "ISO-8859-1"},
    {"latin2 iso88592", "ISO-8859-2"},
    {"latin3 iso88593", "ISO-8859-3"},
    {"latin4 iso88594", "ISO-8859-4"},
    {"latin5 iso88599", "ISO-8859-9"},
    {"latin6 iso885910", "ISO-8859-10"},
    {"latin7 iso885913", "ISO-8859-13"},
    {"latin8 iso885914", "ISO-8859-14"},
    {"latin9 iso885915", "ISO-8859-15"},
    {"latin10 iso885916", "ISO-8859-16"},
    {"sjis shiftjis mskanji win932 windows932", "CP932"},
    {"shiftjis2004", "SHIFT_JISX0213"},
    {"uhc win949 windows949", "UHC"},
    {"win866 windows866 alt", "CP866"},
    {"win874 windows874", "CP874"},
    {"win1250 windows1250", "CP1250"},
    {"win1251 windows1251 win", "CP1251"},
    {"win1252 windows1252", "CP1252"},
    {"win1253 windows1253", "CP1253"},
    {"win1254 windows1254", "CP1254"},
    {"win1255 windows1255", "CP1255"},
    {"win1256 windows1256", "CP1256"},
    {"win1257 windows1257", "CP1257"},
    {"win1258 windows1258 abc tcvn tcvn5712 vscii", "CP1258"},
};

const QHash<QByteArray, const char *> &iconvNames()
{
    static const QHash<QByteArray, const char *> all = [] {
        QHash<QByteArray, const char *> names;
        for (const KnownEncoding &known : knownEncodings) {
            const QByteArrayView words(known.names.data(), qsizetype(known.names.size()));
            for (const QByteArray &name : words.toByteArray().split(' '))
                names.insert(name, known.iconvName);
        }
        return names;
    }();
    return all;
}

QByteArray comparedName(const QString &name)
{
    QByteArray compared;
    for (const QChar c : name.toLower()) {
        if (c.unicode() < 128 && c.isLetterOrNumber())
            compared += char(c.unicode());
    }
    return compared;
}

bool isAsciiByte(char c)
{
    return static_cast<uchar>(c) < 0x80;
}

void addEscaped(QByteArray &text, QByteArrayView bytes)
{
    for (const char c : bytes)
        text += "\\x" + QByteArray(1, c).toHex();
}

/// Bytes of the UTF-8 character at `at`; 0: there is none.
qsizetype utf8Bytes(QByteArrayView text, qsizetype at)
{
    const auto lead = static_cast<uchar>(text[at]);
    const qsizetype bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return at + bytes <= text.size() && text.sliced(at, bytes).isValidUtf8() ? bytes : 0;
}

bool escapeInvalidUtf8(QByteArray &text)
{
    if (QByteArrayView(text).isValidUtf8())
        return true;
    QByteArray shown;
    shown.reserve(text.size() + text.size() / 8);
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype bytes = utf8Bytes(text, at);
        if (bytes > 0)
            shown += QByteArrayView(text).sliced(at, bytes);
        else
            addEscaped(shown, QByteArrayView(text).sliced(at, 1));
        at += std::max<qsizetype>(bytes, 1);
    }
    text = std::move(shown);
    return false;
}

} // namespace

class TextEncoding::Converter
{
public:
    explicit Converter(const char *name)
        : m_handle(name ? ::iconv_open("UTF-8", name) : none())
    {
    }
    ~Converter()
    {
        if (m_handle != none())
            ::iconv_close(m_handle);
    }
    Converter(const Converter &) = delete;
    Converter &operator=(const Converter &) = delete;

    /// As many bytes of the text as are characters, into `shown`.
    qsizetype convert(QByteArrayView text, QByteArray &shown)
    {
        if (m_handle == none())
            return 0;
        // iconv() does not change what it reads, whatever its declaration says.
        char *from = const_cast<char *>(text.data());
        size_t left = size_t(text.size());
        while (left > 0) {
            char *to = m_buffer;
            size_t room = sizeof m_buffer;
            const size_t done = ::iconv(m_handle, &from, &left, &to, &room);
            const int code = errno;
            shown.append(m_buffer, qsizetype(sizeof m_buffer - room));
            if (done == size_t(-1) && code != E2BIG)
                break;
        }
        // A character may wait for one that goes on top of it.
        char *to = m_buffer;
        size_t room = sizeof m_buffer;
        ::iconv(m_handle, nullptr, nullptr, &to, &room);
        shown.append(m_buffer, qsizetype(sizeof m_buffer - room));
        return text.size() - qsizetype(left);
    }

    /// How many of the bytes are not the beginning of a character that is cut off.
    qsizetype wholeBytes(QByteArrayView text)
    {
        if (m_handle == none())
            return text.size();
        char *from = const_cast<char *>(text.data());
        size_t left = size_t(text.size());
        bool isCut = false;
        while (left > 0 && !isCut) {
            char *to = m_buffer;
            size_t room = sizeof m_buffer;
            if (::iconv(m_handle, &from, &left, &to, &room) != size_t(-1) || errno == E2BIG)
                continue;
            isCut = errno == EINVAL;
            if (!isCut) { // no character
                ++from;
                --left;
            }
        }
        ::iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        return text.size() - qsizetype(left);
    }

private:
    static iconv_t none() { return reinterpret_cast<iconv_t>(-1); }

    iconv_t m_handle;
    char m_buffer[4096];
};

TextEncoding::TextEncoding(const QString &postgresName)
{
    const QByteArray name = comparedName(postgresName);
    m_anything = name.isEmpty() || name == "sqlascii";
    const auto found = iconvNames().constFind(name);
    const bool known = found != iconvNames().constEnd();
    if (m_anything || (known && !*found))
        return;
    m_converter = std::make_shared<Converter>(known ? *found : nullptr);
    const QByteArrayView iconvName(known ? *found : "");
    if (iconvName == "CP932" || iconvName == "SHIFT_JISX0213")
        m_kind = Kind::ShiftJis;
    else if (iconvName == "GB18030")
        m_kind = Kind::Gb18030;
    else if (iconvName == "BIG5" || iconvName == "CP936" || iconvName == "UHC" ||
             iconvName == "JOHAB")
        m_kind = Kind::HiddenAscii;
    else
        m_kind = Kind::HighBytes;
}

qsizetype TextEncoding::characterBytes(QByteArrayView text, qsizetype at) const
{
    if (isAsciiByte(text[at]) || !hidesAscii())
        return 1;
    const auto lead = static_cast<uchar>(text[at]);
    if (m_kind == Kind::ShiftJis && lead >= 0xa1 && lead <= 0xdf)
        return 1; // half-width katakana
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    const qsizetype bytes = next >= '0' && next <= '9' && m_kind == Kind::Gb18030 ? 4 : 2;
    return std::min(bytes, text.size() - at);
}

qsizetype TextEncoding::indexOf(QByteArrayView text, char ascii, qsizetype at) const
{
    if (!hidesAscii())
        return text.indexOf(ascii, at);
    for (; at < text.size(); at += characterBytes(text, at)) {
        if (text[at] == ascii)
            return at;
    }
    return -1;
}

qsizetype TextEncoding::wholeBytes(QByteArrayView text) const
{
    constexpr qsizetype longest = 4;
    if (text.isEmpty() || (isAsciiByte(text.back()) && !hidesAscii()))
        return text.size();
    if (isUtf8()) {
        qsizetype lead = text.size() - 1;
        while (lead > 0 && text.size() - lead < longest && (text[lead] & 0xc0) == 0x80)
            --lead;
        const auto first = static_cast<uchar>(text[lead]);
        const qsizetype bytes = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        return lead + bytes > text.size() ? lead : text.size();
    }
    if (m_kind == Kind::HighBytes) {
        qsizetype start = text.size();
        while (start > 0 && !isAsciiByte(text[start - 1]))
            --start;
        return start + m_converter->wholeBytes(text.sliced(start));
    }
    qsizetype at = 0;
    while (at + longest < text.size())
        at += characterBytes(text, at);
    // As if digits followed, which make the longest character of what is there.
    const QByteArray end = text.sliced(at).toByteArray() + "0000";
    const qsizetype size = text.size() - at;
    qsizetype whole = 0;
    while (whole < size && whole + characterBytes(end, whole) <= size)
        whole += characterBytes(end, whole);
    return at + whole;
}

bool TextEncoding::toUtf8(QByteArray &text) const
{
    if (isUtf8())
        return escapeInvalidUtf8(text);
    if (std::ranges::all_of(std::as_const(text), isAsciiByte))
        return true;
    const QByteArrayView bytes(text);
    QByteArray shown;
    shown.reserve(text.size() + text.size() / 2);
    bool whole = true;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype start = at;
        // ASCII is ASCII in all of them, which iconv does not say of the backslash in some.
        while (at < bytes.size() && isAsciiByte(bytes[at]))
            ++at;
        shown += bytes.sliced(start, at - start);
        qsizetype end = at;
        while (end < bytes.size() && !isAsciiByte(bytes[end]))
            end += characterBytes(bytes, end);
        while (at < end) {
            at += m_converter->convert(bytes.sliced(at, end - at), shown);
            if (at == end)
                break;
            const qsizetype unknown = std::min(characterBytes(bytes, at), end - at);
            addEscaped(shown, bytes.sliced(at, unknown));
            at += unknown;
            whole = false;
        }
    }
    text = std::move(shown);
    return whole;
}

QString TextEncoding::toText(QByteArrayView text) const
{
    QByteArray bytes = text.toByteArray();
    toUtf8(bytes);
    return QString::fromUtf8(bytes);
}

} // namespace tidemark
