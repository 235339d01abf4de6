======== function added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public."Weird ""Name""; --"(integer, text[]) (superuser)
CREATE FUNCTION public."Weird ""Name""; --"(a integer, VARIADIC b text[] DEFAULT '{}'::text[], OUT c text)
RETURNS text
LANGUAGE plpgsql STABLE STRICT LEAKPROOF SECURITY DEFINER PARALLEL SAFE COST 5
SET search_path TO 'pg_catalog, pg_temp'
AS $body$ BEGIN c := '$$'; END $body$;

GRANT EXECUTE ON FUNCTION public."Weird ""Name""; --"(integer, text[]) TO draft_reader;

COMMENT ON FUNCTION public."Weird ""Name""; --"(integer, text[]) IS 'odd';
-------- down
DROP FUNCTION public."Weird ""Name""; --"(integer, text[]);
======== function dropped
-------- up
DROP FUNCTION public.plain(integer, integer);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$;
======== procedure added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE PROCEDURE public.empty()
LANGUAGE sql
BEGIN ATOMIC
END;

COMMENT ON PROCEDURE public.empty() IS 'nothing';
-------- down
DROP PROCEDURE public.empty();
======== procedure dropped
-------- up
DROP PROCEDURE public.clean(integer);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE PROCEDURE public.clean(INOUT n integer)
LANGUAGE plpgsql
AS $$BEGIN n := 0; END$$;
======== window function added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public.rank_too() (superuser)
CREATE FUNCTION public.rank_too()
RETURNS bigint
LANGUAGE internal WINDOW IMMUTABLE STRICT
AS $$window_rank$$;
-------- down
DROP FUNCTION public.rank_too();
======== window function dropped
-------- up
DROP FUNCTION public.ranked();
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public.ranked() (superuser)
CREATE FUNCTION public.ranked()
RETURNS bigint
LANGUAGE internal WINDOW IMMUTABLE STRICT
AS $$window_row_number$$;
======== parameters: a default
-------- up
CREATE OR REPLACE FUNCTION public.plain(a integer, b integer DEFAULT 2)
RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.plain(integer, integer);

SET check_function_bodies = off;

CREATE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$;

RESET check_function_bodies;
======== parameters: another name, below a default, a check and an index
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP INDEX public.users_used;

ALTER TABLE public.users DROP CONSTRAINT users_a;

ALTER TABLE ONLY public.users ALTER COLUMN a DROP DEFAULT;

DROP FUNCTION public.used(integer);

CREATE FUNCTION public.used(n integer)
RETURNS integer
LANGUAGE sql IMMUTABLE
AS $$SELECT n$$;

ALTER TABLE ONLY public.users ALTER COLUMN a SET DEFAULT public.used(1);

ALTER TABLE public.users ADD CONSTRAINT users_a CHECK ((public.used(a) > 0)) NOT VALID;
-- outside of a transaction
-- may fail: public.users (where a row does not fulfil it)
ALTER TABLE public.users VALIDATE CONSTRAINT users_a;
-- outside of a transaction
-- builds an index: public.users (while others read and write)
CREATE INDEX CONCURRENTLY users_used ON public.users USING btree (public.used(a));
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP INDEX public.users_used;

ALTER TABLE public.users DROP CONSTRAINT users_a;

ALTER TABLE ONLY public.users ALTER COLUMN a DROP DEFAULT;

DROP FUNCTION public.used(integer);

CREATE FUNCTION public.used(a integer)
RETURNS integer
LANGUAGE sql IMMUTABLE
AS $$SELECT a$$;

ALTER TABLE ONLY public.users ALTER COLUMN a SET DEFAULT public.used(1);

ALTER TABLE public.users ADD CONSTRAINT users_a CHECK ((public.used(a) > 0)) NOT VALID;
-- outside of a transaction
-- may fail: public.users (where a row does not fulfil it)
ALTER TABLE public.users VALIDATE CONSTRAINT users_a;
-- outside of a transaction
-- builds an index: public.users (while others read and write)
CREATE INDEX CONCURRENTLY users_used ON public.users USING btree (public.used(a));
======== returns
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.plain(integer, integer);

CREATE FUNCTION public.plain(a integer, b integer)
RETURNS bigint
LANGUAGE sql
AS $$SELECT (a + b)::bigint$$;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.plain(integer, integer);

