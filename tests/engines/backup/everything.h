// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"
#include "sandbox/postgresinstallation.h"
#include "support/testserver.h"

#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

namespace tidemark::test {

/// What cannot be done beforehand ends the program with the reason.
template <typename T>
T need(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

inline ConnectionSpec specOf(const QString &url)
{
    return need(ConnectionSpec::parse(url));
}

inline void execute(const ConnectionSpec &spec, const QByteArray &sql)
{
    need(need(openSession(spec))->execute(sql));
}

inline QString value(const ConnectionSpec &spec, const QByteArray &sql)
{
    const Rows rows = need(need(openSession(spec))->query(sql));
    return rows.rows.empty() ? QString() : QString::fromUtf8(rows.rows[0][0].value_or("NULL"));
}

inline const QList<PostgresInstallation> &installed()
{
    static const auto found = findPostgresInstallations();
    return found;
}

/// What is hard to bring through a dump: every kind of value that has lost something somewhere.
inline constexpr auto everythingPostgres = R"(
CREATE SCHEMA "Other Schema";
CREATE TYPE mood AS ENUM ('sad', 'O''K; --');
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TYPE pair AS (a int, b text);
CREATE TABLE "Weird ""Name""; --" (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "a ""b""" text, empty text DEFAULT '', mood mood, p positive, c pair,
    twice int GENERATED ALWAYS AS (p * 2) STORED);
INSERT INTO "Weird ""Name""; --" ("a ""b""", empty, mood, p, c) VALUES
    (E'tab\tnewline\nbackslash\\ quote'' "', '', 'sad', 1, '(1,"x,y")'),
    (NULL, NULL, 'O''K; --', 7, NULL), (E'\\N', E'\\.', NULL, NULL, '(,)'), ('ä😀', '', 'sad', 3, NULL);
CREATE TABLE "Other Schema"."values" (
    f4 real, f8 double precision, n numeric, b bytea, i int[], t text[][], d date, ts timestamp,
    tz timestamptz, iv interval, j jsonb, x xml, r tstzrange, ip inet, bits bit varying, u uuid,
    m money);
INSERT INTO "Other Schema"."values" VALUES
    ('NaN', 'Infinity', 'NaN', '\x00ff5c0a', '{1,NULL,3}', '{{a,b},{"c,d",NULL}}', 'infinity',
     '-infinity', '2026-03-29 02:30:00 Europe/Berlin', '1 year -2 mons 3 days -04:05:06.789',
     '{"k": [1, null, "ü"]}', '<a b="c">d</a>', '[2026-01-01 00:00+02,infinity)', '::1/64', B'',
     '00000000-0000-0000-0000-000000000000', '1234.56'),
    ('-0', '0.1', '123456789012345678901234567890.000', '', '{}', '{}', '0044-03-15 BC',
     '2026-01-01 00:00:00.000001', '-infinity', '-1 mons', 'null', NULL, 'empty', '10.0.0.0/8',
     B'1010', NULL, NULL),
    (NULL, '1e-300', '0.00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE parted (at date NOT NULL, region text, amount int) PARTITION BY RANGE (at);
CREATE TABLE parted_old PARTITION OF parted FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE parted_new PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)
    PARTITION BY LIST (region);
CREATE TABLE "parted new de" PARTITION OF parted_new FOR VALUES IN ('de');
CREATE TABLE parted_rest PARTITION OF parted_new DEFAULT;
INSERT INTO parted SELECT date '2025-12-20' + i, CASE WHEN i % 3 = 0 THEN 'de' END, i
    FROM generate_series(1, 60) i;
CREATE TABLE guarded (id int PRIMARY KEY, owner text);
INSERT INTO guarded SELECT i, 'user' || i FROM generate_series(1, 20) i;
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON guarded USING (owner = current_user);
CREATE TABLE parent (id int); CREATE TABLE child (extra text) INHERITS (parent);
INSERT INTO parent VALUES (1); INSERT INTO child VALUES (2, 'x');
CREATE TABLE bare ();
CREATE MATERIALIZED VIEW totals AS SELECT region, sum(amount) FROM parted GROUP BY region;
CREATE VIEW seen AS SELECT * FROM guarded;
CREATE SEQUENCE counter START 41; SELECT nextval('counter');
CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE INDEX ON guarded (twice(id));
SELECT lo_from_bytea(0, '\x00010203'), lo_from_bytea(0, '');
)";

inline constexpr auto everythingSqlite = R"(
CREATE TABLE "Weird ""Name""; --" (id INTEGER PRIMARY KEY AUTOINCREMENT, "a ""b""" TEXT,
    empty TEXT DEFAULT '', twice INT GENERATED ALWAYS AS (id * 2) STORED, thrice AS (id * 3));
INSERT INTO "Weird ""Name""; --" ("a ""b""", empty) VALUES
    ('tab	newline
quote'' "', ''), (NULL, NULL), ('ä😀', x'00ff');
CREATE TABLE "values" (v);
INSERT INTO "values" VALUES (1), ('1'), (1.0), (0.1), (1e999), (-1e999), (x''), (''), (NULL),
    (9223372036854775807), (zeroblob(5000));
CREATE TABLE without_rowid (a TEXT, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID;
INSERT INTO without_rowid VALUES ('x', 1), ('x', 2), ('y', 1);
CREATE TABLE children (id INTEGER PRIMARY KEY, parent REFERENCES "Weird ""Name""; --" (id));
INSERT INTO children VALUES (1, 1), (2, NULL);
CREATE INDEX "odd index" ON children (parent) WHERE parent IS NOT NULL;
CREATE VIEW seen AS SELECT * FROM "values";
CREATE TRIGGER after_insert AFTER INSERT ON children BEGIN UPDATE "values" SET v = v + 1; END;
CREATE TABLE bare (a);
)";

/// A database of one engine with all of it, in a folder of its own.
class Everything
{
public:
    explicit Everything(Engine engine)
    {
        if (engine == Engine::PostgreSql) {
            m_spec = specOf(TestServer::createFreshDatabase(QStringLiteral("Shop \"1\"; --")));
            execute(m_spec, everythingPostgres);
        } else {
            m_spec = specOf(QStringLiteral("sqlite:") + path(QStringLiteral("shop 1.db")));
            execute(m_spec, everythingSqlite);
        }
    }

    const ConnectionSpec &spec() const { return m_spec; }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString backups() const { return path(QStringLiteral("backups")); }

private:
    QTemporaryDir m_folder;
    ConnectionSpec m_spec;
};

/// As its end would: every connection to the server is cut, but the one that does so.
inline void cutConnections(const ConnectionSpec &database)
{
    const auto admin = need(openSession(database));
    need(admin->query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = "
                      "'client backend' AND pid <> pg_backend_pid()"));
}

} // namespace tidemark::test
