======== up
== in a transaction
-- t is made anew, with its rows: the type of t.a changes
CREATE TABLE new2_t (
    a INTEGER
);

-- rewrites the table: t (the type of t.a changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- deletes data: t (a: text that looks like a number becomes one, without its leading zeros and the digits that a number cannot hold)
INSERT INTO new2_t (rowid, a)
SELECT rowid, a FROM t;

DROP TABLE t;

ALTER TABLE new2_t RENAME TO t;
======== down
== in a transaction
-- t is made anew, with its rows: the type of t.a changes
CREATE TABLE new2_t (
    a
);

-- rewrites the table: t (the type of t.a changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new2_t (rowid, a)
SELECT rowid, a FROM t;

DROP TABLE t;

ALTER TABLE new2_t RENAME TO t;
