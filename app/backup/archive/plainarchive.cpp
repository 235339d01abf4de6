// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/definitions.h"
#include "backup/archive/formats.h"
#include "backup/archive/joinedrows.h"
#include "backup/archive/scriptindex.h"
#include "backup/archive/sidefile.h"
#include "backup/archive/sqlscanner.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 longestDefinition = qint64(64) * 1024 * 1024;
constexpr qint64 insertHeadBytes = qint64(256) * 1024;
constexpr QByteArrayView copyWord("COPY ");
constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

/// What is known of rows has a name by where they begin, which no two have in common.
QString rowsName(qint64 at)
{
    return u"data at %1"_s.arg(at);
}

/// The text of a part of a script.
Result<QString> textBetween(ByteSource &bytes, qint64 start, qint64 end,
                            const TextEncoding &encoding)
{
    QByteArray text(std::clamp<qint64>(end - start, 0, longestDefinition), Qt::Uninitialized);
    TM_TRY_ASSIGN(const qint64 got, bytes.readAt(start, text.data(), text.size()));
    return encoding.toText(QByteArrayView(text).first(got));
}

/// One pass over a script. pg_dump writes a comment before each entry, with kind, name, schema and
/// owner; a script without such comments has an entry for each CREATE and ALTER.
class ScriptReader
{
public:
    ScriptReader(std::shared_ptr<ByteSource> bytes, SideFile &side, const ArchiveOptions &options)
        : m_bytes(std::move(bytes))
        , m_side(side)
        , m_options(options)
        , m_scanner(m_bytes, true)
    {
    }

    Result<void> read();
    ScriptIndex take()
    {
        finish();
        return std::move(m_index);
    }

private:
    void comment(const QString &line);
    void command(const QString &line);
    void addEmptyTables();
    QStringList kindOf(const ArchiveTable &table) const;
    void finish();
    Result<QString> definitionOf(const NamedRelation &relation);
    bool header(const QString &line);
    Result<void> statement(const ScriptPiece &piece);
    Result<bool> rows(const NamedRelation &relation, const QString &statement, qint64 at,
                      bool copies);
    Result<qint64> lineEnd(qint64 at);
    void define(const ScriptPiece &piece);
    void nameAgain(ArchiveEntry &entry, const ScriptPiece &piece);
    void setEncoding(const QString &name);
    int add(ArchiveEntry entry, const ScriptPlace &place);
    Result<ArchiveTable> tableOf(int entry, const NamedRelation &relation,
                                 const QString &statement);
    void report(qint64 at)
    {
        if (m_options.progress)
            m_options.progress(at, m_bytes->size().value_or(0));
    }

    std::shared_ptr<ByteSource> m_bytes;
    SideFile &m_side;
    const ArchiveOptions &m_options;
    SqlScanner m_scanner;
    ScriptIndex m_index;
    QHash<std::pair<QString, QString>, size_t> m_made; ///< tables, by schema and name
    int m_current = -1;                                ///< the entry of the last header
    QString m_database;                                ///< that it is connected to
    std::optional<NamedRelation> m_root;               ///< of the rows to come
    std::vector<RootPart> m_roots;
    QString m_encodingName; ///< that is set where the scanner is
    TextEncoding m_encoding{QString()};
    int m_begun = 0; ///< dumps, by pg_dump's own first and last line
    int m_complete = 0;
};

int ScriptReader::add(ArchiveEntry entry, const ScriptPlace &place)
{
    const std::pair name(entry.schema, entry.name);
    if (entry.kind.endsWith(u"TABLE"_s) && !entry.kind.startsWith(u"ALTER"_s) &&
        !m_made.contains(name))
        m_made.insert(name, m_index.entries.size());
    entry.id = int(m_index.entries.size()) + 1;
    entry.database = m_database;
    m_index.entries.push_back(std::move(entry));
    m_index.places.push_back(place);
    return int(m_index.entries.size()) - 1;
}

