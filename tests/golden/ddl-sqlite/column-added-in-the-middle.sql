======== up
== in a transaction
DROP VIEW v;

-- t is made anew, with its rows: a new column stands between others
CREATE TABLE new_t (
    a,
    b DEFAULT 'x',
    c
);

-- rewrites the table: t (a new column stands between others)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, c)
SELECT rowid, a, c FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;

CREATE VIEW v AS SELECT c FROM t;
======== down
== in a transaction
DROP VIEW v;

-- deletes data: t (the values of b are gone)
-- rewrites the table: t (every row is written again without the column)
ALTER TABLE t DROP COLUMN b;

CREATE VIEW v AS SELECT c FROM t;
