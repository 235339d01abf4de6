// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/splitter.h"

#include <QStringList>

namespace tidemark::test {

/// A script in a file called "a.sql" that begins on its first line.
inline Script scriptOf(const QByteArray &text)
{
    Script script;
    script.file = QStringLiteral("a.sql");
    script.text = text;
    return script;
}

/// "line:column|text" for each statement, "|rows" behind it where it has copy data; for an error
/// one line "error line:column|summary".
inline QStringList described(const Result<std::vector<Statement>> &statements)
{
    if (!statements) {
        const Error &error = statements.error();
        return {QStringLiteral("error %1:%2|%3")
                    .arg(error.where.line)
                    .arg(error.where.column)
                    .arg(error.summary)};
    }
    QStringList lines;
    for (const Statement &statement : *statements) {
        QString line =
            QStringLiteral("%1:%2|").arg(statement.where.line).arg(statement.where.column) +
            QString::fromUtf8(statement.text);
        if (statement.copyData)
            line += u'|' + QString::fromUtf8(*statement.copyData);
        lines << line;
    }
    return lines;
}

inline Statement statementOf(const QByteArray &text)
{
    Statement statement;
    statement.text = text;
    return statement;
}

} // namespace tidemark::test