bool ScriptReader::header(const QString &line)
{
    static const QRegularExpression form(
        u"^-- (Data for |Statistics for )?Name: (.*); Type: ([A-Z ]+); Schema: (.*); Owner: (.*?)"
        "(?:; Tablespace: (.*))?$"_s);
    const auto match = form.match(line);
    if (!match.hasMatch())
        return false;
    ArchiveEntry entry;
    entry.name = match.captured(2);
    entry.kind = match.captured(3);
    entry.schema = match.captured(4) == u"-" ? QString() : match.captured(4);
    entry.owner = match.captured(5) == u"-" ? QString() : match.captured(5);
    entry.tablespace = match.captured(6);
    m_current = add(std::move(entry), {});
    m_root.reset();
    return true;
}

void ScriptReader::comment(const QString &line)
{
    static const QRegularExpression version(
        u"^-- Dumped (from database|by pg_dump) version (.+)$"_s);
    if (header(line))
        return;
    if (auto root = partitionRoot(line)) {
        m_root = std::move(root);
        return;
    }
    if (const auto match = version.match(line); match.hasMatch()) {
        (match.captured(1) == u"by pg_dump" ? m_index.info.dumpVersion
                                            : m_index.info.serverVersion) = match.captured(2);
    } else if (line == u"-- PostgreSQL database dump") {
        ++m_begun;
    } else if (line == u"-- PostgreSQL database dump complete") {
        ++m_complete;
        m_current = -1;
    }
}

/// `\connect NAME`, or with a connection string where the name is a strange one.
void ScriptReader::command(const QString &line)
{
    m_current = -1;
    static const QRegularExpression connect(
        u"^\\\\(?:connect|c)\\s+(?:-reuse-previous=\\w+\\s+)?(\"(?:[^\"]|\"\")+\"|\\S+)"_s);
    const auto match = connect.match(line);
    if (!match.hasMatch())
        return;
    QString name = match.captured(1);
    if (name.startsWith(u'"'))
        name = name.sliced(1).chopped(1).replace(u"\"\""_s, u"\""_s);
    static const QRegularExpression string(u"^dbname='(.*)'$"_s);
    if (const auto parts = string.match(name); parts.hasMatch())
        name = parts.captured(1).replace(QRegularExpression(u"\\\\(.)"_s), u"\\1"_s);
    m_database = name;
    m_made.clear();
}

Result<qint64> ScriptReader::lineEnd(qint64 at)
{
    ByteWindow window(m_bytes);
    while (true) {
        TM_TRY_ASSIGN(const QByteArrayView seen, window.from(at));
        const qsizetype end = seen.indexOf('\n');
        if (end >= 0 || seen.isEmpty())
            return at + std::max<qsizetype>(end + 1, 0);
        at += seen.size();
    }
}

Result<ArchiveTable> ScriptReader::tableOf(int entry, const NamedRelation &relation,
                                           const QString &statement)
{
    ArchiveTable table;
    table.entry = m_index.entries[size_t(entry)].id;
    table.schema = relation.schema;
    table.name = relation.name;
    table.database = m_database;
    if (const auto made = m_made.constFind({table.schema, table.name}); made != m_made.constEnd())
        table.definition = m_index.entries[*made].id;
    std::optional<Error> broken;
    const auto defined = [&](const NamedRelation &wanted) {
        auto text = definitionOf(wanted);
        if (!text)
            broken = text.error();
        return text.value_or(QString());
    };
    table.columns = rowColumns(statement, allColumns(defined(relation), defined));
    if (broken)
        return fail(*broken);
    return table;
}

Result<QString> ScriptReader::definitionOf(const NamedRelation &relation)
{
    const auto made = m_made.constFind({relation.schema, relation.name});
    if (made == m_made.constEnd())
        return QString();
    const ScriptPlace &place = m_index.places[*made];
    return textBetween(*m_bytes, place.definitionAt, place.definitionEnd, m_encoding);
}

