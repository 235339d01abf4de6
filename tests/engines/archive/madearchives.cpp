// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/archive/madearchives.h"

#include "base/process.h"
#include "database/connectionspec.h"
#include "sql/identifier.h"
#include "support/testserver.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>

using namespace Qt::StringLiterals;

namespace tidemark::test {

namespace {

constexpr char schema[] = R"(
CREATE SCHEMA "Other; Schema";
CREATE TABLE "Weird ""Name""; --" (
    "id; --" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "a ""b"", c" text,
    twice integer GENERATED ALWAYS AS (1 + 1) STORED,
    at timestamp(3) with time zone DEFAULT '2024-02-29 12:00:00+02' NOT NULL,
    CONSTRAINT "check; --" CHECK ("id; --" > 0));
COMMENT ON TABLE "Weird ""Name""; --" IS 'a ''comment''; -- with $$ and
COPY public.many (id) FROM stdin;';
INSERT INTO "Weird ""Name""; --" ("a ""b"", c") VALUES
    (NULL), (''), ('\N'), ('\.'), (E'tab\tand\nline\r\n and \\ backslash \\n'), (E'\b\f\x0b'),
    ('it''s; "quoted", (in parentheses)'), ('NULL'), (' space '), ('ünïcödé ☃ 😀'),
    (repeat('long ', 50000)), (E'\\');
CREATE TABLE kinds (n numeric(20, 3), d double precision, b bytea, a text[], j jsonb, bits bit(5),
    v bit varying, t boolean, i interval, r int4range, s smallint, day date, c character(3));
INSERT INTO kinds VALUES
    ('NaN', 'NaN', '\x00ff0a5c', '{a,NULL,"x,y","q\"uo\\te"}', '{"k": [1, null]}', B'10101', B'1',
     true, '1 mon -2 days', '[1,5)', -1, 'infinity', 'a'),
    (-1.5, '-Infinity', '', '{}', 'null', B'00000', B'', false, '0', 'empty', 0, '-infinity', ''),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (1e15, 1e-300, decode(repeat('00', 1000), 'hex'), '{{1,2},{3,4}}', '"\\u0001"', B'11111',
     B'010', true, '04:05:06.789', NULL, 32767, '2024-02-29', 'abc');
CREATE TABLE "Other; Schema".empty (x integer);
CREATE TABLE "Other; Schema".none ();
INSERT INTO "Other; Schema".none DEFAULT VALUES;
INSERT INTO "Other; Schema".none DEFAULT VALUES;
CREATE TABLE parted (id integer, region text) PARTITION BY LIST (region);
CREATE TABLE parted_eu PARTITION OF parted FOR VALUES IN ('eu');
CREATE TABLE "parted us" PARTITION OF parted DEFAULT;
INSERT INTO parted SELECT i, CASE WHEN i % 3 = 0 THEN 'eu' ELSE 'us' END
    FROM generate_series(1, 1000) i;
CREATE TABLE many (id integer PRIMARY KEY, name text, body text);
INSERT INTO many SELECT i, 'name ' || i, (SELECT string_agg(md5((i * 31 + k)::text), '')
    FROM generate_series(1, 6) k) FROM generate_series(0, 39999) i;
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $body$
COPY public.many (id) FROM stdin;
SELECT 1; -- $not$ the end
$body$;
CREATE FUNCTION atomic(a integer) RETURNS integer LANGUAGE sql
    BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END; SELECT 2; END;
CREATE VIEW v AS SELECT count(*) FROM many;
CREATE RULE r AS ON UPDATE TO v DO INSTEAD (SELECT 1; SELECT 2);
SELECT lo_from_bytea(4242, decode(repeat('00ff41', 100000), 'hex'));
SELECT lo_from_bytea(4243, '');
)";

template <typename T>
T valueOf(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
        std::exit(1);
    }
    return std::move(*result);
}

void runShell(const QString &command)
{
    valueOf(runProcessChecked(
        {.program = u"/bin/bash"_s, .arguments = {u"-o"_s, u"pipefail"_s, u"-c"_s, command}}));
}

QString quotedForShell(const QString &word)
{
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

int dumpMajor()
{
    static const int major = [] {
        const auto told = valueOf(runProcessChecked(
            {.program = TestServer::program(u"pg_dump"_s), .arguments = {u"--version"_s}}));
        return QString::fromUtf8(told.output).section(u' ', 2, 2).section(u'.', 0, 0).toInt();
    }();
    return major;
}

} // namespace

