======== up
== in a transaction
-- t is made anew, with its rows: the new column b has a default that is computed
CREATE TABLE new_t (
    a,
    b DEFAULT (1 + 1),
    c DEFAULT CURRENT_DATE
);

-- rewrites the table: t (the new column b has a default that is computed)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a)
SELECT rowid, a FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- deletes data: t (the values of b are gone)
-- rewrites the table: t (every row is written again without the column)
ALTER TABLE t DROP COLUMN b;

-- deletes data: t (the values of c are gone)
-- rewrites the table: t (every row is written again without the column)
ALTER TABLE t DROP COLUMN c;
