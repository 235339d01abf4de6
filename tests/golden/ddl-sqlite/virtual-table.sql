======== up
== in a transaction
-- deletes data: f (its rows are gone)
DROP TABLE f;

CREATE VIRTUAL TABLE f USING fts5(a, b);
======== down
== in a transaction
-- deletes data: f (its rows are gone)
DROP TABLE f;

CREATE VIRTUAL TABLE f USING fts5(a);
