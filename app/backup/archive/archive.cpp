// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/archive.h"

#include "backup/archive/joinedrows.h"
#include "backup/archive/sidefile.h"
#include "sql/identifier.h"
#include "sql/tokenizer.h"

#include <QFileDevice>
#include <QStringConverter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype csvBuffer = qsizetype(64) * 1024;

/// False: some bytes are no text.
bool toUtf8(std::vector<Cell> &cells, const TextEncoding &encoding)
{
    bool whole = true;
    for (Cell &cell : cells)
        whole = (!cell || encoding.toUtf8(*cell)) && whole;
    return whole;
}

bool holdsText(std::span<const Cell> cells, const QString &text)
{
    return std::ranges::any_of(cells, [&](const Cell &cell) {
        return cell && QString::fromUtf8(*cell).contains(text, Qt::CaseInsensitive);
    });
}

bool isAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 128; });
}

qint64 bytesOf(std::span<const Cell> cells)
{
    qint64 bytes = 0;
    for (const Cell &cell : cells)
        bytes += cell ? cell->size() : 0;
    return bytes;
}

/// The parts of "a"."b" or a.b, unquoted.
QStringList nameParts(const QString &name)
{
    const QByteArray text = name.toUtf8();
    SqlTokenizer tokenizer(text, Engine::PostgreSql);
    QStringList parts;
    for (SqlToken token = tokenizer.next(); token.kind != SqlToken::Kind::End;
         token = tokenizer.next()) {
        if (tokenizer.textOf(token) != ".")
            parts += tokenizer.nameOf(token);
    }
    return parts;
}

QString nameOf(const ArchiveTable &table)
{
    const QString name = displayQualified(table.schema, table.name);
    return table.database.isEmpty() ? name : displayIdentifier(table.database) + u'.' + name;
}

using NameFits = bool (*)(const ArchiveTable &table, const QString &wanted);

bool fitsQualified(const ArchiveTable &table, const QString &wanted)
{
    const QString plain = table.schema + u'.' + table.name;
    const QStringList parts = nameParts(wanted);
    return (!table.schema.isEmpty() && plain == wanted) ||
           (!table.database.isEmpty() && table.database + u'.' + plain == wanted) ||
           parts == QStringList{table.schema, table.name} ||
           parts == QStringList{table.database, table.schema, table.name};
}

bool fitsName(const ArchiveTable &table, const QString &wanted)
{
    return table.name == wanted || nameParts(wanted) == QStringList{table.name};
}

bool isNumber(int number, const QString &wanted)
{
    bool ok = false;
    return wanted.toInt(&ok) == number && ok;
}

bool fitsEntry(const ArchiveTable &table, const QString &wanted)
{
    return isNumber(table.entry, wanted);
}

bool fitsDefinition(const ArchiveTable &table, const QString &wanted)
{
    return isNumber(table.definition, wanted);
}

/// A partition's rows are its own before they are its root's.
bool fitsPart(const ArchiveTable &table, const QString &wanted)
{
    return std::ranges::any_of(table.parts, [&](int part) { return isNumber(part, wanted); });
}

} // namespace

QString archiveFormatName(ArchiveFormat format)
{
    switch (format) {
    case ArchiveFormat::Custom:
        return u"custom"_s;
    case ArchiveFormat::Directory:
        return u"directory"_s;
    case ArchiveFormat::Tar:
        return u"tar"_s;
    case ArchiveFormat::Plain:
        return u"plain"_s;
    case ArchiveFormat::Sqlite:
        break;
    }
    return u"sqlite"_s;
}

Archive::~Archive() = default;

TextEncoding Archive::encodingOf(const ArchiveTable &) const
{
    return {};
}

const ArchiveEntry *Archive::entry(int id) const
{
    const auto found = std::ranges::find(m_entries, id, &ArchiveEntry::id);
    return found == m_entries.end() ? nullptr : &*found;
}

Result<const ArchiveTable *> Archive::findTable(const QString &name) const
{
    for (const NameFits fits : {fitsQualified, fitsName, fitsEntry, fitsDefinition, fitsPart}) {
        std::vector<const ArchiveTable *> found;
        for (const ArchiveTable &table : m_tables) {
            if (fits(table, name))
                found.push_back(&table);
        }
        if (found.size() == 1)
            return found.front();
        if (found.empty())
            continue;
        QStringList names;
        for (const ArchiveTable *table : found)
            names += u"%1 (number %2)"_s.arg(nameOf(*table)).arg(table->entry);
        return fail(ErrorKind::Usage, u"there are several tables of the name %1"_s.arg(name), {},
                    u"one of: "_s + names.join(u", "_s));
    }
    constexpr size_t shown = 20;
    QStringList names;
    for (size_t i = 0; i < std::min(shown, m_tables.size()); ++i)
        names += nameOf(m_tables[i]);
    const QString more = m_tables.size() > shown ? u", ..."_s : QString();
    return fail(ErrorKind::Usage, u"the archive has no rows of a table %1"_s.arg(name), {},
                names.isEmpty() ? u"it has rows of no table"_s
                                : u"one of: "_s + names.join(u", "_s) + more);
}

Result<std::unique_ptr<TableRows>> Archive::openPart(const ArchiveTable &table, int part)
{
    ArchiveTable one = table;
    one.entry = part;
    one.parts.clear();
    return openRows(one);
}

