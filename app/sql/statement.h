// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "sql/dialect.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace tidemark {

/// Whether a script's statements share one transaction with the history row.
enum class TransactionMode {
    Transaction, ///< what the convention does unless told otherwise
    None,        ///< the script says that it must not run in a transaction
};

/// SQL text as a convention cut it from a file: UTF-8, line ends as in the file.
struct Script
{
    QString file; ///< as it is shown to people, relative to the migrations folder
    QString path; ///< absolute; what `\ir` is relative to
    QByteArray text;
    int firstLine = 1; ///< the line of `file` on which `text` begins
    TransactionMode transaction = TransactionMode::Transaction;

    bool operator==(const Script &) const = default;
};

/// One statement of a script, ready to be sent.
struct Statement
{
    QByteArray text;      ///< without the semicolon, without leading white space and comments
    SourceLocation where; ///< of the first character of `text`
    std::optional<QByteArray> copyData; ///< the rows below a COPY ... FROM stdin, else none

    bool operator==(const Statement &) const = default;
};

} // namespace tidemark
