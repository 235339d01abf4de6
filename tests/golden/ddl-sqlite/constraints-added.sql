======== up
== in a transaction
-- t is made anew, with its rows: it gets a primary key
CREATE TABLE new_t (
    a INTEGER PRIMARY KEY,
    b,
    c,
    UNIQUE (b),
    CHECK (new_t.c > 0),
    CONSTRAINT named CHECK (b <> 'it''s'),
    CONSTRAINT to_p FOREIGN KEY (a) REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED
);

-- rewrites the table: t (it gets a primary key)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- deletes data: t (the rowids of its rows are gone: the values of a take their place)
-- deletes data: t (rows without a value of a get a number)
-- may fail: t (values of a that are no whole numbers)
-- may fail: t (rows that the primary key does not allow)
-- may fail: t (rows that the unique constraint does not allow)
-- may fail: t (rows that the check constraint does not allow)
-- may fail: t (rows that the foreign key does not allow)
INSERT INTO new_t (a, b, c)
SELECT a, b, c FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- t is made anew, with its rows: it loses a primary key
CREATE TABLE new_t (
    a INTEGER,
    b,
    c
);

-- rewrites the table: t (it loses a primary key)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b, c)
SELECT a, a, b, c FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
