-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE AGGREGATE plain(integer) (SFUNC = int4pl, STYPE = integer);
CREATE AGGREGATE mean(integer) (SFUNC = int4_avg_accum, STYPE = bigint[], INITCOND = '{0,0}', FINALFUNC = int8_avg);
CREATE AGGREGATE summed(bigint) (SFUNC = int8_avg_accum, STYPE = internal, FINALFUNC = numeric_poly_sum);
CREATE AGGREGATE ordered(ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = mode_final, FINALFUNC_EXTRA);
CREATE AGGREGATE kinds(ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = mode_final, FINALFUNC_EXTRA);
--- added
CREATE AGGREGATE "Weird ""Name""; --"(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0', PARALLEL = SAFE);
COMMENT ON AGGREGATE "Weird ""Name""; --"(integer) IS 'odd';
--- added: ordered set, hypothetical set, with and without arguments
CREATE AGGREGATE percent(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE counted(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
--- dropped
DROP AGGREGATE plain(integer);
--- parameters
DROP AGGREGATE plain(integer);
CREATE AGGREGATE plain(n integer) (SFUNC = int4pl, STYPE = integer);
--- transition and initial value
CREATE OR REPLACE AGGREGATE plain(integer) (SFUNC = int4larger, STYPE = integer, INITCOND = '5');
--- transition type and final function
DROP AGGREGATE mean(integer);
CREATE AGGREGATE mean(integer) (SFUNC = int4pl, STYPE = integer);
--- final: modify
CREATE OR REPLACE AGGREGATE mean(integer) (SFUNC = int4_avg_accum, STYPE = bigint[], INITCOND = '{0,0}', FINALFUNC = int8_avg, FINALFUNC_MODIFY = SHAREABLE);
--- final extra
CREATE FUNCTION ends(bigint[], integer) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';
CREATE OR REPLACE AGGREGATE mean(integer) (SFUNC = int4_avg_accum, STYPE = bigint[], INITCOND = '{0,0}', FINALFUNC = ends, FINALFUNC_EXTRA);
--- combine, serialize, deserialize, space
CREATE OR REPLACE AGGREGATE summed(bigint) (SFUNC = int8_avg_accum, STYPE = internal, SSPACE = 48, FINALFUNC = numeric_poly_sum, COMBINEFUNC = int8_avg_combine, SERIALFUNC = int8_avg_serialize, DESERIALFUNC = int8_avg_deserialize, PARALLEL = SAFE);
--- moving
CREATE OR REPLACE AGGREGATE plain(integer) (SFUNC = int4pl, STYPE = integer, MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MSSPACE = 4, MINITCOND = '0');
--- moving final
CREATE FUNCTION ends(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION ends(integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE AGGREGATE plain(integer) (SFUNC = int4pl, STYPE = integer, MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MFINALFUNC = ends, MFINALFUNC_EXTRA, MFINALFUNC_MODIFY = READ_WRITE);
--- sort operator
CREATE OR REPLACE AGGREGATE plain(integer) (SFUNC = int4pl, STYPE = integer, SORTOP = <);
--- aggregate kind
DROP AGGREGATE kinds(ORDER BY anyelement);
CREATE FUNCTION first_of(anyelement, anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE AGGREGATE kinds(anyelement) (SFUNC = first_of, STYPE = anyelement);
--- owner, grants and comment
ALTER AGGREGATE plain(integer) OWNER TO draft_keeper;
REVOKE EXECUTE ON FUNCTION plain(integer) FROM PUBLIC;
COMMENT ON AGGREGATE plain(integer) IS 'plain';
