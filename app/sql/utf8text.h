// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace tidemark {

/// Where the bytes stop being text that a server takes: the first byte of an ill-formed sequence
/// (RFC 3629: overlong forms, surrogates and code points above U+10FFFF are ill-formed) or of a
/// NUL. One pass.
std::optional<qsizetype> firstBadUtf8(QByteArrayView text);

/// Error{Input} with line and column where firstBadUtf8() finds something.
Result<void> checkText(QByteArrayView text, const QString &file, int firstLine);

/// The length of a byte order mark at the start: 3 or 0.
qsizetype byteOrderMarkLength(QByteArrayView text);

/// Turns byte offsets of a UTF-8 text into lines and columns. Remembers the last place, so asking
/// in rising order costs one pass over the text altogether. Does not own the text.
class PositionCounter
{
public:
    /// `firstLine` is the line on which `text` begins; a byte order mark has no column.
    PositionCounter(QByteArrayView text, QString file, int firstLine);

    SourceLocation at(qsizetype offset);

private:
    QByteArrayView m_text;
    QString m_file;
    int m_firstLine;
    qsizetype m_offset;
    int m_line;
    int m_column = 1;
};

} // namespace tidemark