CREATE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$;
======== language and body
-------- up
CREATE OR REPLACE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE plpgsql
AS $$BEGIN RETURN a * b; END$$;
-------- down
CREATE OR REPLACE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$;
======== sql body
-------- up
CREATE OR REPLACE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql
RETURN (a - b);
-------- down
CREATE OR REPLACE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$;
======== library
-------- up
CREATE OR REPLACE FUNCTION public.loaded()
RETURNS language_handler
LANGUAGE c
AS 'plpgsql', 'plpgsql_call_handler';
-------- down
CREATE OR REPLACE FUNCTION public.loaded()
RETURNS language_handler
LANGUAGE c
AS '$libdir/plpgsql', 'plpgsql_call_handler';
======== volatility, strictness, security, leaks, parallel, cost
-------- up
CREATE OR REPLACE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql IMMUTABLE STRICT LEAKPROOF SECURITY DEFINER PARALLEL RESTRICTED COST 7
AS $$SELECT a + b$$;
-------- down
CREATE OR REPLACE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$;
======== rows and support
-------- up
CREATE OR REPLACE FUNCTION public.many(n integer)
RETURNS SETOF integer
LANGUAGE sql ROWS 7 SUPPORT public.helps
AS $$SELECT n$$;
-------- down
CREATE OR REPLACE FUNCTION public.many(n integer)
RETURNS SETOF integer
LANGUAGE sql
AS $$SELECT n$$;
======== configuration
-------- up
CREATE OR REPLACE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql
SET work_mem TO '5MB'
SET search_path TO 'pg_catalog', 'Weird "Schema"; --'
AS $$SELECT a + b$$;
-------- down
CREATE OR REPLACE FUNCTION public.plain(a integer, b integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$;
======== routine kind
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.native(integer);

CREATE PROCEDURE public.native(IN integer)
LANGUAGE sql
AS $$SELECT 1$$;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP PROCEDURE public.native(integer);

-- needs a privilege: public.native(integer) (superuser)
CREATE FUNCTION public.native(integer)
RETURNS integer
LANGUAGE internal STRICT
AS $$int4up$$;
======== transforms
-------- up
CREATE OR REPLACE FUNCTION public.turned(a integer)
RETURNS integer
LANGUAGE plpgsql TRANSFORM FOR TYPE integer
AS $$BEGIN RETURN a; END$$;
-------- down
CREATE OR REPLACE FUNCTION public.turned(a integer)
RETURNS integer
LANGUAGE plpgsql
AS $$BEGIN RETURN a; END$$;
======== procedure: body, owner, grants and comment
-------- up
CREATE OR REPLACE PROCEDURE public.clean(INOUT n integer)
LANGUAGE plpgsql
AS $$BEGIN n := 1; END$$;

-- needs a privilege: public.clean(integer) (membership in the role draft_keeper)
ALTER PROCEDURE public.clean(integer) OWNER TO draft_keeper;

-- changes access: PROCEDURE public.clean(integer) (draft_reader gets EXECUTE)
GRANT EXECUTE ON PROCEDURE public.clean(integer) TO draft_reader;

COMMENT ON PROCEDURE public.clean(integer) IS 'clean';
-------- down
CREATE OR REPLACE PROCEDURE public.clean(INOUT n integer)
LANGUAGE plpgsql
AS $$BEGIN n := 0; END$$;

-- needs a privilege: public.clean(integer) (membership in the role postgres)
ALTER PROCEDURE public.clean(integer) OWNER TO postgres;

-- changes access: PROCEDURE public.clean(integer) (draft_reader loses EXECUTE)
REVOKE EXECUTE ON PROCEDURE public.clean(integer) FROM draft_reader;

COMMENT ON PROCEDURE public.clean(integer) IS NULL;
======== procedure: configuration and security
-------- up
CREATE OR REPLACE PROCEDURE public.clean(INOUT n integer)
LANGUAGE plpgsql SECURITY DEFINER
SET work_mem TO '5MB'
AS $$BEGIN n := 0; END$$;
-------- down
CREATE OR REPLACE PROCEDURE public.clean(INOUT n integer)
LANGUAGE plpgsql
AS $$BEGIN n := 0; END$$;
======== procedure: sql body
-------- up
CREATE OR REPLACE PROCEDURE public.in_sql(IN a integer)
LANGUAGE sql
BEGIN ATOMIC
 SELECT a AS a;
END;
-------- down
CREATE OR REPLACE PROCEDURE public.in_sql(IN a integer)
LANGUAGE sql
AS $$SELECT 1$$;
======== procedure: library
-------- up
CREATE OR REPLACE PROCEDURE public.native_too()
LANGUAGE c
AS 'plpgsql', 'plpgsql_call_handler';
-------- down
CREATE OR REPLACE PROCEDURE public.native_too()
LANGUAGE c
AS '$libdir/plpgsql', 'plpgsql_call_handler';
======== procedure: transforms
-------- up
CREATE OR REPLACE PROCEDURE public.turned_too(INOUT a integer)
LANGUAGE plpgsql TRANSFORM FOR TYPE integer
AS $$BEGIN END$$;
-------- down
CREATE OR REPLACE PROCEDURE public.turned_too(INOUT a integer)
LANGUAGE plpgsql
AS $$BEGIN END$$;
======== window function: body, strictness, volatility, cost, security, leaks, parallel
-------- up
CREATE OR REPLACE FUNCTION public.ranked()
RETURNS bigint
LANGUAGE internal WINDOW STABLE LEAKPROOF SECURITY DEFINER PARALLEL SAFE COST 7
SET work_mem TO '5MB'
AS $$window_rank$$;
-------- down
CREATE OR REPLACE FUNCTION public.ranked()
RETURNS bigint
LANGUAGE internal WINDOW IMMUTABLE STRICT
AS $$window_row_number$$;
======== window function: rows and support
-------- up
CREATE OR REPLACE FUNCTION public.of_rows(n integer)
RETURNS SETOF bigint
LANGUAGE internal WINDOW IMMUTABLE STRICT ROWS 7 SUPPORT public.helps
AS $$window_row_number$$;
-------- down
CREATE OR REPLACE FUNCTION public.of_rows(n integer)
RETURNS SETOF bigint
LANGUAGE internal WINDOW IMMUTABLE STRICT
AS $$window_row_number$$;
======== window function: parameters and returns
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.of_rows(integer);

SET check_function_bodies = off;

-- needs a privilege: public.of_rows(integer) (superuser)
CREATE FUNCTION public.of_rows(many integer)
RETURNS SETOF integer
LANGUAGE internal WINDOW IMMUTABLE STRICT
AS $$window_row_number$$;

RESET check_function_bodies;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.of_rows(integer);

SET check_function_bodies = off;

-- needs a privilege: public.of_rows(integer) (superuser)
CREATE FUNCTION public.of_rows(n integer)
RETURNS SETOF bigint
LANGUAGE internal WINDOW IMMUTABLE STRICT
AS $$window_row_number$$;

RESET check_function_bodies;
======== window function: language and library
-------- up
CREATE OR REPLACE FUNCTION public.ranked()
RETURNS bigint
LANGUAGE c WINDOW IMMUTABLE STRICT
AS '$libdir/plpgsql', 'plpgsql_call_handler';
-------- down
CREATE OR REPLACE FUNCTION public.ranked()
RETURNS bigint
LANGUAGE internal WINDOW IMMUTABLE STRICT
AS $$window_row_number$$;
======== window function: another library
-------- up
CREATE OR REPLACE FUNCTION public.ranked()
RETURNS bigint
LANGUAGE c WINDOW IMMUTABLE STRICT
AS 'plpgsql', 'plpgsql_call_handler';
-------- down
CREATE OR REPLACE FUNCTION public.ranked()
RETURNS bigint
LANGUAGE internal WINDOW IMMUTABLE STRICT
AS $$window_row_number$$;
======== window function: kind
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.ranked();

CREATE FUNCTION public.ranked()
RETURNS bigint
LANGUAGE sql
AS $$SELECT 1::bigint$$;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.ranked();

-- needs a privilege: public.ranked() (superuser)
CREATE FUNCTION public.ranked()
RETURNS bigint
LANGUAGE internal WINDOW IMMUTABLE STRICT
AS $$window_row_number$$;
======== window function: owner, grants and comment
-------- up
-- needs a privilege: public.ranked() (membership in the role draft_keeper)
ALTER FUNCTION public.ranked() OWNER TO draft_keeper;

-- changes access: FUNCTION public.ranked() (PUBLIC loses EXECUTE)
REVOKE EXECUTE ON FUNCTION public.ranked() FROM PUBLIC;

COMMENT ON FUNCTION public.ranked() IS 'ranked';
-------- down
-- needs a privilege: public.ranked() (membership in the role postgres)
ALTER FUNCTION public.ranked() OWNER TO postgres;

-- changes access: FUNCTION public.ranked() (PUBLIC gets EXECUTE)
GRANT EXECUTE ON FUNCTION public.ranked() TO PUBLIC;

COMMENT ON FUNCTION public.ranked() IS NULL;
======== owner
-------- up
-- needs a privilege: public.plain(integer, integer) (membership in the role draft_keeper)
ALTER FUNCTION public.plain(integer, integer) OWNER TO draft_keeper;
-------- down
-- needs a privilege: public.plain(integer, integer) (membership in the role postgres)
ALTER FUNCTION public.plain(integer, integer) OWNER TO postgres;
======== grants
-------- up
-- changes access: FUNCTION public.plain(integer, integer) (PUBLIC loses EXECUTE)
REVOKE EXECUTE ON FUNCTION public.plain(integer, integer) FROM PUBLIC;

-- changes access: FUNCTION public.plain(integer, integer) (draft_reader gets EXECUTE)
GRANT EXECUTE ON FUNCTION public.plain(integer, integer) TO draft_reader;
-------- down
-- changes access: FUNCTION public.plain(integer, integer) (draft_reader loses EXECUTE)
REVOKE EXECUTE ON FUNCTION public.plain(integer, integer) FROM draft_reader;

-- changes access: FUNCTION public.plain(integer, integer) (PUBLIC gets EXECUTE)
GRANT EXECUTE ON FUNCTION public.plain(integer, integer) TO PUBLIC;
======== comment
-------- up
COMMENT ON FUNCTION public.plain(integer, integer) IS 'adds';
-------- down
COMMENT ON FUNCTION public.plain(integer, integer) IS NULL;
