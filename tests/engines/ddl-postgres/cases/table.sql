-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TYPE row_type AS (a integer, b text);
CREATE TABLE parent (a integer, b text);
CREATE TABLE t (a integer NOT NULL, b text);
CREATE UNIQUE INDEX t_a ON t (a);
CREATE TABLE loose (a integer, b text);
CREATE TABLE kept (id integer);
CREATE TABLE cut (at date) PARTITION BY RANGE (at);
CREATE TABLE cut_1 PARTITION OF cut FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE cut_2 (at date);
CREATE VIEW seen AS SELECT a FROM t;
--- added
CREATE TABLE "Weird ""Name""; --" ("Weird ""Column""; --" integer PRIMARY KEY, "select" text DEFAULT 'x');
COMMENT ON TABLE "Weird ""Name""; --" IS 'odd';
GRANT SELECT ON "Weird ""Name""; --" TO draft_reader;
--- added of a type, as a child, and not logged
CREATE TABLE typed OF row_type (a PRIMARY KEY);
CREATE TABLE child (c integer) INHERITS (parent);
CREATE UNLOGGED TABLE passing (a integer) WITH (fillfactor = 70);
--- dropped with the view upon it
DROP TABLE t CASCADE;
--- persistence
ALTER TABLE kept SET UNLOGGED;
--- of type
ALTER TABLE loose OF row_type;
--- inherits
ALTER TABLE loose INHERIT parent;
--- partition of
ALTER TABLE cut ATTACH PARTITION cut_2 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--- partition bound
ALTER TABLE cut DETACH PARTITION cut_1;
ALTER TABLE cut ATTACH PARTITION cut_1 DEFAULT;
--- options
ALTER TABLE kept SET (autovacuum_enabled = off, fillfactor = 60);
ALTER TABLE loose SET (toast.autovacuum_enabled = off);
--- replica identity
ALTER TABLE kept REPLICA IDENTITY FULL;
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a;
--- row security
ALTER TABLE kept ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
--- owner
ALTER TABLE t OWNER TO draft_keeper;
--- grants
GRANT SELECT, INSERT ON t TO draft_reader;
GRANT UPDATE ON t TO PUBLIC;
--- comment
COMMENT ON TABLE t IS 'a table''s';
--- becomes a view
DROP TABLE kept;
CREATE VIEW kept AS SELECT 1 AS id;
--- two that refer to each other
CREATE TABLE hen (id integer PRIMARY KEY, egg integer);
CREATE TABLE egg (id integer PRIMARY KEY, hen integer REFERENCES hen);
ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg;
