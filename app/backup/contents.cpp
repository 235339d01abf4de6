// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/contents.h"

#include "backup/tablename.h"
#include "base/digest.h"
#include "database/postgres/timeouts.h"
#include "database/session.h"
#include "diff/datadigest.h"
#include "diff/postgresdata.h"
#include "schema/schema.h"
#include "sql/identifier.h"

#include <QHash>

#include <algorithm>
#include <map>
#include <optional>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A stop or a progress line between so many tables.
constexpr size_t tablesAtOnce = 50;

// What a value's text looks like follows these settings; row security would hide rows. The search
// path is empty as in a dump: functions behind types see the same in both.
constexpr auto settings = "SET LOCAL search_path = ''; SET LOCAL \"TimeZone\" = 'UTC'; "
                          "SET LOCAL \"DateStyle\" = 'ISO, YMD'; SET LOCAL \"IntervalStyle\" = "
                          "'iso_8601'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = "
                          "'hex'; SET LOCAL xmlbinary = 'base64'; SET LOCAL lc_monetary = 'C'; "
                          "SET LOCAL quote_all_identifiers = off; SET LOCAL row_security = off; "
                          "SET LOCAL statement_timeout = 0; ";

constexpr auto largeObjectsQuery =
    "SELECT count(*), coalesce(sum(hashtextextended(oid::text || ' ' || "
    "encode(sha256(lo_get(oid)), 'hex'), 0)), 0) FROM pg_catalog.pg_largeobject_metadata";

bool isLeftOut(Aspect aspect)
{
    return aspect == Aspect::Owner || aspect == Aspect::Grants;
}

/// Counted up where the text of a value comes to mean something else: no name tells that.
constexpr int fingerprintVersion = 1;

/// The names of what is in an object, from its type alone.
template <typename T>
void addLayout(QByteArray &text);

template <typename Value>
void addValueLayout(QByteArray &, const Value *)
{
}
template <typename Value>
void addValueLayout(QByteArray &text, const std::vector<Value> *)
{
    addLayout<std::remove_cvref_t<decltype(valueOf(std::declval<const Value &>()))>>(text);
}

template <typename T>
void addLayout(QByteArray &text)
{
    const auto addName = [&](std::string_view name) {
        text.append(name.data(), qsizetype(name.size()));
        text += '\n';
    };
    const auto addOne = [&](const auto &item) {
        using Item = std::remove_cvref_t<decltype(item)>;
        if (isLeftOut(item.aspect) || item.name == "tablespace")
            return;
        addName(item.name);
        addValueLayout(text, static_cast<const typename Item::ValueType *>(nullptr));
    };
    const auto addList = [&](const auto &list) {
        using List = std::remove_cvref_t<decltype(list)>;
        addName(list.name);
        addValueLayout(text, static_cast<const std::vector<typename List::ElementType> *>(nullptr));
    };
    text += "{\n";
    std::apply([&](const auto &...part) { (addOne(part), ...); }, T::key());
    std::apply([&](const auto &...item) { (addOne(item), ...); }, T::properties());
    std::apply([&](const auto &...list) { (addList(list), ...); }, T::children());
    text += "}\n";
}

void add(QByteArray &text, std::string_view name, const QString &value)
{
    const QByteArray bytes = value.toUtf8();
    text.append(name.data(), qsizetype(name.size()));
    text += ' ' + QByteArray::number(bytes.size()) + ' ' + bytes + '\n';
}

QString textOf(const Acl &)
{
    return {}; // left out
}
template <typename T>
QString textOf(const T &value)
{
    return toText(value);
}
template <typename T>
QString textOf(const std::vector<T> &values);

template <typename T>
void addObject(QByteArray &text, const T &object)
{
    const auto addOne = [&](const auto &item) {
        if (!isLeftOut(item.aspect) && item.name != "tablespace")
            add(text, item.name, textOf(object.*item.member));
    };
    const auto addList = [&](const auto &list) {
        add(text, list.name, QString::number((object.*list.member).size()));
        for (const auto &child : object.*list.member)
            addObject(text, valueOf(child));
    };
    std::apply([&](const auto &...part) { (addOne(part), ...); }, T::key());
    std::apply([&](const auto &...item) { (addOne(item), ...); }, T::properties());
    std::apply([&](const auto &...list) { (addList(list), ...); }, T::children());
}

template <typename T>
QString textOf(const std::vector<T> &values)
{
    QByteArray text;
    for (const T &value : values)
        addObject(text, valueOf(value));
    return QString::fromUtf8(text);
}