/// The rows that begin at `at`, to their end. False when there are none and never were.
Result<bool> ScriptReader::rows(const NamedRelation &relation, const QString &statement, qint64 at,
                                bool copies)
{
    const auto headed = m_current >= 0 ? m_index.entries[size_t(m_current)] : ArchiveEntry();
    const bool fits = headed.kind == u"TABLE DATA" && !headed.hasData;
    const int number = fits ? m_current : int(m_index.entries.size());
    StoredRows stored(rowsName(at), m_bytes, at,
                      copies ? makeCopyFormat(m_encoding) : makeInsertFormat(), m_side);
    const auto count =
        stored.index([&](const RowProgress &now) { report(at + now.bytes); }, m_options.stop);
    if (count && *count == 0 && !copies)
        return false;
    if (!fits)
        add({}, {});
    ArchiveEntry &entry = m_index.entries[size_t(number)];
    entry.kind = u"TABLE DATA"_s;
    // What a partition's rows are loaded through says less than the partition.
    const bool viaRoot = fits && m_root == relation;
    const NamedRelation own = viaRoot ? NamedRelation{headed.schema, headed.name} : relation;
    entry.schema = own.schema;
    entry.name = own.name;
    entry.hasData = true;
    m_index.places[size_t(number)] = {.definitionAt = 0,
                                      .definitionEnd = 0,
                                      .rowsAt = at,
                                      .copies = copies,
                                      .encoding = m_encodingName};
    TM_TRY_ASSIGN(ArchiveTable table, tableOf(number, own, statement));
    if (viaRoot) {
        const auto made = m_made.constFind({relation.schema, relation.name});
        m_roots.push_back({m_index.tables.size(), relation,
                           made == m_made.constEnd() ? 0 : m_index.entries[*made].id});
    }
    m_index.tables.push_back(std::move(table));
    TM_TRY(count);
    m_index.entries[size_t(number)].dataBytes = stored.end() - at;
    m_scanner.goTo(stored.end());
    return true;
}

void ScriptReader::define(const ScriptPiece &piece)
{
    constexpr QByteArrayView setWord("SET ");
    if (piece.text.left(setWord.size()).compare(setWord, Qt::CaseInsensitive) == 0) {
        setEncoding(encodingIn(QString::fromUtf8(piece.text)));
        return; // of the session, and of no entry
    }
    if (m_current < 0) {
        const MadeObject made = madeBy(m_encoding.toText(piece.text).toUtf8());
        if (made.relation.name.isEmpty())
            return;
        ArchiveEntry entry;
        entry.kind = made.kind;
        entry.schema = made.relation.schema;
        entry.name = made.relation.name;
        add(std::move(entry),
            {.definitionAt = piece.start, .definitionEnd = piece.end, .encoding = m_encodingName});
        return;
    }
    ScriptPlace &place = m_index.places[size_t(m_current)];
    if (place.definitionEnd == 0) {
        place.definitionAt = piece.start;
        nameAgain(m_index.entries[size_t(m_current)], piece);
    }
    place.definitionEnd = piece.end;
    place.encoding = m_encodingName;
}

/// A header has blanks in place of the line ends in a name.
void ScriptReader::nameAgain(ArchiveEntry &entry, const ScriptPiece &piece)
{
    if (!entry.kind.endsWith(u"TABLE"_s) || entry.kind.startsWith(u"ALTER"_s))
        return;
    const MadeObject made = madeBy(m_encoding.toText(piece.text).toUtf8());
    if (made.kind != entry.kind || made.relation.name.isEmpty())
        return;
    entry.schema = made.relation.schema;
    entry.name = made.relation.name;
    m_made.insert({entry.schema, entry.name}, size_t(m_current));
}

/// Those that have a header and no INSERT behind it.
void ScriptReader::addEmptyTables()
{
    QHash<QStringList, size_t> made;
    for (size_t i = 0; i < m_index.entries.size(); ++i) {
        const ArchiveEntry &entry = m_index.entries[i];
        if (entry.kind.endsWith(u"TABLE"_s) && !entry.kind.startsWith(u"ALTER"_s))
            made.insert({entry.database, entry.schema, entry.name}, i);
    }
    for (const ArchiveEntry &entry : m_index.entries) {
        if (entry.kind != u"TABLE DATA" || entry.hasData)
            continue;
        const auto textOf = [&](const NamedRelation &relation) {
            const auto found = made.constFind({entry.database, relation.schema, relation.name});
            if (found == made.constEnd())
                return QString();
            const ScriptPlace &place = m_index.places[*found];
            return textBetween(*m_bytes, place.definitionAt, place.definitionEnd,
                               TextEncoding(place.encoding))
                .value_or(QString());
        };
        const auto found = made.constFind({entry.database, entry.schema, entry.name});
        ArchiveTable table;
        table.entry = entry.id;
        table.definition = found == made.constEnd() ? 0 : m_index.entries[*found].id;
        table.schema = entry.schema;
        table.name = entry.name;
        table.database = entry.database;
        table.columns = rowColumns({}, allColumns(textOf({entry.schema, entry.name}), textOf));
        m_index.tables.push_back(std::move(table));
    }
}

