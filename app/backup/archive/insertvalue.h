// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"

#include <QByteArray>
#include <QByteArrayView>

#include <utility>
#include <vector>

namespace tidemark {

/// How a value of an INSERT statement is written, as pg_dump and SQLite's .dump write them.
struct InsertValue
{
    enum class Kind {
        Null,
        Text,      ///< 'it''s'
        Escapes,   ///< E'...'
        Unicode,   ///< unistr('...')
        Bits,      ///< B'...'
        Bytes,     ///< X'...', SQLite's blobs
        AsWritten, ///< anything else: a number, a call
    };
    Kind kind = Kind::AsWritten;
    qsizetype start = 0; ///< of what stands between the quotes, or of all that is taken as written
    qsizetype end = 0;
    /// What is put in place of what, in this order: SQLite's replace(..., '\n', char(10)).
    std::vector<std::pair<QByteArray, char>> replaced{};
};

/// Pure. The offsets are those of the text given.
InsertValue insertValueIn(QByteArrayView text);

/// What a value stands for, all at once.
Cell insertCell(QByteArrayView text);

/// The same of what stands between the quotes, in pieces.
class InsertDecoder
{
public:
    explicit InsertDecoder(const InsertValue &value);

    /// What is sure by now, good until the next call.
    QByteArrayView add(QByteArrayView piece, bool isLast);

private:
    using Step = qsizetype (*)(QByteArrayView text, bool isLast, QByteArray &plain);
    QByteArray stepped(Step step, QByteArray &rest, QByteArrayView piece, bool isLast);
    QByteArray replaced(size_t number, const QByteArray &text, bool isLast);

    std::vector<Step> m_steps;
    std::vector<QByteArray> m_rests; ///< beside the steps
    std::vector<std::pair<QByteArray, char>> m_replaced;
    std::vector<QByteArray> m_waiting; ///< beside those that are replaced
    QByteArray m_head;                 ///< to be written before anything else
    QByteArray m_plain;
};

/// The values between commas outside of quotes and parentheses.
std::vector<QByteArrayView> insertValuesIn(QByteArrayView row);

/// The offset behind what begins at `at` with a quote; -1 when its end is not there.
qsizetype insertQuoteEnd(QByteArrayView text, qsizetype at);

/// Whether a quote opens a string with backslashes, by the two characters before it.
bool opensEscapes(char beforeThat, char before);

} // namespace tidemark
