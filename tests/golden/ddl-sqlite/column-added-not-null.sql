======== up
== in a transaction
-- t is made anew, with its rows: the new column b is NOT NULL and has no default
CREATE TABLE new_t (
    a,
    b NOT NULL
);

-- rewrites the table: t (the new column b is NOT NULL and has no default)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- may fail: t (b is NOT NULL and has no default: give it a value in the SELECT)
INSERT INTO new_t (rowid, a)
SELECT rowid, a FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- deletes data: t (the values of b are gone)
-- rewrites the table: t (every row is written again without the column)
ALTER TABLE t DROP COLUMN b;
