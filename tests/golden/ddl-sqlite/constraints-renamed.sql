======== up
== in a transaction
-- t is made anew, with its rows: the name of t.k changes
CREATE TABLE new_t (
    a TEXT CONSTRAINT pk2 PRIMARY KEY,
    b,
    CONSTRAINT u2 UNIQUE (b),
    CONSTRAINT k2 CHECK (b > 0),
    CONSTRAINT f2 FOREIGN KEY (b) REFERENCES p (id)
);

-- rewrites the table: t (the name of t.k changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b)
SELECT rowid, a, b FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
======== down
== in a transaction
-- t is made anew, with its rows: the name of t.k2 changes
CREATE TABLE new_t (
    a TEXT CONSTRAINT pk PRIMARY KEY,
    b,
    CONSTRAINT u UNIQUE (b),
    CONSTRAINT k CHECK (b > 0),
    CONSTRAINT f FOREIGN KEY (b) REFERENCES p (id)
);

-- rewrites the table: t (the name of t.k2 changes)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, b)
SELECT rowid, a, b FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;
