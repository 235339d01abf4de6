======== up
== in a transaction
-- t is made anew, with its rows: the collation of t.a changes
CREATE TABLE new_t (
    a TEXT COLLATE "NOCASE",
    b NOT NULL,
    c INTEGER DEFAULT (2 + 2),
    d,
    e NOT NULL ON CONFLICT REPLACE DEFAULT '',
    f GENERATED ALWAYS AS (c + 2) VIRTUAL,
    g GENERATED ALWAYS AS (c + 1) STORED
);

-- rewrites the table: t (the collation of t.a changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- may fail: t (rows without a value of b)
INSERT OR ABORT INTO new_t (rowid, a, b, c, d, e)
SELECT rowid, a, b, c, d, e FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- t is made anew, with its rows: the collation of t.a changes
CREATE TABLE new_t (
    a TEXT,
    b,
    c INTEGER DEFAULT 1,
    d,
    e NOT NULL,
    f GENERATED ALWAYS AS (c + 1) VIRTUAL,
    g GENERATED ALWAYS AS (c + 1) VIRTUAL
);

-- rewrites the table: t (the collation of t.a changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b, c, d, e)
SELECT rowid, a, b, c, d, e FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