/// One that is larger than the server's largest value cannot be read as a whole, and a role may not
/// read those of others: then they are not looked at, which the caller sees.
Result<std::optional<LargeObjectContents>> readLargeObjects(Session &session)
{
    TM_TRY(session.execute("SAVEPOINT large_objects"));
    auto rows = session.query(largeObjectsQuery);
    if (rows) {
        const auto &row = rows->rows.at(0);
        return LargeObjectContents{row[0]->toLongLong(), *row[1]};
    }
    if (rows.error().kind != ErrorKind::Sql && rows.error().kind != ErrorKind::Permission)
        return tl::unexpected<Error>(std::move(rows).error());
    TM_TRY(session.execute("ROLLBACK TO SAVEPOINT large_objects"));
    return std::nullopt;
}

/// What an FTS5 or rtree table holds; one whose module is not there cannot be read by anybody, and
/// is left out as on the other side.
Result<void> addVirtualTables(Session &session, const Schema &schema, BackupContents &contents)
{
    for (const auto &relation : schema.relations) {
        if (relation->type != RelationKind::VirtualTable)
            continue;
        const auto digest = digestTable(session, *relation);
        if (digest)
            contents.tables.push_back({{}, relation->name, digest->rows, digest->whole, {}});
        else if (digest.error().kind != ErrorKind::Sql)
            return tl::unexpected<Error>(digest.error());
    }
    std::ranges::sort(contents.tables, {}, &TableContents::name);
    return {};
}

using Key = std::pair<QString, QString>;

std::map<Key, const TableContents *> byName(const std::vector<TableContents> &contents)
{
    std::map<Key, const TableContents *> tables;
    for (const TableContents &table : contents)
        tables.emplace(Key(table.schema, table.name), &table);
    return tables;
}

/// The topmost table above that is partitioned by hash or has one below that is, else nothing.
QString hashRootOf(const Relation &table, const QHash<QString, const Relation *> &partitioned)
{
    QString root;
    bool byHash = false;
    for (const Relation *one = &table; one && !one->partitionOf.isEmpty();) {
        root = one->partitionOf;
        one = partitioned.value(root);
        byHash = byHash || (one && one->partitionKey.startsWith("HASH"_L1));
    }
    return byHash ? root : QString();
}

/// Room for the sum of as many 64-bit hashes as a table can have rows.
__extension__ using WideNumber = __int128;

/// Sums of digests: the digest of the rows together. Of what is no digest nothing is summed, so it
/// is equal to none: a manifest may hold anything.
QByteArray sumOfDigests(const QByteArray &a, const QByteArray &b)
{
    constexpr int mostDigits = 37; // two such numbers, added, fit
    const auto number = [](QByteArrayView text) -> std::optional<WideNumber> {
        const bool negative = text.startsWith('-');
        if (negative)
            text = text.sliced(1);
        WideNumber value = 0;
        for (const char digit : text) {
            if (digit < '0' || digit > '9')
                return {};
            value = value * 10 + (digit - '0');
        }
        return negative ? -value : value;
    };
    if (a.size() > mostDigits || b.size() > mostDigits || a.isEmpty() || b.isEmpty())
        return a + ' ' + b;
    const auto first = number(a);
    const auto second = number(b);
    if (!first || !second)
        return a + ' ' + b;
    WideNumber sum = *first + *second;
    const bool negative = sum < 0;
    QByteArray text;
    do {
        text.prepend(char('0' + int(negative ? -(sum % 10) : sum % 10)));
        sum /= 10;
    } while (sum != 0);
    return negative ? '-' + text : text;
}

/// What contents without a layout lack: of which root a table is a part.
std::vector<TableContents> withRootsOf(std::vector<TableContents> tables,
                                       const std::vector<TableContents> &others)
{
    const auto known = byName(others);
    for (TableContents &table : tables)
        if (const auto same = known.find(Key(table.schema, table.name));
            same != known.end() && table.root.isEmpty())
            table.root = same->second->root;
    return tables;
}

/// SQLite's tables are in no schema.
bool mayBeVirtual(const TableContents &table)
{
    return table.schema.isEmpty() && table.root.isEmpty();
}

QString nameOf(const TableContents &table)
{
    return displayQualified(table.schema, table.name);
}

QString rowsText(qint64 rows)
{
    return rows == 1 ? u"1 row"_s : u"%1 rows"_s.arg(rows);
}

QString differenceOf(const TableContents &expected, const TableContents &found)
{
    const QString name = nameOf(expected);
    if (expected.rows != found.rows)
        return u"table %1: %2 instead of %3"_s.arg(name, rowsText(found.rows),
                                                   QString::number(expected.rows));
    if (expected.digest != found.digest)
        return u"table %1: as many rows (%2), but other values"_s.arg(
            name, QString::number(expected.rows));
    return {};
}

} // namespace

