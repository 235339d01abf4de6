// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tidemark::test {

/// What the SQLite file of the tests holds.
inline constexpr char sqliteShop[] = R"(
        CREATE TABLE "Weird ""Name""; --" (rowid text, b blob, r real, n);
        INSERT INTO "Weird ""Name""; --" VALUES
            ('a', x'00ff', 0.1, NULL), ('', x'', 1e300, ''), (NULL, NULL, -5, 'it''s; ");');
        CREATE TABLE pairs (a text, b text, PRIMARY KEY (a, b)) WITHOUT ROWID;
        INSERT INTO pairs VALUES ('x', 'y'), ('x', 'z');
        CREATE TABLE many (id INTEGER PRIMARY KEY, name TEXT, doubled INTEGER AS (id * 2));
        WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 20000)
            INSERT INTO many (id, name) SELECT n * 7, 'name ' || n FROM i;
        CREATE VIEW v AS SELECT 1;
        CREATE INDEX i ON many (name);)";

} // namespace tidemark::test
