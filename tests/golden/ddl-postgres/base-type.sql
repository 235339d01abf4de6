======== added
-------- up
-- needs a privilege: public.small (superuser)
CREATE TYPE public.small (INPUT = public.small_in, OUTPUT = public.small_out, INTERNALLENGTH = 4, PASSEDBYVALUE, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'N', PREFERRED = true, DEFAULT = '7', DELIMITER = ';');

COMMENT ON TYPE public.small IS 'a number';
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- deletes data: public.small (columns of the type that came after this was written go as well)
DROP TYPE public.small CASCADE;

CREATE TYPE public.small;

SET check_function_bodies = off;

-- needs a privilege: public.small_in(cstring) (superuser)
CREATE FUNCTION public.small_in(cstring)
RETURNS public.small
LANGUAGE internal IMMUTABLE STRICT
AS $$int4in$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.small_out(public.small) (superuser)
CREATE FUNCTION public.small_out(public.small)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$int4out$$;

RESET check_function_bodies;
======== a name without a type is added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TYPE public."Weird ""Name""; --";
-------- down
DROP TYPE public."Weird ""Name""; --";
======== a name becomes a type
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public.shell_reads(cstring) (superuser)
CREATE FUNCTION public.shell_reads(cstring)
RETURNS public.shell
LANGUAGE internal IMMUTABLE STRICT
AS $$textin$$;

-- needs a privilege: public.shell_writes(public.shell) (superuser)
CREATE FUNCTION public.shell_writes(public.shell)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$textout$$;

-- needs a privilege: public.shell (superuser)
CREATE TYPE public.shell (INPUT = public.shell_reads, OUTPUT = public.shell_writes, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'U');
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- deletes data: public.shell (columns of the type that came after this was written go as well)
DROP TYPE public.shell CASCADE;

CREATE TYPE public.shell;
======== receive, send, modifiers, storage
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.pair_receive(internal);

DROP FUNCTION public.pair_send(public.pair);

-- deletes data: public.pair (columns of the type that came after this was written go as well)
DROP TYPE public.pair CASCADE;

CREATE TYPE public.pair;

SET check_function_bodies = off;

-- needs a privilege: public.pair_in(cstring) (superuser)
CREATE FUNCTION public.pair_in(cstring)
RETURNS public.pair
LANGUAGE internal IMMUTABLE STRICT
AS $$textin$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_out(public.pair) (superuser)
CREATE FUNCTION public.pair_out(public.pair)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$textout$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_receive(internal) (superuser)
CREATE FUNCTION public.pair_receive(internal)
RETURNS public.pair
LANGUAGE internal STABLE STRICT
AS $$textrecv$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_send(public.pair) (superuser)
CREATE FUNCTION public.pair_send(public.pair)
RETURNS bytea
LANGUAGE internal STABLE STRICT
AS $$textsend$$;

RESET check_function_bodies;

-- needs a privilege: public.pair (superuser)
CREATE TYPE public.pair (INPUT = public.pair_in, OUTPUT = public.pair_out, RECEIVE = public.pair_receive, SEND = public.pair_send, TYPMOD_IN = public.modifier_in, TYPMOD_OUT = public.modifier_out, ANALYZE = array_typanalyze, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 'U');
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- deletes data: public.pair (columns of the type that came after this was written go as well)
DROP TYPE public.pair CASCADE;

CREATE TYPE public.pair;

SET check_function_bodies = off;

-- needs a privilege: public.pair_in(cstring) (superuser)
CREATE FUNCTION public.pair_in(cstring)
RETURNS public.pair
LANGUAGE internal IMMUTABLE STRICT
AS $$textin$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_out(public.pair) (superuser)
CREATE FUNCTION public.pair_out(public.pair)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$textout$$;

RESET check_function_bodies;

-- needs a privilege: public.pair (superuser)
CREATE TYPE public.pair (INPUT = public.pair_in, OUTPUT = public.pair_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'U');

SET check_function_bodies = off;

-- needs a privilege: public.pair_receive(internal) (superuser)
CREATE FUNCTION public.pair_receive(internal)
RETURNS public.pair
LANGUAGE internal STABLE STRICT
AS $$textrecv$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_send(public.pair) (superuser)
CREATE FUNCTION public.pair_send(public.pair)
RETURNS bytea
LANGUAGE internal STABLE STRICT
AS $$textsend$$;

