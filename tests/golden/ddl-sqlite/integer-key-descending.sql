======== up
== in a transaction
-- t is made anew, with its rows: the index of t(a) changes
CREATE TABLE new_t (
    a INTEGER PRIMARY KEY DESC,
    b
);

-- rewrites the table: t (the index of t(a) changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b)
SELECT a, a, b FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- t is made anew, with its rows: the index of t(a) changes
CREATE TABLE new_t (
    a INTEGER PRIMARY KEY,
    b
);

-- rewrites the table: t (the index of t(a) changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- deletes data: t (the rowids of its rows are gone: the values of a take their place)
-- deletes data: t (rows without a value of a get a number)
-- may fail: t (values of a that are no whole numbers)
INSERT INTO new_t (a, b)
SELECT a, b FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
