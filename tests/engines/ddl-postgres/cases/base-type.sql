-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TYPE shell;
CREATE TYPE pair;
CREATE FUNCTION pair_in(cstring) RETURNS pair LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION pair_out(pair) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION pair_receive(internal) RETURNS pair LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION pair_send(pair) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE pair (INPUT = pair_in, OUTPUT = pair_out);
CREATE TYPE small;
CREATE FUNCTION small_in(cstring) RETURNS small LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION small_out(small) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE FUNCTION modifier_in(cstring[]) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'varchartypmodin';
CREATE FUNCTION modifier_out(integer) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'varchartypmodout';
--- added
CREATE TYPE small (INPUT = small_in, OUTPUT = small_out, INTERNALLENGTH = 4, PASSEDBYVALUE, ALIGNMENT = int4, CATEGORY = 'N', PREFERRED = true, DEFAULT = '7', DELIMITER = ';');
COMMENT ON TYPE small IS 'a number';
--- a name without a type is added
CREATE TYPE "Weird ""Name""; --";
--- a name becomes a type
CREATE FUNCTION shell_reads(cstring) RETURNS shell LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION shell_writes(shell) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE shell (INPUT = shell_reads, OUTPUT = shell_writes);
--- receive, send, modifiers, storage
ALTER TYPE pair SET (RECEIVE = pair_receive, SEND = pair_send, TYPMOD_IN = modifier_in, TYPMOD_OUT = modifier_out, STORAGE = extended, ANALYZE = array_typanalyze);
--- how it is kept
DROP TYPE pair CASCADE;
CREATE TYPE pair;
CREATE FUNCTION pair_in(cstring) RETURNS pair LANGUAGE internal IMMUTABLE STRICT AS 'int2in';
CREATE FUNCTION pair_out(pair) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int2out';
CREATE FUNCTION pair_receive(internal) RETURNS pair LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION pair_send(pair) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE pair (INPUT = pair_in, OUTPUT = pair_out, INTERNALLENGTH = 2, PASSEDBYVALUE, ALIGNMENT = int2, CATEGORY = 'X', PREFERRED = true, DEFAULT = '7', DELIMITER = ';', COLLATABLE = true);
--- functions in and out
DROP TYPE pair CASCADE;
CREATE TYPE pair;
CREATE FUNCTION pair_reads(cstring) RETURNS pair LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION pair_writes(pair) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION pair_receive(internal) RETURNS pair LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION pair_send(pair) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE pair (INPUT = pair_reads, OUTPUT = pair_writes);
--- element and subscript
DROP TYPE pair CASCADE;
CREATE TYPE pair;
CREATE FUNCTION pair_in(cstring) RETURNS pair LANGUAGE internal IMMUTABLE STRICT AS 'point_in';
CREATE FUNCTION pair_out(pair) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'point_out';
CREATE FUNCTION pair_receive(internal) RETURNS pair LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION pair_send(pair) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE pair (INPUT = pair_in, OUTPUT = pair_out, INTERNALLENGTH = 16, ELEMENT = float8, SUBSCRIPT = raw_array_subscript_handler);
--- owner, grants and comment
ALTER TYPE pair OWNER TO draft_keeper;
GRANT USAGE ON TYPE pair TO draft_reader;
COMMENT ON TYPE pair IS 'two';
