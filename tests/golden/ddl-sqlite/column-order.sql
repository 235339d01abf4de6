======== up
== in a transaction
-- t is made anew, with its rows: its columns stand in another order
CREATE TABLE new_t (
    c,
    a,
    b
);

-- rewrites the table: t (its columns stand in another order)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, c, a, b)
SELECT rowid, c, a, b FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- t is made anew, with its rows: its columns stand in another order
CREATE TABLE new_t (
    a,
    b,
    c
);

-- rewrites the table: t (its columns stand in another order)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b, c)
SELECT rowid, a, b, c FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