RESET check_function_bodies;
======== how it is kept
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.pair_receive(internal);

DROP FUNCTION public.pair_send(public.pair);

-- deletes data: public.pair (columns of the type that came after this was written go as well)
DROP TYPE public.pair CASCADE;

CREATE TYPE public.pair;

-- needs a privilege: public.pair_in(cstring) (superuser)
CREATE FUNCTION public.pair_in(cstring)
RETURNS public.pair
LANGUAGE internal IMMUTABLE STRICT
AS $$int2in$$;

-- needs a privilege: public.pair_out(public.pair) (superuser)
CREATE FUNCTION public.pair_out(public.pair)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$int2out$$;

-- needs a privilege: public.pair (superuser)
CREATE TYPE public.pair (INPUT = public.pair_in, OUTPUT = public.pair_out, INTERNALLENGTH = 2, PASSEDBYVALUE, ALIGNMENT = int2, STORAGE = plain, CATEGORY = 'X', PREFERRED = true, DEFAULT = '7', DELIMITER = ';', COLLATABLE = true);

SET check_function_bodies = off;

-- needs a privilege: public.pair_receive(internal) (superuser)
CREATE FUNCTION public.pair_receive(internal)
RETURNS public.pair
LANGUAGE internal STABLE STRICT
AS $$textrecv$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_send(public.pair) (superuser)
CREATE FUNCTION public.pair_send(public.pair)
RETURNS bytea
LANGUAGE internal STABLE STRICT
AS $$textsend$$;

RESET check_function_bodies;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.pair_receive(internal);

DROP FUNCTION public.pair_send(public.pair);

-- deletes data: public.pair (columns of the type that came after this was written go as well)
DROP TYPE public.pair CASCADE;

CREATE TYPE public.pair;

-- needs a privilege: public.pair_in(cstring) (superuser)
CREATE FUNCTION public.pair_in(cstring)
RETURNS public.pair
LANGUAGE internal IMMUTABLE STRICT
AS $$textin$$;

-- needs a privilege: public.pair_out(public.pair) (superuser)
CREATE FUNCTION public.pair_out(public.pair)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$textout$$;

-- needs a privilege: public.pair (superuser)
CREATE TYPE public.pair (INPUT = public.pair_in, OUTPUT = public.pair_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'U');

SET check_function_bodies = off;

-- needs a privilege: public.pair_receive(internal) (superuser)
CREATE FUNCTION public.pair_receive(internal)
RETURNS public.pair
LANGUAGE internal STABLE STRICT
AS $$textrecv$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_send(public.pair) (superuser)
CREATE FUNCTION public.pair_send(public.pair)
RETURNS bytea
LANGUAGE internal STABLE STRICT
AS $$textsend$$;

RESET check_function_bodies;
======== functions in and out
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.pair_receive(internal);

DROP FUNCTION public.pair_send(public.pair);

-- deletes data: public.pair (columns of the type that came after this was written go as well)
DROP TYPE public.pair CASCADE;

CREATE TYPE public.pair;

-- needs a privilege: public.pair_reads(cstring) (superuser)
CREATE FUNCTION public.pair_reads(cstring)
RETURNS public.pair
LANGUAGE internal IMMUTABLE STRICT
AS $$textin$$;

-- needs a privilege: public.pair_writes(public.pair) (superuser)
CREATE FUNCTION public.pair_writes(public.pair)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$textout$$;

-- needs a privilege: public.pair (superuser)
CREATE TYPE public.pair (INPUT = public.pair_reads, OUTPUT = public.pair_writes, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'U');

SET check_function_bodies = off;

-- needs a privilege: public.pair_receive(internal) (superuser)
CREATE FUNCTION public.pair_receive(internal)
RETURNS public.pair
LANGUAGE internal STABLE STRICT
AS $$textrecv$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_send(public.pair) (superuser)
CREATE FUNCTION public.pair_send(public.pair)
RETURNS bytea
LANGUAGE internal STABLE STRICT
AS $$textsend$$;

RESET check_function_bodies;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.pair_receive(internal);

DROP FUNCTION public.pair_send(public.pair);

-- deletes data: public.pair (columns of the type that came after this was written go as well)
DROP TYPE public.pair CASCADE;

CREATE TYPE public.pair;

-- needs a privilege: public.pair_in(cstring) (superuser)
CREATE FUNCTION public.pair_in(cstring)
RETURNS public.pair
LANGUAGE internal IMMUTABLE STRICT
AS $$textin$$;

