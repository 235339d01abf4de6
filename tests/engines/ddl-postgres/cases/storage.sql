-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE "Weird ""Name""; --" (id integer CONSTRAINT by_id PRIMARY KEY, a integer CONSTRAINT by_a UNIQUE, r int4range, CONSTRAINT by_r EXCLUDE USING gist (r WITH &&));
CREATE INDEX by_both ON "Weird ""Name""; --" (id, a);
CREATE MATERIALIZED VIEW seen AS SELECT id FROM "Weird ""Name""; --";
CREATE TABLE cut (id integer) PARTITION BY LIST (id);
CREATE TABLE cut_1 PARTITION OF cut FOR VALUES IN (1);
INSERT INTO "Weird ""Name""; --" VALUES (1, 2);
--- tablespace of a table
ALTER TABLE "Weird ""Name""; --" SET TABLESPACE "draft Space";
--- tablespace of a materialized view
ALTER MATERIALIZED VIEW seen SET TABLESPACE "draft Space";
--- tablespace of a partitioned table
ALTER TABLE cut SET TABLESPACE "draft Space";
--- tablespaces of indexes
ALTER INDEX by_both SET TABLESPACE "draft Space";
ALTER INDEX by_id SET TABLESPACE "draft Space";
ALTER INDEX by_a SET TABLESPACE "draft Space";
ALTER INDEX by_r SET TABLESPACE "draft Space";
--- added in a tablespace
CREATE TABLE added (id integer PRIMARY KEY USING INDEX TABLESPACE "draft Space", a integer) TABLESPACE "draft Space";
CREATE INDEX added_a ON added (a) TABLESPACE "draft Space";
CREATE MATERIALIZED VIEW more TABLESPACE "draft Space" AS SELECT 1 AS one;
--- access method of a table
ALTER TABLE "Weird ""Name""; --" SET ACCESS METHOD other_heap;
--- access method of a materialized view
ALTER MATERIALIZED VIEW seen SET ACCESS METHOD other_heap;
