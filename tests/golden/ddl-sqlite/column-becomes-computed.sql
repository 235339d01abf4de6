======== up
== in a transaction
-- t is made anew, with its rows: the generated of t.b changes
CREATE TABLE new_t (
    a,
    b INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL,
    x
);

-- rewrites the table: t (the generated of t.b changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- deletes data: t (the values of b are gone: computed ones take their place)
INSERT INTO new_t (rowid, a, x)
SELECT rowid, a, x FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- t is made anew, with its rows: the generated of t.b changes
CREATE TABLE new_t (
    a,
    b INTEGER,
    x
);

-- rewrites the table: t (the generated of t.b changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b, x)
SELECT rowid, a, b, x FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
