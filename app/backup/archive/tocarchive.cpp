// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/formats.h"

using namespace Qt::StringLiterals;

namespace tidemark {

TocArchive::TocArchive(const ArchiveFile &file, ArchiveFormat format, Toc toc)
    : m_toc(std::move(toc))
    , m_bytes(file.bytes)
{
    m_side = file.side;
    m_info = m_toc.info;
    m_info.format = format;
    m_info.packed = file.packed;
    m_info.bytes = file.bytesOnDisk;
    for (const TocEntry &entry : m_toc.entries) {
        if (!m_numbers.contains(entry.entry.id))
            m_numbers.insert(entry.entry.id, m_entries.size());
        m_entries.push_back(entry.entry);
    }
    m_tables = tablesOf(m_toc.entries);
    if (m_toc.broken)
        m_problems.push_back(*m_toc.broken);
}

const TocEntry *TocArchive::tocEntry(int id) const
{
    const auto number = m_numbers.constFind(id);
    return number == m_numbers.constEnd() ? nullptr : &m_toc.entries[*number];
}

Result<QString> TocArchive::definition(int entry)
{
    const TocEntry *found = tocEntry(entry);
    if (!found)
        return fail(noSuchEntry(entry));
    return found->definition;
}

Result<QString> TocArchive::dropStatement(int entry)
{
    const TocEntry *found = tocEntry(entry);
    if (!found)
        return fail(noSuchEntry(entry));
    return found->dropStatement;
}

std::unique_ptr<RowFormat> TocArchive::rowFormat(const TocEntry &entry,
                                                 const ArchiveTable &table) const
{
    return entry.copyStatement.isEmpty() ? makeInsertFormat()
                                         : makeCopyFormat(m_toc.encoding, hasNoColumns(table));
}

TextEncoding TocArchive::encodingOf(const ArchiveTable &) const
{
    return m_toc.encoding;
}

void TocArchive::setDataBytes(int id, qint64 bytes)
{
    const auto number = m_numbers.constFind(id);
    if (number != m_numbers.constEnd())
        m_entries[*number].dataBytes = bytes;
}

bool hasNoColumns(const ArchiveTable &table)
{
    return table.columns.empty() && table.definition != 0;
}

Error noSuchEntry(int id)
{
    return {.kind = ErrorKind::Usage,
            .summary = u"the archive has no entry %1"_s.arg(id),
            .detail = {},
            .hint = {},
            .sqlState = {},
            .where = {}};
}

} // namespace tidemark