-- needs a privilege: public.pair_out(public.pair) (superuser)
CREATE FUNCTION public.pair_out(public.pair)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$textout$$;

-- needs a privilege: public.pair (superuser)
CREATE TYPE public.pair (INPUT = public.pair_in, OUTPUT = public.pair_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'U');

SET check_function_bodies = off;

-- needs a privilege: public.pair_receive(internal) (superuser)
CREATE FUNCTION public.pair_receive(internal)
RETURNS public.pair
LANGUAGE internal STABLE STRICT
AS $$textrecv$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_send(public.pair) (superuser)
CREATE FUNCTION public.pair_send(public.pair)
RETURNS bytea
LANGUAGE internal STABLE STRICT
AS $$textsend$$;

RESET check_function_bodies;
======== element and subscript
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.pair_receive(internal);

DROP FUNCTION public.pair_send(public.pair);

-- deletes data: public.pair (columns of the type that came after this was written go as well)
DROP TYPE public.pair CASCADE;

CREATE TYPE public.pair;

-- needs a privilege: public.pair_in(cstring) (superuser)
CREATE FUNCTION public.pair_in(cstring)
RETURNS public.pair
LANGUAGE internal IMMUTABLE STRICT
AS $$point_in$$;

-- needs a privilege: public.pair_out(public.pair) (superuser)
CREATE FUNCTION public.pair_out(public.pair)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$point_out$$;

-- needs a privilege: public.pair (superuser)
CREATE TYPE public.pair (INPUT = public.pair_in, OUTPUT = public.pair_out, SUBSCRIPT = raw_array_subscript_handler, INTERNALLENGTH = 16, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'U', ELEMENT = double precision);

SET check_function_bodies = off;

-- needs a privilege: public.pair_receive(internal) (superuser)
CREATE FUNCTION public.pair_receive(internal)
RETURNS public.pair
LANGUAGE internal STABLE STRICT
AS $$textrecv$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_send(public.pair) (superuser)
CREATE FUNCTION public.pair_send(public.pair)
RETURNS bytea
LANGUAGE internal STABLE STRICT
AS $$textsend$$;

RESET check_function_bodies;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.pair_receive(internal);

DROP FUNCTION public.pair_send(public.pair);

-- deletes data: public.pair (columns of the type that came after this was written go as well)
DROP TYPE public.pair CASCADE;

CREATE TYPE public.pair;

-- needs a privilege: public.pair_in(cstring) (superuser)
CREATE FUNCTION public.pair_in(cstring)
RETURNS public.pair
LANGUAGE internal IMMUTABLE STRICT
AS $$textin$$;

-- needs a privilege: public.pair_out(public.pair) (superuser)
CREATE FUNCTION public.pair_out(public.pair)
RETURNS cstring
LANGUAGE internal IMMUTABLE STRICT
AS $$textout$$;

-- needs a privilege: public.pair (superuser)
CREATE TYPE public.pair (INPUT = public.pair_in, OUTPUT = public.pair_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'U');

SET check_function_bodies = off;

-- needs a privilege: public.pair_receive(internal) (superuser)
CREATE FUNCTION public.pair_receive(internal)
RETURNS public.pair
LANGUAGE internal STABLE STRICT
AS $$textrecv$$;

RESET check_function_bodies;

SET check_function_bodies = off;

-- needs a privilege: public.pair_send(public.pair) (superuser)
CREATE FUNCTION public.pair_send(public.pair)
RETURNS bytea
LANGUAGE internal STABLE STRICT
AS $$textsend$$;

RESET check_function_bodies;
======== owner, grants and comment
-------- up
-- needs a privilege: public.pair (membership in the role draft_keeper)
ALTER TYPE public.pair OWNER TO draft_keeper;

-- changes access: TYPE public.pair (draft_reader gets USAGE)
GRANT USAGE ON TYPE public.pair TO draft_reader;

COMMENT ON TYPE public.pair IS 'two';
-------- down
-- needs a privilege: public.pair (membership in the role postgres)
ALTER TYPE public.pair OWNER TO postgres;

-- changes access: TYPE public.pair (draft_reader loses USAGE)
REVOKE USAGE ON TYPE public.pair FROM draft_reader;

COMMENT ON TYPE public.pair IS NULL;
