// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace tidemark {

/// An encoding that a dump is written in, by PostgreSQL's name of it or one of its other names
/// ("LATIN1", "latin-1", "ISO_8859_1"; src/common/encnames.c), and the way from there to UTF-8, by
/// iconv. Copies share what they hold: they belong to one thread at a time.
class TextEncoding
{
public:
    /// UTF-8.
    TextEncoding() = default;
    /// One that is not known, and MULE_INTERNAL, of which no system has a table: ASCII is read, all
    /// else is shown as bytes. No name, and SQL_ASCII: nobody knows; what is UTF-8 is read.
    explicit TextEncoding(const QString &postgresName);

    /// Nothing has to be converted where it is valid.
    bool isUtf8() const { return m_kind == Kind::Utf8; }
    /// SQL_ASCII: bytes that mean what their writer meant.
    bool isAnything() const { return m_anything; }
    /// SJIS, BIG5, GBK, GB18030, UHC, JOHAB: the second byte of a character may be a letter or a
    /// backslash.
    bool hidesAscii() const { return m_kind != Kind::Utf8 && m_kind != Kind::HighBytes; }

    /// Of the character that begins at `at`, as its first bytes tell; not further than the text.
    qsizetype characterBytes(QByteArrayView text, qsizetype at) const;
    /// Where the character stands from `at` on, and not as the second byte of another; -1: nowhere.
    qsizetype indexOf(QByteArrayView text, char ascii, qsizetype at = 0) const;

    /// How many of the bytes, from the first on, are whole characters, where the text goes on
    /// behind them. What is no character counts as one.
    qsizetype wholeBytes(QByteArrayView text) const;

    /// Makes UTF-8 of it. False: some bytes are no characters of the encoding, and are there as
    /// \xe9 each.
    bool toUtf8(QByteArray &text) const;
    QString toText(QByteArrayView text) const;

private:
    enum class Kind {
        Utf8,
        HighBytes,   ///< all bytes of what is not ASCII are above it
        ShiftJis,    ///< some of those are characters of one byte
        HiddenAscii, ///< each begins a character of two bytes
        Gb18030,     ///< or of four, where the second is a digit
    };
    class Converter;

    Kind m_kind = Kind::Utf8;
    bool m_anything = false;
    std::shared_ptr<Converter> m_converter;
};

} // namespace tidemark
