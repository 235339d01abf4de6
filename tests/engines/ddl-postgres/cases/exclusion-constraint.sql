-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE t (a integer, b int4range, c int4range, CONSTRAINT plain EXCLUDE USING gist (b WITH &&));
--- added
ALTER TABLE t ADD CONSTRAINT "Weird ""Rule""; --" EXCLUDE USING gist (c WITH &&) WHERE (a > 0);
COMMENT ON CONSTRAINT "Weird ""Rule""; --" ON t IS 'odd';
--- dropped
ALTER TABLE t DROP CONSTRAINT plain;
--- columns, by the index's keys
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain EXCLUDE USING gist (c WITH &&);
--- operator
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain EXCLUDE USING gist (b WITH =);
--- index: method and predicate
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain EXCLUDE USING spgist (b WITH &&) WHERE (a > 0);
--- index: include and options
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&) INCLUDE (a) WITH (fillfactor = 70);
--- deferrable
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&) DEFERRABLE;
--- initially deferred
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&) DEFERRABLE INITIALLY DEFERRED;
--- index: clustered and comment
ALTER TABLE t CLUSTER ON plain;
COMMENT ON INDEX plain IS 'an index';
--- comment
COMMENT ON CONSTRAINT plain ON t IS 'not twice';
