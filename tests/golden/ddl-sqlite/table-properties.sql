======== up
== in a transaction
-- au is made anew, with its rows: the autoincrement of au changes
CREATE TABLE new_au (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    v
);

-- rewrites the table: au (the autoincrement of au changes)
-- blocks writes: au (nobody else writes to the database meanwhile)
INSERT INTO new_au (id, v)
SELECT id, v FROM au;

DROP TABLE au;

ALTER TABLE new_au RENAME TO au;

-- s is made anew, with its rows: the strict of s changes
CREATE TABLE new_s (
    id INTEGER PRIMARY KEY,
    n INTEGER
) STRICT;

-- rewrites the table: s (the strict of s changes)
-- blocks writes: s (nobody else writes to the database meanwhile)
-- may fail: s (values of another type than their column's)
INSERT INTO new_s (id, n)
SELECT id, n FROM s;

DROP TABLE s;

ALTER TABLE new_s RENAME TO s;

-- w is made anew, with its rows: the without rowid of w changes
CREATE TABLE new_w (
    k TEXT NOT NULL PRIMARY KEY,
    v
) WITHOUT ROWID;

-- rewrites the table: w (the without rowid of w changes)
-- blocks writes: w (nobody else writes to the database meanwhile)
-- deletes data: w (the rowids of its rows are gone)
INSERT INTO new_w (k, v)
SELECT k, v FROM w;

DROP TABLE w;

ALTER TABLE new_w RENAME TO w;
======== down
== in a transaction
-- au is made anew, with its rows: the autoincrement of au changes
CREATE TABLE new_au (
    id INTEGER PRIMARY KEY,
    v
);

-- rewrites the table: au (the autoincrement of au changes)
-- blocks writes: au (nobody else writes to the database meanwhile)
INSERT INTO new_au (id, v)
SELECT id, v FROM au;

DROP TABLE au;

ALTER TABLE new_au RENAME TO au;

-- s is made anew, with its rows: the strict of s changes
CREATE TABLE new_s (
    id INTEGER PRIMARY KEY,
    n INTEGER
);

-- rewrites the table: s (the strict of s changes)
-- blocks writes: s (nobody else writes to the database meanwhile)
INSERT INTO new_s (id, n)
SELECT id, n FROM s;

DROP TABLE s;

ALTER TABLE new_s RENAME TO s;

-- w is made anew, with its rows: the without rowid of w changes
CREATE TABLE new_w (
    k TEXT NOT NULL PRIMARY KEY,
    v
);

-- rewrites the table: w (the without rowid of w changes)
-- blocks writes: w (nobody else writes to the database meanwhile)
INSERT INTO new_w (k, v)
SELECT k, v FROM w;

DROP TABLE w;

ALTER TABLE new_w RENAME TO w;