/// What tables must have in common to be one: under other columns, or in another encoding, the
/// cells of one would be read as something else.
QStringList ScriptReader::kindOf(const ArchiveTable &table) const
{
    const int rows = table.parts.empty() ? table.entry : table.parts.front();
    const bool known = rows >= 1 && size_t(rows) <= m_index.places.size();
    QStringList kind{table.database, table.schema, table.name,
                     known ? m_index.places[size_t(rows - 1)].encoding : QString()};
    for (const ArchiveColumn &column : table.columns)
        kind << column.name;
    return kind;
}

/// Tables whose rows lie in several places become one.
void ScriptReader::finish()
{
    addEmptyTables();
    addPartitionRoots(m_index.tables, m_roots);
    std::vector<ArchiveTable> joined;
    QHash<QStringList, size_t> numbers;
    for (ArchiveTable &table : m_index.tables) {
        const QStringList kind = kindOf(table);
        const auto known = numbers.constFind(kind);
        if (known == numbers.constEnd()) {
            numbers.insert(kind, joined.size());
            joined.push_back(std::move(table));
            continue;
        }
        ArchiveTable &first = joined[*known];
        if (first.parts.empty())
            first.parts = {first.entry};
        if (table.parts.empty())
            first.parts.push_back(table.entry);
        else
            first.parts.insert(first.parts.end(), table.parts.begin(), table.parts.end());
    }
    m_index.tables = std::move(joined);
}

void ScriptReader::setEncoding(const QString &name)
{
    if (name.isEmpty() || name == m_encodingName)
        return;
    m_encodingName = name;
    m_encoding = TextEncoding(name);
    if (m_index.info.encoding.isEmpty())
        m_index.info.encoding = name;
}

Result<void> ScriptReader::statement(const ScriptPiece &piece)
{
    if (piece.text.left(copyWord.size()).compare(copyWord, Qt::CaseInsensitive) == 0) {
        const QString text = m_encoding.toText(piece.text);
        if (const auto relation = copiedTable(text.toUtf8())) {
            TM_TRY_ASSIGN(const qint64 at, lineEnd(piece.end));
            TM_TRY(rows(*relation, text, at, true));
            return {};
        }
    }
    if (piece.end > piece.start) {
        define(piece);
        return {};
    }
    TM_TRY_ASSIGN(const QString head,
                  textBetween(*m_bytes, piece.start, piece.start + insertHeadBytes, m_encoding));
    if (const auto relation = insertedTable(head.toUtf8())) {
        TM_TRY_ASSIGN(const bool found, rows(*relation, head, piece.start, false));
        if (found)
            return {};
    }
    // INSERT INTO ... SELECT
    m_scanner.goTo(piece.start);
    TM_TRY(m_scanner.next(true));
    return {};
}

