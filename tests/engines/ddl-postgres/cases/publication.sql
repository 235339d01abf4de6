-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE SCHEMA more;
CREATE TABLE "Weird ""Name""; --" (a integer PRIMARY KEY, b text);
CREATE TABLE t (a integer PRIMARY KEY, b text);
CREATE TABLE more.within (a integer);
CREATE PUBLICATION plain FOR TABLE t;
CREATE PUBLICATION parts FOR TABLES IN SCHEMA public;
--- added
CREATE PUBLICATION "Weird ""Publication""; --" FOR TABLE "Weird ""Name""; --" (a, b) WHERE (a > 0), TABLE t WITH (publish = 'insert,update', publish_via_partition_root = true);
COMMENT ON PUBLICATION "Weird ""Publication""; --" IS 'odd';
--- added for all
CREATE PUBLICATION everything FOR ALL TABLES;
--- dropped
DROP PUBLICATION plain;
--- all tables
DROP PUBLICATION plain;
CREATE PUBLICATION plain FOR ALL TABLES;
--- operations and via root
ALTER PUBLICATION plain SET (publish = 'delete', publish_via_partition_root = true);
--- schemas
ALTER PUBLICATION parts SET TABLES IN SCHEMA more;
--- a table is added
ALTER PUBLICATION plain ADD TABLE "Weird ""Name""; --" (a);
--- a table's columns and filter
ALTER PUBLICATION plain SET TABLE t (a) WHERE (a > 5);
--- owner
ALTER PUBLICATION plain OWNER TO draft_super;
--- comment
COMMENT ON PUBLICATION plain IS 'plain';