QByteArray fingerprintLayout()
{
    QByteArray text = QByteArray::number(fingerprintVersion) + '\n';
    addLayout<Schema>(text);
    return digestOf(text);
}

bool sameFingerprintLayout(const BackupContents &a, const BackupContents &b)
{
    return a.layout == b.layout;
}

QString otherLayoutNote()
{
    return u"the schema was not compared: another version of Tidemark took its fingerprint"_s;
}

QByteArray schemaFingerprint(const Schema &schema)
{
    QByteArray text;
    addObject(text, schema);
    return digestOf(text);
}

Result<void> makeContentsComparable(Session &session)
{
    return session.execute(settings + noIdleTimeouts(true));
}

Result<BackupContents> readContents(Session &session, const Schema &schema,
                                    const ContentsProgress &progress)
{
    BackupContents contents;
    contents.fingerprint = schemaFingerprint(schema);
    contents.layout = fingerprintLayout();
    const bool postgres = session.engine() == Engine::PostgreSql;
    if (postgres)
        TM_TRY(makeContentsComparable(session));
    std::vector<const Relation *> tables;
    QHash<QString, const Relation *> partitioned;
    for (const auto &relation : schema.relations)
        if (relation->type == RelationKind::PartitionedTable)
            partitioned.insert(relation->identity(), &*relation);
        else if (relation->type == RelationKind::Table && relation->hasRows())
            tables.push_back(&*relation);
    for (size_t from = 0; from < tables.size(); from += tablesAtOnce) {
        const size_t count = std::min(tablesAtOnce, tables.size() - from);
        if (progress)
            progress(tables[from]->name, int(from), int(tables.size()));
        const std::vector<const Relation *> some(tables.begin() + qsizetype(from),
                                                 tables.begin() + qsizetype(from + count));
        TM_TRY_ASSIGN(const std::vector<TableDigest> digests,
                      postgres ? digestPostgresRows(session, some) : digestTables(session, some));
        for (size_t i = 0; i < count; ++i)
            contents.tables.push_back({some[i]->schema, some[i]->name, digests[i].rows,
                                       digests[i].whole, hashRootOf(*some[i], partitioned)});
    }
    if (postgres) {
        TM_TRY_ASSIGN(contents.largeObjects, readLargeObjects(session));
    } else {
        TM_TRY(addVirtualTables(session, schema, contents));
    }
    return contents;
}

std::vector<TableContents> contentsByRoot(const std::vector<TableContents> &tables)
{
    std::vector<TableContents> together;
    QHash<QString, size_t> places;
    for (const TableContents &table : tables) {
        const auto place = places.constFind(table.root);
        if (table.root.isEmpty()) {
            together.push_back(table);
        } else if (place == places.constEnd()) {
            places.insert(table.root, together.size());
            const TableName root = tableNamed(table.root);
            together.push_back({root.schema, root.name, table.rows, table.digest, table.root});
        } else {
            TableContents &root = together[*place];
            root.rows += table.rows;
            root.digest = sumOfDigests(root.digest, table.digest);
        }
    }
    return together;
}

QStringList contentsDifferences(const BackupContents &expected, const BackupContents &found,
                                bool sameServer)
{
    QStringList differences;
    const bool comparable = sameServer && sameFingerprintLayout(expected, found);
    if (comparable && expected.fingerprint != found.fingerprint)
        differences << u"the schema is not the one that was backed up"_s;
    const auto foundTables = contentsByRoot(found.tables);
    const auto expectedTables = contentsByRoot(
        expected.layout.isEmpty() ? withRootsOf(expected.tables, found.tables) : expected.tables);
    auto there = byName(foundTables);
    for (const TableContents &table : expectedTables) {
        const auto match = there.find(Key(table.schema, table.name));
        if (match == there.end()) {
            differences << u"table %1 is missing (%2)"_s.arg(nameOf(table), rowsText(table.rows));
            continue;
        }
        if (const QString difference = differenceOf(table, *match->second); !difference.isEmpty())
            differences << difference;
        there.erase(match);
    }
    for (const auto &[key, table] : there)
        if (!expected.layout.isEmpty() || !mayBeVirtual(*table))
            differences << u"table %1 was not in the database (%2)"_s.arg(nameOf(*table),
                                                                          rowsText(table->rows));
    if (expected.largeObjects && expected.largeObjects != found.largeObjects)
        differences << (found.largeObjects ? u"large objects: %1 instead of %2, or other bytes"_s
                                                 .arg(found.largeObjects->count)
                                                 .arg(expected.largeObjects->count)
                                           : u"large objects could not be read"_s);
    return differences;
}

} // namespace tidemark
