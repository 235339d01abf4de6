======== up
== in a transaction
DROP VIEW broken;

-- t is made anew, with its rows: the type of t.b changes
CREATE TABLE new_t (
    a,
    b INTEGER
);

-- rewrites the table: t (the type of t.b changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- deletes data: t (b: text that looks like a number becomes one, without its leading zeros and the digits that a number cannot hold)
INSERT INTO new_t (rowid, a, b)
SELECT rowid, a, b FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;

CREATE VIEW broken AS SELECT x FROM nowhere;
======== down
== in a transaction
DROP VIEW broken;

-- t is made anew, with its rows: the type of t.b changes
CREATE TABLE new_t (
    a,
    b
);

-- rewrites the table: t (the type of t.b changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b)
SELECT rowid, a, b FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;

CREATE VIEW broken AS SELECT x FROM nowhere;
