======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE AGGREGATE public."Weird ""Name""; --"(integer) (
    SFUNC = int4pl,
    STYPE = integer,
    INITCOND = '0',
    PARALLEL = SAFE
);

COMMENT ON AGGREGATE public."Weird ""Name""; --"(integer) IS 'odd';
-------- down
DROP AGGREGATE public."Weird ""Name""; --"(integer);
======== added: ordered set, hypothetical set, with and without arguments
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE AGGREGATE public.counted(*) (
    SFUNC = int8inc,
    STYPE = bigint,
    INITCOND = '0'
);

CREATE AGGREGATE public.percent(double precision ORDER BY anyelement) (
    SFUNC = ordered_set_transition,
    STYPE = internal,
    FINALFUNC = percentile_disc_final,
    FINALFUNC_EXTRA,
    FINALFUNC_MODIFY = READ_WRITE
);
-------- down
DROP AGGREGATE public.counted(*);

DROP AGGREGATE public.percent(double precision ORDER BY anyelement);
======== dropped
-------- up
DROP AGGREGATE public.plain(integer);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE AGGREGATE public.plain(integer) (
    SFUNC = int4pl,
    STYPE = integer
);
======== parameters
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP AGGREGATE public.plain(integer);

CREATE AGGREGATE public.plain(n integer) (
    SFUNC = int4pl,
    STYPE = integer
);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP AGGREGATE public.plain(integer);

CREATE AGGREGATE public.plain(integer) (
    SFUNC = int4pl,
    STYPE = integer
);
======== transition and initial value
-------- up
CREATE OR REPLACE AGGREGATE public.plain(integer) (
    SFUNC = int4larger,
    STYPE = integer,
    INITCOND = '5'
);
-------- down
CREATE OR REPLACE AGGREGATE public.plain(integer) (
    SFUNC = int4pl,
    STYPE = integer
);
======== transition type and final function
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP AGGREGATE public.mean(integer);

CREATE AGGREGATE public.mean(integer) (
    SFUNC = int4pl,
    STYPE = integer
);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP AGGREGATE public.mean(integer);

CREATE AGGREGATE public.mean(integer) (
    SFUNC = int4_avg_accum,
    STYPE = bigint[],
    FINALFUNC = int8_avg,
    FINALFUNC_MODIFY = READ_ONLY,
    INITCOND = '{0,0}'
);
======== final: modify
-------- up
CREATE OR REPLACE AGGREGATE public.mean(integer) (
    SFUNC = int4_avg_accum,
    STYPE = bigint[],
    FINALFUNC = int8_avg,
    FINALFUNC_MODIFY = SHAREABLE,
    INITCOND = '{0,0}'
);
-------- down
CREATE OR REPLACE AGGREGATE public.mean(integer) (
    SFUNC = int4_avg_accum,
    STYPE = bigint[],
    FINALFUNC = int8_avg,
    FINALFUNC_MODIFY = READ_ONLY,
    INITCOND = '{0,0}'
);
======== final extra
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP AGGREGATE public.mean(integer);

CREATE FUNCTION public.ends(bigint[], integer)
RETURNS numeric
LANGUAGE sql
AS $$SELECT 1.0$$;

CREATE AGGREGATE public.mean(integer) (
    SFUNC = int4_avg_accum,
    STYPE = bigint[],
    FINALFUNC = public.ends,
    FINALFUNC_EXTRA,
    FINALFUNC_MODIFY = READ_ONLY,
    INITCOND = '{0,0}'
);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP AGGREGATE public.mean(integer);

DROP FUNCTION public.ends(bigint[], integer);