QList<ArchiveKind> archiveKinds()
{
    const QStringList custom{u"-Fc"_s};
    QList<ArchiveKind> kinds{
        {.name = u"custom"_s, .options = custom},
        {.name = u"custom-raw"_s, .options = custom + QStringList{u"-Z0"_s}},
        {.name = u"custom-piped"_s, .options = custom, .piped = true},
        {.name = u"custom-inserts"_s, .options = custom + QStringList{u"--inserts"_s}},
        {.name = u"custom-in-gzip"_s, .options = custom, .packer = u"gzip"_s},
        {.name = u"folder"_s, .options = {u"-Fd"_s}, .folder = true},
        {.name = u"folder-raw"_s, .options = {u"-Fd"_s, u"-Z0"_s}, .folder = true},
        {.name = u"tar"_s, .options = {u"-Ft"_s}},
        {.name = u"tar-in-zstd"_s, .options = {u"-Ft"_s}, .packer = u"zstd"_s},
        {.name = u"plain"_s, .options = {}},
        {.name = u"plain-in-gzip"_s, .options = {}, .packer = u"gzip"_s},
        {.name = u"plain-in-zstd"_s, .options = {}, .packer = u"zstd"_s},
        {.name = u"plain-in-lz4"_s, .options = {}, .packer = u"lz4 -c -"_s},
        {.name = u"plain-in-linked-lz4"_s, .options = {}, .packer = u"lz4 -BD -B4 -BX -c -"_s},
        {.name = u"plain-clean"_s, .options = {u"-c"_s, u"-C"_s, u"-v"_s}},
        {.name = u"plain-inserts"_s, .options = {u"--inserts"_s}},
        {.name = u"plain-columns"_s,
         .options = {u"--column-inserts"_s, u"--rows-per-insert=7"_s,
                     u"--on-conflict-do-nothing"_s}},
    };
    constexpr int algorithms = 16;
    for (const QString &way : {u"lz4"_s, u"zstd"_s}) {
        kinds.append({.name = u"custom-"_s + way,
                      .options = custom + QStringList{u"--compress="_s + way},
                      .needs = algorithms});
        kinds.append({.name = u"folder-"_s + way,
                      .options = {u"-Fd"_s, u"--compress="_s + way},
                      .folder = true,
                      .needs = algorithms});
    }
    kinds.removeIf([](const ArchiveKind &kind) { return kind.needs > dumpMajor(); });
    return kinds;
}

std::unique_ptr<Session> openSession(const QString &url)
{
    return valueOf(tidemark::openSession(valueOf(ConnectionSpec::parse(url)), {}));
}

QString sourceDatabase()
{
    static const QString url = [] {
        const QString made = TestServer::createDatabase(u"Source \"db\"; --"_s);
        const auto session = openSession(made);
        valueOf(session->execute("ALTER DATABASE \"Source \"\"db\"\"; --\" SET timezone = 'UTC'")
                    .map([] { return true; }));
        valueOf(session->execute(schema).map([] { return true; }));
        return made;
    }();
    return url;
}

QDir archiveFolder()
{
    static const QTemporaryDir folder;
    return QDir(folder.path());
}

QString cacheFolder()
{
    static const QTemporaryDir folder;
    return folder.path();
}

QString madeArchive(const ArchiveKind &kind)
{
    const QString path = archiveFolder().filePath(kind.name);
    if (QFileInfo::exists(path))
        return path;
    QString command = quotedForShell(TestServer::program(u"pg_dump"_s)) + u" -d "_s +
                      quotedForShell(sourceDatabase()) + u' ' + kind.options.join(u' ');
    if (kind.piped)
        command += u" | cat > "_s + quotedForShell(path);
    else if (!kind.packer.isEmpty())
        command += u" | "_s + kind.packer + u" > "_s + quotedForShell(path);
    else
        command += u" -f "_s + quotedForShell(path);
    runShell(command);
    return path;
}

std::unique_ptr<Archive> openedArchive(const QString &path, const QString &cache)
{
    return valueOf(openArchive(path, {.cacheFolder = cache}));
}

Rows rowsInDatabase(Session &session, const ArchiveTable &table)
{
    QStringList columns;
    for (const ArchiveColumn &column : table.columns)
        columns += quoteIdentifier(column.name);
    const QString sql = u"SELECT %1 FROM ONLY %2"_s.arg(columns.join(u", "_s),
                                                        quoteQualified(table.schema, table.name));
    return valueOf(session.query(sql.toUtf8()));
}

std::vector<std::vector<Cell>> allRows(Archive &archive, const ArchiveTable &table)
{
    constexpr qint64 page = 10'000;
    std::vector<std::vector<Cell>> rows;
    for (bool more = true; more;) {
        RowPage next = valueOf(archive.rows(table, qint64(rows.size()), page, {}));
        if (next.broken) {
            std::fprintf(stderr, "%s\n", qPrintable(next.broken->toString()));
            std::exit(1);
        }
        more = !next.atEnd;
        std::ranges::move(next.rows, std::back_inserter(rows));
    }
    return rows;
}

} // namespace tidemark::test
