======== up
== in a transaction
DROP VIEW gone;

DROP VIEW above;

DROP VIEW changed;

CREATE VIEW "Fresh one" AS SELECT b FROM t;

CREATE VIEW changed AS SELECT a, b FROM t;

CREATE VIEW above AS SELECT * FROM changed;

CREATE TRIGGER into_above INSTEAD OF INSERT ON above
                BEGIN INSERT INTO t (a) VALUES (new.a); END;
======== down
== in a transaction
DROP VIEW above;

DROP VIEW changed;

DROP VIEW "Fresh one";

CREATE VIEW changed AS SELECT a FROM t;

CREATE VIEW above AS SELECT * FROM changed;

CREATE VIEW gone AS SELECT a FROM t;

CREATE TRIGGER into_above INSTEAD OF INSERT ON above
                BEGIN INSERT INTO t (a) VALUES (new.a); END;
