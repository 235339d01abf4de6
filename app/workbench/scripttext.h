// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace tidemark {

/// How a text file's characters and lines are written, so that it goes back as it came.
struct TextForm
{
    enum class Encoding { Utf8, Utf16LittleEndian, Utf16BigEndian, Latin1 };
    Encoding encoding = Encoding::Utf8;
    bool byteOrderMark = false;
    QString lineEnd = QStringLiteral("\n"); ///< the commonest one: what new lines get
    bool mixedLineEnds = false;

    bool operator==(const TextForm &) const = default;
    QString toString() const; ///< "UTF-8", "UTF-16 LE · CRLF": what is not usual is said
};

/// A file's contents for an editor, and what is needed to write them again.
struct ScriptText
{
    QString text; ///< its lines end in "\n", whatever they end in on disk
    TextForm form;
    /// Of each line in turn, where they differ; empty: all are form.lineEnd.
    std::vector<QString> lineEnds;
    int longestLine = 0; ///< in characters
};

/// UTF-8 and UTF-16 by their marks, UTF-8 where the bytes are, else Latin-1, which any bytes are.
/// Unchanged text always gives the same bytes again. Pure; 10 MB take some 50 ms.
ScriptText readScriptText(const QByteArray &bytes);

/// The bytes of `text`, an edited form of `was`: lines that are as they were keep their ends.
/// Error{Input} for a character that the file's encoding has not, with its line and column.
Result<QByteArray> writeScriptText(const QString &text, const ScriptText &was);

} // namespace tidemark
