-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER there FOREIGN DATA WRAPPER w;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER w;
CREATE TABLE parent (id integer, name text);
CREATE FOREIGN TABLE f (id integer, name text) SERVER there OPTIONS (table_name 't');
CREATE TABLE cut (id integer, name text) PARTITION BY LIST (id);
CREATE FOREIGN TABLE checked (id integer CONSTRAINT positive CHECK (id > 0)) SERVER there;
CREATE FOREIGN TABLE part PARTITION OF cut FOR VALUES IN (1) SERVER there;
--- added
CREATE FOREIGN TABLE "Weird ""Name""; --" ("Weird ""Column""; --" integer OPTIONS (column_name 'key') NOT NULL) SERVER there OPTIONS (table_name 'it''s');
COMMENT ON FOREIGN TABLE "Weird ""Name""; --" IS 'odd';
--- dropped
DROP FOREIGN TABLE f;
--- foreign server
DROP FOREIGN TABLE f;
CREATE FOREIGN TABLE f (id integer, name text) SERVER elsewhere OPTIONS (table_name 't');
--- foreign options
ALTER FOREIGN TABLE f OPTIONS (SET table_name 'u', ADD schema_name 's');
--- inherits
ALTER FOREIGN TABLE f INHERIT parent;
--- partition of
ALTER TABLE cut ATTACH PARTITION f FOR VALUES IN (2);
--- partition bound
ALTER TABLE cut DETACH PARTITION part;
ALTER TABLE cut ATTACH PARTITION part FOR VALUES IN (3, 4);
--- a column of other options
ALTER FOREIGN TABLE f ALTER id OPTIONS (ADD column_name 'key');
--- owner, grants and comment
ALTER FOREIGN TABLE f OWNER TO draft_keeper;
GRANT SELECT ON f TO draft_reader;
COMMENT ON FOREIGN TABLE f IS 'far';
--- a check under another name
ALTER TABLE checked RENAME CONSTRAINT positive TO above;
