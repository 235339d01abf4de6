// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/migrationfiles.h"

namespace tidemark {

/// goose and sql-migrate end a statement with the line on which this is true: the last word before
/// a word that begins with "--" ends in a semicolon. Strings and dollar quotes mean nothing to
/// them.
bool endsWithSemicolon(QByteArrayView line);

/// The file's text from the beginning of a line up to `end`.
Script cutLines(const TextFile &file, const TextLine &first, qsizetype end,
                TransactionMode mode = TransactionMode::Transaction);

} // namespace tidemark
