// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftcases.h"

using namespace Qt::StringLiterals;

const std::vector<DraftCase> &draftCases()
{
    static const std::vector<DraftCase> cases{
        {u"table-added"_s, "CREATE TABLE kept (a);",
         R"(CREATE TABLE kept (a);
            CREATE TABLE child (p INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE);
            CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, "Weird ""Name""; --" TEXT);
            CREATE INDEX parent_weird ON parent ("Weird ""Name""; --" DESC);)"},
        {u"column-added"_s,
         R"(CREATE TABLE parent (id INTEGER PRIMARY KEY);
            CREATE TABLE "Weird ""Name""; --" (a TEXT);
            INSERT INTO "Weird ""Name""; --" VALUES ('one'), (NULL);)",
         R"(CREATE TABLE parent (id INTEGER PRIMARY KEY);
            CREATE TABLE "Weird ""Name""; --" (a TEXT, "select" INTEGER NOT NULL DEFAULT -1,
                twice AS (a || a), p INTEGER CONSTRAINT to_parent REFERENCES parent (id));)"},
        {u"column-added-in-the-middle"_s,
         "CREATE TABLE t (a, c); INSERT INTO t VALUES (1, 2); CREATE VIEW v AS SELECT c FROM t;",
         "CREATE TABLE t (a, b DEFAULT 'x', c); CREATE VIEW v AS SELECT c FROM t;"},
        {u"column-added-not-null"_s, "CREATE TABLE t (a);", "CREATE TABLE t (a, b NOT NULL);"},
        {u"column-added-computed-default"_s, "CREATE TABLE t (a); INSERT INTO t VALUES (1);",
         "CREATE TABLE t (a, b DEFAULT (1 + 1), c DEFAULT CURRENT_DATE);"},
        {u"column-removed-with-what-uses-it"_s,
         R"(CREATE TABLE t (a, b, c); INSERT INTO t VALUES (1, 2, 3);
            CREATE INDEX t_b ON t (b);
            CREATE TABLE log (x);
            CREATE VIEW first AS SELECT a, c FROM t;
            CREATE VIEW second AS SELECT a FROM first;
            CREATE TRIGGER on_log AFTER INSERT ON log BEGIN UPDATE t SET a = new.x; END;)",
         R"(CREATE TABLE t (a, c);
            CREATE TABLE log (x);
            CREATE VIEW first AS SELECT a, c FROM t;
            CREATE VIEW second AS SELECT a FROM first;
            CREATE TRIGGER on_log AFTER INSERT ON log BEGIN UPDATE t SET a = new.x; END;)"},
        {u"column-type"_s,
         R"(CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, age TEXT);
            INSERT INTO users VALUES (5, '7'), (9, '8'); DELETE FROM users WHERE id = 9;
            CREATE TABLE orders (u INTEGER REFERENCES users (id) ON DELETE CASCADE);
            INSERT INTO orders VALUES (5);
            CREATE INDEX users_age ON users (age);
            CREATE VIEW adults AS SELECT * FROM users WHERE age > 17;
            CREATE TRIGGER users_bye AFTER DELETE ON users BEGIN DELETE FROM orders; END;)",
         R"(CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, age INTEGER);
            CREATE TABLE orders (u INTEGER REFERENCES users (id) ON DELETE CASCADE);
            CREATE INDEX users_age ON users (age);
            CREATE VIEW adults AS SELECT * FROM users WHERE age > 17;
            CREATE TRIGGER users_bye AFTER DELETE ON users BEGIN DELETE FROM orders; END;)"},
        {u"column-properties"_s,
         R"(CREATE TABLE t (a TEXT, b, c INTEGER DEFAULT 1, d, e NOT NULL, f AS (c + 1),
                g AS (c + 1));
            INSERT INTO t (a, b, e) VALUES ('x', 'y', 'z');)",
         R"(CREATE TABLE t (a TEXT COLLATE NOCASE, b NOT NULL, c INTEGER DEFAULT (2 + 2), d,
                e NOT NULL ON CONFLICT REPLACE DEFAULT '', f AS (c + 2), g AS (c + 1) STORED);)"},
        {u"column-becomes-computed"_s,
         "CREATE TABLE t (a, b INTEGER, x); INSERT INTO t VALUES (1, 2, 3);",
         "CREATE TABLE t (a, b INTEGER AS (a * 2), x);"},
        {u"columns-computed-from-each-other"_s,
         R"(CREATE TABLE t (a INTEGER); INSERT INTO t (rowid, a) VALUES (8, 1);
            CREATE TABLE behind (a); INSERT INTO behind (rowid, a) VALUES (8, 1);
            CREATE TABLE s (a, b AS (a) STORED, c AS (b) STORED); INSERT INTO s VALUES (1);)",
         R"(CREATE TABLE t (a INTEGER, v AS (a + 1), w AS (V || 'x'), "X 1" AS (w), y AS ("X 1"));
            CREATE TABLE behind (a, v AS (w + 1), w AS (a + 1));
            CREATE TABLE s (a);)"},
        {u"column-order"_s, "CREATE TABLE t (a, b, c); INSERT INTO t VALUES (1, 2, 3);",
         "CREATE TABLE t (c, a, b);"},
        {u"table-properties"_s,
         R"(CREATE TABLE s (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO s VALUES (1, 2);
            CREATE TABLE w (k TEXT PRIMARY KEY NOT NULL, v); INSERT INTO w VALUES ('k', 1);
            CREATE TABLE au (id INTEGER PRIMARY KEY, v); INSERT INTO au VALUES (3, 4);)",
         R"(CREATE TABLE s (id INTEGER PRIMARY KEY, n INTEGER) STRICT;
            CREATE TABLE w (k TEXT PRIMARY KEY NOT NULL, v) WITHOUT ROWID;
            CREATE TABLE au (id INTEGER PRIMARY KEY AUTOINCREMENT, v);)"},
        {u"constraints-added"_s,
         R"(CREATE TABLE p (id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1);
            CREATE TABLE t (a INTEGER, b, c); INSERT INTO t VALUES (1, 2, 3);)",
         R"(CREATE TABLE p (id INTEGER PRIMARY KEY);
            CREATE TABLE t (a INTEGER PRIMARY KEY, b UNIQUE, c CHECK (t.c > 0),
                CONSTRAINT named CHECK (b <> 'it''s'),
                CONSTRAINT to_p FOREIGN KEY (a) REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED);)"},
        {u"constraints-changed"_s,
         R"(CREATE TABLE p (id INTEGER PRIMARY KEY, x UNIQUE); INSERT INTO p VALUES (1, 1);
            CREATE TABLE t (a INTEGER, b, c,
                CONSTRAINT pk PRIMARY KEY (a), CONSTRAINT u UNIQUE (b),
                CONSTRAINT k CHECK (c > 0), CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id));
            INSERT INTO t VALUES (1, 2, 3);)",
         R"(CREATE TABLE p (id INTEGER PRIMARY KEY, x UNIQUE);
            CREATE TABLE t (a INTEGER, b, c,
                CONSTRAINT pk PRIMARY KEY (a, b), CONSTRAINT u UNIQUE (b, c) ON CONFLICT IGNORE,
                CONSTRAINT k CHECK (c > 1),
                CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) ON DELETE SET NULL ON UPDATE CASCADE);)"},
        {u"constraints-renamed"_s,
         R"(CREATE TABLE p (id INTEGER PRIMARY KEY);
            CREATE TABLE t (a TEXT, b, CONSTRAINT pk PRIMARY KEY (a), CONSTRAINT u UNIQUE (b),
                CONSTRAINT k CHECK (b > 0), CONSTRAINT f FOREIGN KEY (b) REFERENCES p (id));)",
         R"(CREATE TABLE p (id INTEGER PRIMARY KEY);
            CREATE TABLE t (a TEXT, b, CONSTRAINT pk2 PRIMARY KEY (a), CONSTRAINT u2 UNIQUE (b),
                CONSTRAINT k2 CHECK (b > 0), CONSTRAINT f2 FOREIGN KEY (b) REFERENCES p (id));)"},
        {u"constraint-keys"_s, "CREATE TABLE t (a TEXT, b INTEGER, PRIMARY KEY (a), UNIQUE (b));",
         R"(CREATE TABLE t (a TEXT, b INTEGER, PRIMARY KEY (a COLLATE NOCASE DESC),
                UNIQUE (b DESC));)"},
        {u"integer-key-descending"_s, "CREATE TABLE t (a INTEGER PRIMARY KEY, b);",
         "CREATE TABLE t (a INTEGER PRIMARY KEY DESC, b);"},
        {u"self-reference"_s,
         R"(CREATE TABLE tree (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree ON DELETE CASCADE,
                name);
            INSERT INTO tree VALUES (1, NULL, 'root'), (2, 1, 'leaf');)",
         R"(CREATE TABLE tree (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree ON DELETE CASCADE,
                name TEXT NOT NULL);)"},
        {u"index-changed"_s,
         R"(CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2);
            CREATE INDEX one ON t (a); CREATE INDEX two ON t (a, b); CREATE INDEX three ON t (b);)",
         R"(CREATE TABLE t (a, b);
            CREATE UNIQUE INDEX one ON t (a DESC, lower(b) COLLATE NOCASE) WHERE b IS NOT NULL;
            CREATE INDEX "Two 2" ON t (a, b); CREATE INDEX four ON t (b, a);)"},
        {u"triggers"_s,
         R"(CREATE TABLE t (a); INSERT INTO t VALUES (1); CREATE TABLE log (x);
            CREATE TRIGGER one AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END;
            CREATE TRIGGER two AFTER DELETE ON t BEGIN INSERT INTO log VALUES (2); END;)",
         R"(CREATE TABLE t (a); CREATE TABLE log (x);
            CREATE TRIGGER one AFTER INSERT ON t BEGIN INSERT INTO log VALUES (10); END;
            CREATE TRIGGER "th""ree" BEFORE UPDATE OF a ON t BEGIN SELECT 1; END;)"},
        {u"views"_s,
         R"(CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2);
            CREATE VIEW gone AS SELECT a FROM t;
            CREATE VIEW changed AS SELECT a FROM t;
            CREATE VIEW above AS SELECT * FROM changed;
            CREATE TRIGGER into_above INSTEAD OF INSERT ON above
                BEGIN INSERT INTO t (a) VALUES (new.a); END;)",
         R"(CREATE TABLE t (a, b);
            CREATE VIEW "Fresh one" AS SELECT b FROM t;
            CREATE VIEW changed AS SELECT a, b FROM t;
            CREATE VIEW above AS SELECT * FROM changed;
            CREATE TRIGGER into_above INSTEAD OF INSERT ON above
                BEGIN INSERT INTO t (a) VALUES (new.a); END;)"},
        {u"virtual-table"_s, "CREATE VIRTUAL TABLE f USING fts5(a); CREATE TABLE x (y);",
         "CREATE VIRTUAL TABLE f USING fts5(a, b); CREATE TABLE x (y);"},
        {u"virtual-table-module"_s, "CREATE VIRTUAL TABLE f USING fts4(a);",
         "CREATE VIRTUAL TABLE f USING fts5(a); CREATE VIRTUAL TABLE r USING rtree(i, x0, x1);"},
        {u"other-kind-of-relation"_s, "CREATE TABLE t (a); CREATE TABLE r (id, lo, hi);",
         "CREATE VIEW t AS SELECT 1 AS a; CREATE VIRTUAL TABLE r USING rtree(id, lo, hi);"},
        {u"broken-view"_s,
         R"(CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2);
            CREATE VIEW broken AS SELECT x FROM nowhere;)",
         R"(CREATE TABLE t (a, b INTEGER);
            CREATE VIEW broken AS SELECT x FROM nowhere;)"},
        {u"taken-name"_s, "CREATE TABLE t (a); INSERT INTO t VALUES (1); CREATE TABLE new_t (x);",
         "CREATE TABLE t (a INTEGER); CREATE TABLE new_t (x);"},
    };
    return cases;
}
