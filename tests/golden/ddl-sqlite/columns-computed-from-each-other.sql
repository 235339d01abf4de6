======== up
== in a transaction
-- behind is made anew, with its rows: the new column v is computed from one behind it
CREATE TABLE new_behind (
    a,
    v GENERATED ALWAYS AS (w + 1) VIRTUAL,
    w GENERATED ALWAYS AS (a + 1) VIRTUAL
);

-- rewrites the table: behind (the new column v is computed from one behind it)
-- blocks writes: behind (nobody else writes to the database meanwhile)
INSERT INTO new_behind (rowid, a)
SELECT rowid, a FROM behind;

DROP TABLE behind;

ALTER TABLE new_behind RENAME TO behind;

-- rewrites the table: s (every row is written again without the column)
ALTER TABLE s DROP COLUMN c;

-- rewrites the table: s (every row is written again without the column)
ALTER TABLE s DROP COLUMN b;

ALTER TABLE t ADD COLUMN v GENERATED ALWAYS AS (a + 1) VIRTUAL;

ALTER TABLE t ADD COLUMN w GENERATED ALWAYS AS (V || 'x') VIRTUAL;

ALTER TABLE t ADD COLUMN "X 1" GENERATED ALWAYS AS (w) VIRTUAL;

ALTER TABLE t ADD COLUMN y GENERATED ALWAYS AS ("X 1") VIRTUAL;
======== down
== in a transaction
ALTER TABLE behind DROP COLUMN v;

ALTER TABLE behind DROP COLUMN w;

-- s is made anew, with its rows: the new column b is generated and stored
CREATE TABLE new_s (
    a,
    b GENERATED ALWAYS AS (a) STORED,
    c GENERATED ALWAYS AS (b) STORED
);

-- rewrites the table: s (the new column b is generated and stored)
-- blocks writes: s (nobody else writes to the database meanwhile)
INSERT INTO new_s (rowid, a)
SELECT rowid, a FROM s;

DROP TABLE s;

ALTER TABLE new_s RENAME TO s;

ALTER TABLE t DROP COLUMN y;

ALTER TABLE t DROP COLUMN "X 1";

ALTER TABLE t DROP COLUMN w;

ALTER TABLE t DROP COLUMN v;
