// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace tidemark {

/// A token of PostgreSQL's own scanner. Beyond `kind` for single characters, tokens are told apart
/// by their text, because the scanner's numbers change with every major version.
struct PostgresToken
{
    qsizetype start = 0; ///< byte offsets
    qsizetype end = 0;
    int kind = 0;    ///< a character's code for single-character tokens (';', '(', '\\', ...)
    int keyword = 0; ///< 0 none, 1 unreserved, 2 column name, 3 type or function name, 4 reserved
};

struct PostgresScanError
{
    QString message;
    qsizetype offset = 0; ///< bytes, of the token that cannot be read
};

/// The tokens up to the end, or up to the first that cannot be read. Comments are tokens too.
struct PostgresScan
{
    std::vector<PostgresToken> tokens;
    std::optional<PostgresScanError> error;
};

/// One call of libpg_query's scanner (two or three where the text has an error). `text` has no NUL.
/// Some 30 ns per token; any thread.
PostgresScan scanPostgres(const QByteArray &text);

/// Whether the token is a `--` or a `/* */` comment.
bool isComment(const PostgresToken &token, const QByteArray &text);

} // namespace tidemark
