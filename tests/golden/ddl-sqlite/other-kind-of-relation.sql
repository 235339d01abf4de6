======== up
== in a transaction
-- deletes data: r (its rows are gone)
DROP TABLE r;

-- deletes data: t (its rows are gone)
DROP TABLE t;

CREATE VIRTUAL TABLE r USING rtree(id, lo, hi);

CREATE VIEW t AS SELECT 1 AS a;
======== down
== in a transaction
DROP VIEW t;

-- deletes data: r (its rows are gone)
DROP TABLE r;

CREATE TABLE r (
    id,
    lo,
    hi
);

CREATE TABLE t (
    a
);
