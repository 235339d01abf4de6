======== up
== in a transaction
-- t is made anew, with its rows: the index of t(a) changes
CREATE TABLE new_t (
    a TEXT,
    b INTEGER,
    PRIMARY KEY (a COLLATE "NOCASE" DESC),
    UNIQUE (b DESC)
);

-- rewrites the table: t (the index of t(a) changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b)
SELECT rowid, a, b FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- t is made anew, with its rows: the index of t(a) changes
CREATE TABLE new_t (
    a TEXT PRIMARY KEY,
    b INTEGER,
    UNIQUE (b)
);

-- rewrites the table: t (the index of t(a) changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b)
SELECT rowid, a, b FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
