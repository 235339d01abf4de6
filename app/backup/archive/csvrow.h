// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/readrow.h"

#include <QIODevice>

namespace tidemark {

/// Writes rows as RFC 4180 has them, in pieces of some 64 KB.
class CsvWriter
{
public:
    explicit CsvWriter(QIODevice &to)
        : m_to(to)
    {
    }

    void writeRow(std::span<const Cell> cells);
    Result<void> writeRow(ReadRow &row);

    /// False: not all could be written.
    bool isWritten() const { return m_written; }
    void flush();

private:
    void addCell(const Cell &cell, bool alone);
    Result<void> addLong(ReadRow &row, size_t value);
    void flushMuch();

    QIODevice &m_to;
    QByteArray m_lines;
    bool m_written = true;
};

} // namespace tidemark
