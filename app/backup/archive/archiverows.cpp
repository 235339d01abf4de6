// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/archive.h"
#include "backup/archive/csvrow.h"
#include "backup/archive/sidefile.h"
#include "backup/archive/textsearch.h"
#include "sql/identifier.h"

#include <QFileDevice>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

qint64 bytesOf(std::span<const Cell> cells)
{
    qint64 bytes = 0;
    for (const Cell &cell : cells)
        bytes += qint64(sizeof(Cell)) + (cell ? cell->size() : 0);
    return bytes;
}

} // namespace

/// How rows are read.
struct Archive::Pass
{
    QByteArray mayHold{};   ///< as of TableRows::visit()
    bool asTheyAre = false; ///< bytes of SQL_ASCII stay what they are
};

Result<RowsRead> Archive::pass(const ArchiveTable &table, qint64 first, const Pass &how,
                               const RowReader &reader, const std::stop_token &stop)
{
    RowsRead result;
    result.next = first;
    result.atEnd = true;
    TM_TRY_ASSIGN(TableRows * source, rowsOf(table));
    const TextEncoding encoding = encodingOf(table);
    const bool asTheyAre = how.asTheyAre && encoding.isAnything();
    ReadRow row(asTheyAre ? std::nullopt : std::optional(encoding), stop);
    const auto visited = source->visit(
        first, how.mayHold,
        [&](const VisitedRow &read) -> Result<bool> {
            row.set(read);
            const auto goesOn = reader(row);
            TM_TRY(goesOn);
            result.atEnd = *goesOn;
            result.next = read.row + (*goesOn ? 1 : 0);
            return *goesOn;
        },
        stop);
    m_side->commit();
    if (!visited && visited.error().kind == ErrorKind::Cancelled)
        return fail(visited.error());
    if (!visited)
        result.broken = visited.error();
    return result;
}

Result<RowsRead> Archive::eachRow(const ArchiveTable &table, qint64 first, const RowReader &reader,
                                  const std::stop_token &stop)
{
    return pass(table, first, {}, reader, stop);
}

Result<RowPage> Archive::rows(const ArchiveTable &table, qint64 first, qint64 limit,
                              const std::stop_token &stop)
{
    RowPage page;
    page.first = first;
    qint64 bytes = 0;
    TM_TRY_ASSIGN(RowsRead read,
                  eachRow(
                      table, first,
                      [&](ReadRow &row) -> Result<bool> {
                          if (qint64(page.rows.size()) >= limit || bytes > longestPage)
                              return false;
                          TM_TRY_ASSIGN(auto cells, keptCells(row, page.cut));
                          bytes += bytesOf(cells);
                          page.rows.push_back(std::move(cells));
                          page.bytesShown = page.bytesShown || row.bytesShown();
                          return true;
                      },
                      stop));
    page.atEnd = read.atEnd;
    page.broken = std::move(read.broken);
    return page;
}

Result<ValueRead> Archive::value(const ArchiveTable &table, qint64 row, size_t column, qint64 most,
                                 const std::stop_token &stop)
{
    ValueRead result;
    bool isRead = false;
    const auto reader = [&](ReadRow &read) -> Result<bool> {
        if (isRead || column >= read.size())
            return false;
        QByteArray head("");
        TM_TRY_ASSIGN(const bool isValue, read.read(column, [&](QByteArrayView piece) {
            const QByteArrayView fits = utf8Head(piece, most - head.size());
            head += fits;
            result.isWhole = fits.size() == piece.size();
            return result.isWhole;
        }));
        if (isValue)
            result.value = std::move(head);
        isRead = true;
        return true;
    };
    TM_TRY_ASSIGN(const RowsRead read, eachRow(table, row, reader, stop));
    if (read.broken && !isRead)
        return fail(*read.broken);
    return result;
}

std::optional<qint64> Archive::knownRows(const ArchiveTable &table)
{
    const auto source = rowsOf(table);
    return source ? (*source)->knownCount() : std::nullopt;
}

Result<qint64> Archive::index(const ArchiveTable &table, const IndexObserver &observer,
                              const std::stop_token &stop)
{
    TM_TRY_ASSIGN(TableRows * source, rowsOf(table));
    const QString name = displayQualified(table.schema, table.name);
    return source->index(
        [&](const RowProgress &progress) {
            if (observer)
                observer({name, progress});
        },
        stop);
}

Result<SearchResult> Archive::search(const ArchiveTable &table, const QString &text, qint64 first,
                                     qint64 limit, const std::stop_token &stop)
{
    SearchResult result;
    TextSearch search(text);
    qint64 bytes = 0;
    const auto reader = [&](ReadRow &row) -> Result<bool> {
        TM_TRY_ASSIGN(const bool holds, search.isIn(row));
        if (!holds)
            return true;
        if (qint64(result.found.size()) >= limit || bytes > longestPage) {
            result.next = row.number();
            return false;
        }
        TM_TRY_ASSIGN(auto cells, keptCells(row, result.cut));
        bytes += bytesOf(cells);
        result.bytesShown = result.bytesShown || row.bytesShown();
        result.found.push_back({row.number(), std::move(cells)});
        result.next = row.number() + 1;
        return true;
    };
    TM_TRY_ASSIGN(RowsRead read,
                  pass(table, first, {.mayHold = search.lowerCaseAscii()}, reader, stop));
    result.atEnd = read.atEnd;
    result.broken = std::move(read.broken);
    return result;
}

Result<CsvExport> Archive::exportCsv(const ArchiveTable &table, QIODevice &to, qint64 first,
                                     qint64 limit, const std::stop_token &stop)
{
    CsvExport exported;
    CsvWriter csv(to);
    std::vector<Cell> heads;
    for (const ArchiveColumn &column : table.columns)
        heads.push_back(column.name.toUtf8());
    csv.writeRow(heads);
    const auto reader = [&](ReadRow &row) -> Result<bool> {
        if (exported.rows >= limit || !csv.isWritten())
            return false;
        TM_TRY(csv.writeRow(row));
        ++exported.rows;
        exported.bytesShown = exported.bytesShown || row.bytesShown();
        return true;
    };
    const auto read = pass(table, first, {.asTheyAre = true}, reader, stop);
    csv.flush();
    bool written = csv.isWritten();
    // A full disk may be met only when what the device still holds goes there.
    if (auto *file = qobject_cast<QFileDevice *>(&to))
        written = file->flush() && written;
    TM_TRY(read);
    if (!written)
        return fail(ErrorKind::Io, u"the rows cannot be written"_s, to.errorString());
    if (read->broken)
        return fail(*read->broken);
    return exported;
}

} // namespace tidemark
