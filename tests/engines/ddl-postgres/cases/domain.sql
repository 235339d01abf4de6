-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE DOMAIN code AS text;
CREATE DOMAIN number AS integer DEFAULT 1 CONSTRAINT above CHECK (VALUE > 0);
CREATE TABLE t (c code, n number DEFAULT 5);
--- added
CREATE DOMAIN "Weird ""Name""; --" AS varchar(8) COLLATE "C" DEFAULT 'x' NOT NULL CONSTRAINT "Weird ""Check""; --" CHECK (VALUE <> '');
COMMENT ON DOMAIN "Weird ""Name""; --" IS 'odd';
COMMENT ON CONSTRAINT "Weird ""Check""; --" ON DOMAIN "Weird ""Name""; --" IS 'odd too';
--- not null and default
ALTER DOMAIN number SET NOT NULL;
ALTER DOMAIN number SET DEFAULT 2;
--- default taken away
ALTER DOMAIN number DROP DEFAULT;
--- base type
DROP TABLE t; DROP DOMAIN code;
CREATE DOMAIN code AS varchar(20);
CREATE TABLE t (c code, n number DEFAULT 5);
--- collation
DROP TABLE t; DROP DOMAIN code;
CREATE DOMAIN code AS text COLLATE "C";
CREATE TABLE t (c code, n number DEFAULT 5);
--- a check is added
ALTER DOMAIN code ADD CONSTRAINT filled CHECK (VALUE <> '');
--- a check is dropped
ALTER DOMAIN number DROP CONSTRAINT above;
--- a check has other words
ALTER DOMAIN number DROP CONSTRAINT above;
ALTER DOMAIN number ADD CONSTRAINT above CHECK (VALUE > 10);
--- a check is not valid yet
ALTER DOMAIN number DROP CONSTRAINT above;
ALTER DOMAIN number ADD CONSTRAINT above CHECK (VALUE > 0) NOT VALID;
--- a check's comment
COMMENT ON CONSTRAINT above ON DOMAIN number IS 'why';
--- owner, grants and comment
ALTER DOMAIN code OWNER TO draft_keeper;
GRANT USAGE ON DOMAIN code TO draft_reader;
COMMENT ON DOMAIN code IS 'a code';
