// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/result.h"

#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

#include <cstdio>
#include <optional>
#include <stop_token>

namespace tidemark {

enum class Style { Plain, Bold, Dim, Green, Yellow, Red, Blue };

/// Standard output and error, and what they can show. Answers go to out, everything else to err.
class Terminal
{
public:
    struct Capabilities
    {
        bool colourOut = false;
        bool colourErr = false;
        bool input = false; ///< standard input and error are terminals: a question gets an answer
        bool progress = false; ///< standard error is a terminal: a line may be written over
        int width = 80;

        /// isatty(), NO_COLOR (https://no-color.org), TERM and COLUMNS of this process.
        static Capabilities detect();
    };

    Terminal(FILE *out, FILE *err, const Capabilities &capabilities);

    const Capabilities &capabilities() const { return m_capabilities; }

    /// For text on standard output.
    QString styled(const QString &text, Style style) const;
    QString styledErr(const QString &text, Style style) const;

    void print(const QString &text); ///< to standard output, as it is
    void printBytes(QByteArrayView utf8);
    void printLine(const QString &text = {});
    void printJson(const QJsonObject &object);
    void note(const QString &text); ///< a line on standard error
    void warn(const QString &text); ///< the same, as a warning

    /// Writes the question to standard error and reads a line from standard input, without spaces
    /// around it; nothing where nobody can answer, or at the end of input. Error{Cancelled} after a
    /// stop.
    Result<std::optional<QString>> ask(const QString &question, const std::stop_token &stop);

    /// "file:line:column: summary", the source line with a caret under the column, detail, hint.
    /// `folder` is where a relative file name starts.
    void printError(const Error &error, const QString &folder = {});

    /// The line of a step that is under way; written over by the next one. Only with progress.
    void showProgress(const QString &text);
    void clearProgress();

    /// Error{Io} when standard output did not take all that was printed: a full disk behind it.
    /// After the last print().
    Result<void> finish();

private:
    FILE *m_out;
    FILE *m_err;
    Capabilities m_capabilities;
    int m_outError = 0; ///< errno of the first print() that failed
    bool m_progressShown = false;
};

} // namespace tidemark
