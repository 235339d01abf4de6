-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TYPE address AS (street text, number integer);
CREATE TYPE plain AS (a text, b integer);
--- added
CREATE TYPE "Weird ""Name""; --" AS (street text COLLATE "C", "select" integer);
COMMENT ON TYPE "Weird ""Name""; --" IS 'odd';
COMMENT ON COLUMN "Weird ""Name""; --"."select" IS 'odd too';
--- an attribute is added
ALTER TYPE address ADD ATTRIBUTE town text COLLATE "C";
--- an attribute is dropped
ALTER TYPE address DROP ATTRIBUTE number;
--- an attribute's type and collation
ALTER TYPE address ALTER ATTRIBUTE number TYPE bigint, ALTER ATTRIBUTE street TYPE text COLLATE "C";
--- an attribute's comment
COMMENT ON COLUMN address.street IS 'the street';
--- an attribute's type below a table
CREATE TABLE homes (at plain, more plain[]);
--- owner, grants and comment
ALTER TYPE address OWNER TO draft_keeper;
GRANT USAGE ON TYPE address TO draft_reader;
COMMENT ON TYPE address IS 'where';