Result<void> ScriptReader::read()
{
    QByteArray head(byteOrderMark.size(), '\0');
    TM_TRY(m_bytes->readAt(0, head.data(), head.size()));
    if (head == byteOrderMark)
        m_scanner.goTo(head.size());
    while (true) {
        if (m_options.stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
        TM_TRY_ASSIGN(const ScriptPiece piece, m_scanner.next());
        switch (piece.kind) {
        case ScriptPiece::Kind::End:
            if (m_complete < m_begun)
                return fail(ErrorKind::Input, u"the script ends before its last line"_s,
                            u"\"PostgreSQL database dump complete\" is missing"_s,
                            u"it was cut off; what is there can be read"_s);
            return {};
        case ScriptPiece::Kind::Comment:
            comment(m_encoding.toText(piece.text).trimmed());
            break;
        case ScriptPiece::Kind::Command:
            command(m_encoding.toText(piece.text).trimmed());
            break;
        case ScriptPiece::Kind::Statement:
            TM_TRY(statement(piece));
            break;
        }
        report(m_scanner.at());
    }
}

/// A script in SQL. It is read to its end once, and what was found is kept in the side file.
class PlainArchive final : public Archive
{
public:
    explicit PlainArchive(const ArchiveFile &file)
        : m_bytes(file.bytes)
    {
        m_side = file.side;
        m_info.format = ArchiveFormat::Plain;
        m_info.packed = file.packed;
        m_info.bytes = file.bytesOnDisk;
    }

    Result<void> load(const ArchiveOptions &options);
    Result<QString> definition(int entry) override;
    Result<QString> dropStatement(int) override { return QString(); }

protected:
    Result<std::unique_ptr<TableRows>> openRows(const ArchiveTable &table) override;
    TextEncoding encodingOf(const ArchiveTable &table) const override
    {
        const ScriptPlace *place = placeOf(table.parts.empty() ? table.entry : table.parts.front());
        return TextEncoding(place ? place->encoding : QString());
    }

private:
    const ScriptPlace *placeOf(int entry) const
    {
        return entry < 1 || size_t(entry) > m_places.size() ? nullptr
                                                            : &m_places[size_t(entry - 1)];
    }

    std::shared_ptr<ByteSource> m_bytes;
    std::vector<ScriptPlace> m_places;
};

Result<void> PlainArchive::load(const ArchiveOptions &options)
{
    const auto kept = m_side->fact(u"script"_s);
    auto index = kept ? scriptIndexIn(*kept) : std::nullopt;
    if (!index) {
        ScriptReader reader(m_bytes, *m_side, options);
        const auto read = reader.read();
        index = reader.take();
        if (!read && read.error().kind == ErrorKind::Cancelled)
            return read;
        if (!read) {
            m_problems.push_back(read.error());
        } else {
            m_side->setFact(u"script"_s, bytesOf(*index));
        }
        m_side->commit();
    }
    m_info.serverVersion = index->info.serverVersion;
    m_info.dumpVersion = index->info.dumpVersion;
    m_info.encoding = index->info.encoding;
    m_entries = std::move(index->entries);
    m_places = std::move(index->places);
    m_tables = std::move(index->tables);
    return {};
}

Result<QString> PlainArchive::definition(int entry)
{
    const ScriptPlace *place = placeOf(entry);
    if (!place)
        return fail(noSuchEntry(entry));
    auto text = textBetween(*m_bytes, place->definitionAt, place->definitionEnd,
                            TextEncoding(place->encoding));
    m_side->commit();
    return text;
}

Result<std::unique_ptr<TableRows>> PlainArchive::openRows(const ArchiveTable &table)
{
    const ScriptPlace *place = placeOf(table.entry);
    const ArchiveEntry *data = entry(table.entry);
    if (place && place->rowsAt < 0 && data && data->kind == u"TABLE DATA")
        return std::make_unique<JoinedRows>(std::vector<int>(), JoinedRows::Opener());
    if (!place || place->rowsAt < 0)
        return fail(noSuchEntry(table.entry));
    return std::make_unique<StoredRows>(
        rowsName(place->rowsAt), m_bytes, place->rowsAt,
        place->copies ? makeCopyFormat(TextEncoding(place->encoding), hasNoColumns(table))
                      : makeInsertFormat(),
        *m_side);
}

/// Text that begins as scripts do.
bool looksLikeScript(const QByteArray &head)
{
    const bool marked = head.startsWith(byteOrderMark);
    static constexpr std::array<QByteArrayView, 14> beginnings{
        "--",    "/*",    "\\",     "SET ",    "CREATE ", "COPY ",    "INSERT ",
        "BEGIN", "DROP ", "ALTER ", "PRAGMA ", "SELECT ", "COMMENT ", "DO "};
    if (head.contains('\0'))
        return false;
    const QByteArray start =
        head.sliced(marked ? byteOrderMark.size() : 0).trimmed().left(16).toUpper();
    return std::ranges::any_of(beginnings,
                               [&](QByteArrayView words) { return start.startsWith(words); });
}

} // namespace

ArchiveOpener plainOpener()
{
    return {[](const ArchiveFile &file) { return looksLikeScript(file.head); },
            [](const ArchiveFile &file) -> Result<std::unique_ptr<Archive>> {
                auto archive = std::make_unique<PlainArchive>(file);
                TM_TRY(archive->load(file.options));
                return archive;
            }};
}

} // namespace tidemark
