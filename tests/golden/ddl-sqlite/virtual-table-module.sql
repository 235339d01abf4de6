======== up
== in a transaction
CREATE VIRTUAL TABLE r USING rtree(i, x0, x1);

-- deletes data: f (its rows are gone)
DROP TABLE f;

CREATE VIRTUAL TABLE f USING fts5(a);
======== down
== in a transaction
-- deletes data: f (its rows are gone)
DROP TABLE f;

CREATE VIRTUAL TABLE f USING fts4(a);

-- deletes data: r (its rows are gone)
DROP TABLE r;