Result<TableRows *> Archive::rowsOf(const ArchiveTable &table)
{
    if (!m_rows || m_rowsOf != table.entry) {
        m_rows.reset();
        if (table.parts.empty()) {
            TM_TRY_ASSIGN(m_rows, openRows(table));
        } else {
            m_rows = std::make_unique<JoinedRows>(
                table.parts, [this, table](int part) { return openPart(table, part); });
        }
        m_rowsOf = table.entry;
    }
    return m_rows.get();
}

Result<RowPage> Archive::rows(const ArchiveTable &table, qint64 first, qint64 limit,
                              const std::stop_token &stop)
{
    RowPage page;
    page.first = first;
    page.atEnd = true;
    TM_TRY_ASSIGN(TableRows * source, rowsOf(table));
    const TextEncoding encoding = encodingOf(table);
    qint64 bytes = 0;
    const auto visited = source->visit(
        first, {},
        [&](qint64, std::span<const Cell> cells) {
            if (qint64(page.rows.size()) >= limit || bytes > longestPage) {
                page.atEnd = false;
                return false;
            }
            page.rows.emplace_back(cells.begin(), cells.end());
            page.bytesShown = !toUtf8(page.rows.back(), encoding) || page.bytesShown;
            bytes += bytesOf(page.rows.back());
            return true;
        },
        stop);
    m_side->commit();
    if (!visited && visited.error().kind == ErrorKind::Cancelled)
        return fail(visited.error());
    if (!visited)
        page.broken = visited.error();
    return page;
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
    result.atEnd = true;
    TM_TRY_ASSIGN(TableRows * source, rowsOf(table));
    // Only ASCII letters have one lower case for each upper case, byte by byte.
    const QByteArray mayHold = isAscii(text) ? text.toLower().toUtf8() : QByteArray();
    const TextEncoding encoding = encodingOf(table);
    std::vector<Cell> cells;
    qint64 bytes = 0;
    const auto visited = source->visit(
        first, mayHold,
        [&](qint64 row, std::span<const Cell> written) {
            cells.assign(written.begin(), written.end());
            const bool whole = toUtf8(cells, encoding);
            if (!holdsText(cells, text))
                return true;
            if (qint64(result.found.size()) >= limit || bytes > longestPage) {
                result.atEnd = false;
                result.next = row;
                return false;
            }
            bytes += bytesOf(cells);
            result.bytesShown = result.bytesShown || !whole;
            result.found.push_back({row, cells});
            result.next = row + 1;
            return true;
        },
        stop);
    m_side->commit();
    if (!visited && visited.error().kind == ErrorKind::Cancelled)
        return fail(visited.error());
    if (!visited)
        result.broken = visited.error();
    return result;
}

Result<CsvExport> Archive::exportCsv(const ArchiveTable &table, QIODevice &to, qint64 first,
                                     qint64 limit, const std::stop_token &stop)
{
    TM_TRY_ASSIGN(TableRows * source, rowsOf(table));
    const TextEncoding encoding = encodingOf(table);
    CsvExport exported;
    std::vector<Cell> cells;
    std::vector<Cell> heads;
    for (const ArchiveColumn &column : table.columns)
        heads.push_back(column.name.toUtf8());
    QByteArray lines;
    writeCsvRow(lines, heads);
    bool written = true;
    const auto flush = [&] {
        written = written && to.write(lines) == lines.size();
        lines.clear();
    };
    const auto visited = source->visit(
        first, {},
        [&](qint64, std::span<const Cell> values) {
            if (exported.rows >= limit)
                return false;
            cells.assign(values.begin(), values.end());
            if (!encoding.isAnything() && !toUtf8(cells, encoding))
                exported.bytesShown = true;
            writeCsvRow(lines, cells);
            ++exported.rows;
            if (lines.size() > csvBuffer)
                flush();
            return written;
        },
        stop);
    flush();
    // A full disk may be met only when what the device still holds goes there.
    if (auto *file = qobject_cast<QFileDevice *>(&to))
        written = file->flush() && written;
    m_side->commit();
    if (!written)
        return fail(ErrorKind::Io, u"the rows cannot be written"_s, to.errorString());
    TM_TRY(visited);
    return exported;
}

Result<QByteArray> Archive::largeObject(const LargeObject &object, qint64, qint64)
{
    return fail(ErrorKind::Usage, u"there is no large object %1"_s.arg(object.oid));
}

qint64 Archive::indexBytes() const
{
    return m_side ? m_side->bytes() : 0;
}

void writeCsvRow(QByteArray &line, std::span<const Cell> cells)
{
    // Alone in its line that ends the rows for COPY up to PostgreSQL 17.
    const bool alone = cells.size() == 1;
    const auto mustQuote = [alone](const QByteArray &value) {
        return value.isEmpty() || (alone && value == "\\.") ||
               std::ranges::any_of(
                   value, [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; });
    };
    bool first = true;
    for (const Cell &cell : cells) {
        if (!first)
            line += ',';
        first = false;
        if (!cell)
            continue;
        if (mustQuote(*cell))
            line += '"' + QByteArray(*cell).replace("\"", "\"\"") + '"';
        else
            line += *cell;
    }
    line += "\r\n";
}

} // namespace tidemark
