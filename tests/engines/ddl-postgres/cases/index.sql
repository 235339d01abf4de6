-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE "Weird ""Name""; --" (a integer NOT NULL, b integer, c text, d tsvector);
CREATE INDEX plain ON "Weird ""Name""; --" (a);
CREATE UNIQUE INDEX once ON "Weird ""Name""; --" (a);
CREATE INDEX computed ON "Weird ""Name""; --" ((a + b));
CREATE INDEX blocks ON "Weird ""Name""; --" USING brin (a) WITH (pages_per_range = 8);
CREATE TABLE cut (id integer) PARTITION BY RANGE (id);
CREATE TABLE cut_1 PARTITION OF cut FOR VALUES FROM (0) TO (9);
CREATE INDEX cut_1_own ON cut_1 (id);
CREATE INDEX cut_own ON ONLY cut (id);
CREATE INDEX "a%2b%1" ON "Weird ""Name""; --" ((a + 1));
--- statistics of an index that is called like a place
ALTER INDEX "a%2b%1" ALTER COLUMN 1 SET STATISTICS 70;
--- added, with all there is
CREATE UNIQUE INDEX "Weird ""Index""; --" ON "Weird ""Name""; --" (lower(c) text_pattern_ops DESC NULLS LAST, b) INCLUDE (a) NULLS NOT DISTINCT WITH (fillfactor = 70) WHERE a > 0;
COMMENT ON INDEX "Weird ""Index""; --" IS 'odd';
--- added to a partitioned table
CREATE INDEX cut_id ON cut (id);
--- dropped
DROP INDEX plain;
--- method and options
DROP INDEX blocks;
CREATE INDEX blocks ON "Weird ""Name""; --" USING btree (a);
--- unique
DROP INDEX once;
CREATE INDEX once ON "Weird ""Name""; --" (a);
--- keys
DROP INDEX plain;
CREATE INDEX plain ON "Weird ""Name""; --" (a, c COLLATE "C" DESC);
--- a key's statistics
ALTER INDEX computed ALTER COLUMN 1 SET STATISTICS 500;
--- include
DROP INDEX plain;
CREATE INDEX plain ON "Weird ""Name""; --" (a) INCLUDE (b);
--- predicate
DROP INDEX plain;
CREATE INDEX plain ON "Weird ""Name""; --" (a) WHERE b IS NOT NULL;
--- nulls not distinct
DROP INDEX once;
CREATE UNIQUE INDEX once ON "Weird ""Name""; --" (a) NULLS NOT DISTINCT;
--- clustered
ALTER TABLE "Weird ""Name""; --" CLUSTER ON plain;
--- replica identity
ALTER TABLE "Weird ""Name""; --" REPLICA IDENTITY USING INDEX once;
--- options
ALTER INDEX plain SET (fillfactor = 60);
--- partition of, and valid
ALTER INDEX cut_own ATTACH PARTITION cut_1_own;
--- another name
ALTER INDEX plain RENAME TO other;
--- comment
COMMENT ON INDEX plain IS 'plain';