CREATE AGGREGATE public.mean(integer) (
    SFUNC = int4_avg_accum,
    STYPE = bigint[],
    FINALFUNC = int8_avg,
    FINALFUNC_MODIFY = READ_ONLY,
    INITCOND = '{0,0}'
);
======== combine, serialize, deserialize, space
-------- up
CREATE OR REPLACE AGGREGATE public.summed(bigint) (
    SFUNC = int8_avg_accum,
    STYPE = internal,
    SSPACE = 48,
    FINALFUNC = numeric_poly_sum,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = int8_avg_combine,
    SERIALFUNC = int8_avg_serialize,
    DESERIALFUNC = int8_avg_deserialize,
    PARALLEL = SAFE
);
-------- down
CREATE OR REPLACE AGGREGATE public.summed(bigint) (
    SFUNC = int8_avg_accum,
    STYPE = internal,
    FINALFUNC = numeric_poly_sum,
    FINALFUNC_MODIFY = READ_ONLY
);
======== moving
-------- up
CREATE OR REPLACE AGGREGATE public.plain(integer) (
    SFUNC = int4pl,
    STYPE = integer,
    MSFUNC = int4pl,
    MINVFUNC = int4mi,
    MSTYPE = integer,
    MSSPACE = 4,
    MINITCOND = '0'
);
-------- down
CREATE OR REPLACE AGGREGATE public.plain(integer) (
    SFUNC = int4pl,
    STYPE = integer
);
======== moving final
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE FUNCTION public.ends(integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT 1$$;

CREATE FUNCTION public.ends(integer, integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT 1$$;

CREATE OR REPLACE AGGREGATE public.plain(integer) (
    SFUNC = int4pl,
    STYPE = integer,
    MSFUNC = int4pl,
    MINVFUNC = int4mi,
    MSTYPE = integer,
    MFINALFUNC = public.ends,
    MFINALFUNC_EXTRA,
    MFINALFUNC_MODIFY = READ_WRITE
);
-------- down
DROP FUNCTION public.ends(integer);

CREATE OR REPLACE AGGREGATE public.plain(integer) (
    SFUNC = int4pl,
    STYPE = integer
);

DROP FUNCTION public.ends(integer, integer);
======== sort operator
-------- up
CREATE OR REPLACE AGGREGATE public.plain(integer) (
    SFUNC = int4pl,
    STYPE = integer,
    SORTOP = OPERATOR(pg_catalog.<)
);
-------- down
CREATE OR REPLACE AGGREGATE public.plain(integer) (
    SFUNC = int4pl,
    STYPE = integer
);
======== aggregate kind
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP AGGREGATE public.kinds(ORDER BY anyelement);

CREATE FUNCTION public.first_of(anyelement, anyelement)
RETURNS anyelement
LANGUAGE sql
AS $$SELECT $1$$;

CREATE AGGREGATE public.kinds(anyelement) (
    SFUNC = public.first_of,
    STYPE = anyelement
);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP AGGREGATE public.kinds(anyelement);

DROP FUNCTION public.first_of(anyelement, anyelement);

CREATE AGGREGATE public.kinds(ORDER BY anyelement) (
    SFUNC = ordered_set_transition,
    STYPE = internal,
    FINALFUNC = mode_final,
    FINALFUNC_EXTRA,
    FINALFUNC_MODIFY = READ_WRITE
);
======== owner, grants and comment
-------- up
-- needs a privilege: public.plain(integer) (membership in the role draft_keeper)
ALTER AGGREGATE public.plain(integer) OWNER TO draft_keeper;

-- changes access: FUNCTION public.plain(integer) (PUBLIC loses EXECUTE)
REVOKE EXECUTE ON FUNCTION public.plain(integer) FROM PUBLIC;

COMMENT ON AGGREGATE public.plain(integer) IS 'plain';
-------- down
-- needs a privilege: public.plain(integer) (membership in the role postgres)
ALTER AGGREGATE public.plain(integer) OWNER TO postgres;

-- changes access: FUNCTION public.plain(integer) (PUBLIC gets EXECUTE)
GRANT EXECUTE ON FUNCTION public.plain(integer) TO PUBLIC;

COMMENT ON AGGREGATE public.plain(integer) IS NULL;
