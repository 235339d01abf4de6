// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"
#include "cli/terminal.h"

namespace tidemark {

/// An answer of rows in JSON, written row by row and value by value: {"columns": [{"name",
/// "type"}], "rows": [{"row", "values"}], ...}, as QJsonDocument lays it out.
class RowsJson
{
public:
    RowsJson(Terminal &terminal, const ArchiveTable &table)
        : m_terminal(terminal)
        , m_table(table)
    {
    }

    /// Something was written, and so finish() must be called.
    bool isBegun() const { return m_begun; }
    /// Bytes of values, all of them.
    qint64 bytes() const { return m_bytes; }

    void write(const FoundRow &row);
    /// The whole of it, however long it is. After an Error the row ends with what was read of it.
    Result<void> write(ReadRow &row);
    /// What else the answer has.
    void finish(const QJsonObject &rest);

private:
    void begin();
    void beginRow(qint64 number);
    void beginValue();
    void add(const Cell &cell);
    Result<void> addLong(ReadRow &row);
    void endRow();
    void flush(qsizetype atLeast);

    Terminal &m_terminal;
    const ArchiveTable &m_table;
    QByteArray m_text;
    bool m_begun = false;
    qint64 m_rows = 0;
    qint64 m_values = 0; ///< of the row
    qint64 m_bytes = 0;
};

} // namespace tidemark
