======== up
== in a transaction
-- t is made anew, with its rows: the definition of t.k changes
CREATE TABLE new_t (
    a INTEGER,
    b,
    c,
    CONSTRAINT pk PRIMARY KEY (a, b),
    CONSTRAINT u UNIQUE (b, c) ON CONFLICT IGNORE,
    CONSTRAINT k CHECK (c > 1),
    CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) ON UPDATE CASCADE ON DELETE SET NULL
);

-- rewrites the table: t (the definition of t.k changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- may fail: t (rows that the primary key does not allow)
-- may fail: t (rows that the unique constraint does not allow)
-- may fail: t (rows that the check constraint does not allow)
INSERT OR ABORT INTO new_t (rowid, a, b, c)
SELECT a, a, b, c FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- t is made anew, with its rows: the definition of t.k changes
CREATE TABLE new_t (
    a INTEGER CONSTRAINT pk PRIMARY KEY,
    b,
    c,
    CONSTRAINT u UNIQUE (b),
    CONSTRAINT k CHECK (c > 0),
    CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id)
);

-- rewrites the table: t (the definition of t.k changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- deletes data: t (the rowids of its rows are gone: the values of a take their place)
-- deletes data: t (rows without a value of a get a number)
-- may fail: t (values of a that are no whole numbers)
-- may fail: t (rows that the primary key does not allow)
-- may fail: t (rows that the unique constraint does not allow)
-- may fail: t (rows that the check constraint does not allow)
INSERT INTO new_t (a, b, c)
SELECT a, b, c FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
