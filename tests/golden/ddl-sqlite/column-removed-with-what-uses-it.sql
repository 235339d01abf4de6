======== up
== in a transaction
DROP TRIGGER on_log;

DROP VIEW second;

DROP VIEW "first";

DROP INDEX t_b;

-- deletes data: t (the values of b are gone)
-- rewrites the table: t (every row is written again without the column)
ALTER TABLE t DROP COLUMN b;

CREATE VIEW first AS SELECT a, c FROM t;

CREATE VIEW second AS SELECT a FROM first;

CREATE TRIGGER on_log AFTER INSERT ON log BEGIN UPDATE t SET a = new.x; END;
======== down
== in a transaction
DROP TRIGGER on_log;

DROP VIEW second;

DROP VIEW "first";

-- t is made anew, with its rows: a new column stands between others
CREATE TABLE new_t (
    a,
    b,
    c
);

-- rewrites the table: t (a new column stands between others)
-- blocks writes: t (nobody else writes to the database meanwhile)
INSERT INTO new_t (rowid, a, c)
SELECT rowid, a, c FROM t;

DROP TABLE t;

ALTER TABLE new_t RENAME TO t;

-- builds an index: t (the whole table is read)
-- blocks writes: t (nobody else writes to the database meanwhile)
CREATE INDEX t_b ON t (b);

CREATE VIEW first AS SELECT a, c FROM t;

CREATE VIEW second AS SELECT a FROM first;

CREATE TRIGGER on_log AFTER INSERT ON log BEGIN UPDATE t SET a = new.x; END;
