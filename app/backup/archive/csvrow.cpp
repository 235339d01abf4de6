// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/csvrow.h"

#include <algorithm>

namespace tidemark {

namespace {

constexpr qsizetype csvBuffer = qsizetype(64) * 1024;

bool mustBeQuoted(const QByteArray &value, bool alone)
{
    // Alone in its line that ends the rows for COPY up to PostgreSQL 17.
    return value.isEmpty() || (alone && value == "\\.") || std::ranges::any_of(value, [](char c) {
               return c == ',' || c == '"' || c == '\n' || c == '\r';
           });
}

} // namespace

void CsvWriter::flush()
{
    m_written = m_written && m_to.write(m_lines) == m_lines.size();
    m_lines.clear();
}

void CsvWriter::flushMuch()
{
    if (m_lines.size() > csvBuffer)
        flush();
}

void CsvWriter::addCell(const Cell &cell, bool alone)
{
    if (!cell)
        return;
    if (mustBeQuoted(*cell, alone))
        m_lines += '"' + QByteArray(*cell).replace("\"", "\"\"") + '"';
    else
        m_lines += *cell;
}

/// A value that does not fit into the buffer is quoted, whatever is in it.
Result<void> CsvWriter::addLong(ReadRow &row, size_t value)
{
    QByteArray head("");
    bool isLong = false;
    TM_TRY_ASSIGN(const bool isValue, row.read(value, [&](QByteArrayView piece) {
        if (!isLong && head.size() + piece.size() <= csvBuffer) {
            head += piece;
            return true;
        }
        if (!isLong)
            m_lines += '"' + head.replace("\"", "\"\"");
        isLong = true;
        m_lines += piece.toByteArray().replace("\"", "\"\"");
        flushMuch();
        return m_written;
    }));
    if (isLong)
        m_lines += '"';
    else if (isValue)
        addCell(head, row.size() == 1);
    return {};
}

void CsvWriter::writeRow(std::span<const Cell> cells)
{
    for (size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            m_lines += ',';
        addCell(cells[i], cells.size() == 1);
    }
    m_lines += "\r\n";
    flushMuch();
}

Result<void> CsvWriter::writeRow(ReadRow &row)
{
    if (!row.isLong()) {
        writeRow(row.cells());
        return {};
    }
    for (size_t i = 0; i < row.size(); ++i) {
        if (i > 0)
            m_lines += ',';
        TM_TRY(addLong(row, i));
    }
    m_lines += "\r\n";
    flushMuch();
    return {};
}

} // namespace tidemark
