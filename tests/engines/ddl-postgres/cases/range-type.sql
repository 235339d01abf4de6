-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FUNCTION apart(a float8, b float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT a - b';
CREATE FUNCTION apart(a text, b text) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT 0.0::float8';
CREATE TYPE span AS RANGE (subtype = float8);
CREATE TYPE letters AS RANGE (subtype = text);
CREATE TABLE t (s span, l letters);
CREATE TYPE days;
CREATE FUNCTION canonical(days) RETURNS days LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE TYPE days AS RANGE (subtype = integer);
--- added
CREATE TYPE "Weird ""Name""; --" AS RANGE (subtype = float8, subtype_diff = apart, multirange_type_name = "Weird ""Many""; --");
COMMENT ON TYPE "Weird ""Name""; --" IS 'odd';
--- subtype
DROP TABLE t; DROP TYPE span;
CREATE TYPE span AS RANGE (subtype = numeric);
CREATE TABLE t (s span, l letters);
--- subtype diff
DROP TABLE t; DROP TYPE span;
CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = apart);
CREATE TABLE t (s span, l letters);
--- opclass and collation
DROP TABLE t; DROP TYPE letters;
CREATE TYPE letters AS RANGE (subtype = text, subtype_opclass = text_pattern_ops, collation = "C");
CREATE TABLE t (s span, l letters);
--- multirange
ALTER TYPE span_multirange RENAME TO spans;
--- added with a canonical function
CREATE TYPE whole;
CREATE FUNCTION canonical(whole) RETURNS whole LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE TYPE whole AS RANGE (subtype = integer, canonical = canonical);
--- owner, grants and comment
ALTER TYPE span OWNER TO draft_keeper;
GRANT USAGE ON TYPE span TO draft_reader;
COMMENT ON TYPE span IS 'from to';
--- canonical
DROP TYPE days CASCADE;
CREATE TYPE days;
CREATE FUNCTION canonical(days) RETURNS days LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE TYPE days AS RANGE (subtype = integer, canonical = canonical);
