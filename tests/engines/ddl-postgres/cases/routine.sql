-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FUNCTION plain(a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION many(n integer) RETURNS SETOF integer LANGUAGE sql AS 'SELECT n';
CREATE FUNCTION native(integer) RETURNS integer LANGUAGE internal STRICT AS 'int4up';
CREATE FUNCTION loaded() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION helps(internal) RETURNS internal LANGUAGE internal STRICT AS 'generate_series_int4_support';
CREATE FUNCTION used(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE TABLE users (a integer DEFAULT used(1), CONSTRAINT users_a CHECK (used(a) > 0));
CREATE INDEX users_used ON users (used(a));
CREATE PROCEDURE clean(INOUT n integer) LANGUAGE plpgsql AS 'BEGIN n := 0; END';
CREATE FUNCTION ranked() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
CREATE TRANSFORM FOR integer LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE FUNCTION turned(a integer) RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN a; END';
CREATE FUNCTION of_rows(n integer) RETURNS SETOF bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
CREATE PROCEDURE turned_too(INOUT a integer) LANGUAGE plpgsql AS 'BEGIN END';
CREATE PROCEDURE in_sql(a integer) LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE native_too() LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
--- function added
CREATE FUNCTION "Weird ""Name""; --"(a integer, VARIADIC b text[] DEFAULT '{}', OUT c text) LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL SAFE COST 5 SET search_path = 'pg_catalog, pg_temp' AS $body$ BEGIN c := '$$'; END $body$;
COMMENT ON FUNCTION "Weird ""Name""; --"(integer, text[]) IS 'odd';
GRANT EXECUTE ON FUNCTION "Weird ""Name""; --"(integer, text[]) TO draft_reader;
--- function dropped
DROP FUNCTION plain(integer, integer);
--- procedure added
CREATE PROCEDURE empty() LANGUAGE sql BEGIN ATOMIC END;
COMMENT ON PROCEDURE empty() IS 'nothing';
--- procedure dropped
DROP PROCEDURE clean(integer);
--- window function added
CREATE FUNCTION rank_too() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_rank';
--- window function dropped
DROP FUNCTION ranked();
--- parameters: a default
CREATE OR REPLACE FUNCTION plain(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT a + b';
--- parameters: another name, below a default, a check and an index
DROP FUNCTION used(integer) CASCADE;
CREATE FUNCTION used(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n';
ALTER TABLE users ALTER a SET DEFAULT used(1), ADD CONSTRAINT users_a CHECK (used(a) > 0);
CREATE INDEX users_used ON users (used(a));
--- returns
DROP FUNCTION plain(integer, integer);
CREATE FUNCTION plain(a integer, b integer) RETURNS bigint LANGUAGE sql AS 'SELECT (a + b)::bigint';
--- language and body
CREATE OR REPLACE FUNCTION plain(a integer, b integer) RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN a * b; END';
--- sql body
CREATE OR REPLACE FUNCTION plain(a integer, b integer) RETURNS integer LANGUAGE sql RETURN a - b;
--- library
CREATE OR REPLACE FUNCTION loaded() RETURNS language_handler LANGUAGE c AS 'plpgsql', 'plpgsql_call_handler';
--- volatility, strictness, security, leaks, parallel, cost
CREATE OR REPLACE FUNCTION plain(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL RESTRICTED COST 7 AS 'SELECT a + b';
--- rows and support
ALTER FUNCTION many(integer) ROWS 7 SUPPORT helps;
--- configuration
ALTER FUNCTION plain(integer, integer) SET work_mem = '5MB';
ALTER FUNCTION plain(integer, integer) SET search_path = 'pg_catalog', 'Weird "Schema"; --';
--- routine kind
DROP FUNCTION native(integer);
CREATE PROCEDURE native(integer) LANGUAGE sql AS 'SELECT 1';
--- transforms
CREATE OR REPLACE FUNCTION turned(a integer) RETURNS integer TRANSFORM FOR TYPE integer LANGUAGE plpgsql AS 'BEGIN RETURN a; END';
--- procedure: body, owner, grants and comment
CREATE OR REPLACE PROCEDURE clean(INOUT n integer) LANGUAGE plpgsql AS 'BEGIN n := 1; END';
ALTER PROCEDURE clean(integer) OWNER TO draft_keeper;
GRANT EXECUTE ON PROCEDURE clean(integer) TO draft_reader;
COMMENT ON PROCEDURE clean(integer) IS 'clean';
--- procedure: configuration and security
ALTER PROCEDURE clean(integer) SET work_mem = '5MB';
ALTER PROCEDURE clean(integer) SECURITY DEFINER;
--- procedure: sql body
CREATE OR REPLACE PROCEDURE in_sql(a integer) LANGUAGE sql BEGIN ATOMIC SELECT a; END;
--- procedure: library
CREATE OR REPLACE PROCEDURE native_too() LANGUAGE c AS 'plpgsql', 'plpgsql_call_handler';
--- procedure: transforms
CREATE OR REPLACE PROCEDURE turned_too(INOUT a integer) TRANSFORM FOR TYPE integer LANGUAGE plpgsql AS 'BEGIN END';
--- window function: body, strictness, volatility, cost, security, leaks, parallel
CREATE OR REPLACE FUNCTION ranked() RETURNS bigint LANGUAGE internal WINDOW STABLE LEAKPROOF SECURITY DEFINER PARALLEL SAFE COST 7 SET work_mem = '5MB' AS 'window_rank';
--- window function: rows and support
ALTER FUNCTION of_rows(integer) ROWS 7 SUPPORT helps;
--- window function: parameters and returns
DROP FUNCTION of_rows(integer);
CREATE FUNCTION of_rows(many integer) RETURNS SETOF integer LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
--- window function: language and library
CREATE OR REPLACE FUNCTION ranked() RETURNS bigint LANGUAGE c WINDOW IMMUTABLE STRICT AS '$libdir/plpgsql', 'plpgsql_call_handler';
--- window function: another library
CREATE OR REPLACE FUNCTION ranked() RETURNS bigint LANGUAGE c WINDOW IMMUTABLE STRICT AS 'plpgsql', 'plpgsql_call_handler';
--- window function: kind
DROP FUNCTION ranked();
CREATE FUNCTION ranked() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
--- window function: owner, grants and comment
ALTER FUNCTION ranked() OWNER TO draft_keeper;
REVOKE EXECUTE ON FUNCTION ranked() FROM PUBLIC;
COMMENT ON FUNCTION ranked() IS 'ranked';
--- owner
ALTER FUNCTION plain(integer, integer) OWNER TO draft_keeper;
--- grants
REVOKE EXECUTE ON FUNCTION plain(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION plain(integer, integer) TO draft_reader;
--- comment
COMMENT ON FUNCTION plain(integer, integer) IS 'adds';
