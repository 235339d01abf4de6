-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE t (a integer NOT NULL, b integer, c text, CONSTRAINT plain UNIQUE (a));
CREATE TABLE own (id integer CONSTRAINT own_key UNIQUE) PARTITION BY RANGE (id);
CREATE TABLE own_1 (id integer CONSTRAINT own_1_key UNIQUE);
--- added
ALTER TABLE t ADD CONSTRAINT "Weird ""Key""; --" UNIQUE (b, c);
COMMENT ON CONSTRAINT "Weird ""Key""; --" ON t IS 'odd';
--- dropped
ALTER TABLE t DROP CONSTRAINT plain;
--- columns
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain UNIQUE (a, b);
--- deferrable
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain UNIQUE (a) DEFERRABLE;
--- initially deferred
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain UNIQUE (a) DEFERRABLE INITIALLY DEFERRED;
--- index: nulls not distinct, include and options
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b) WITH (fillfactor = 70);
--- index: clustered, replica identity and comment
ALTER TABLE t CLUSTER ON plain;
ALTER TABLE t REPLICA IDENTITY USING INDEX plain;
COMMENT ON INDEX plain IS 'an index';
--- part of the parent's
ALTER TABLE own ATTACH PARTITION own_1 FOR VALUES FROM (0) TO (9);
--- comment
COMMENT ON CONSTRAINT plain ON t IS 'once';
