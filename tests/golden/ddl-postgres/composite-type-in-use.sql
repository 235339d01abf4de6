======== an attribute's type, with a column of it
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.seen;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN p DROP DEFAULT;

ALTER TYPE public.pair RENAME TO pair__old;

CREATE TYPE public.pair AS (a bigint, b text);

-- rewrites the table: public."Weird ""Name""; --" (p from public.pair to public.pair writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- may fail: public."Weird ""Name""; --" (where a value of p is not in the new type)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN p TYPE public.pair USING p::text::public.pair;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN p SET DEFAULT ROW((1)::bigint, 'x'::text)::public.pair;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".id,
    ("Weird ""Name""; --".p).b AS b
   FROM public."Weird ""Name""; --";

DROP TYPE public.pair__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.seen;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN p DROP DEFAULT;

ALTER TYPE public.pair RENAME TO pair__old;

CREATE TYPE public.pair AS (a integer, b text);

-- rewrites the table: public."Weird ""Name""; --" (p from public.pair to public.pair writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- may fail: public."Weird ""Name""; --" (where a value of p is not in the new type)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN p TYPE public.pair USING p::text::public.pair;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN p SET DEFAULT ROW(1, 'x'::text)::public.pair;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".id,
    ("Weird ""Name""; --".p).b AS b
   FROM public."Weird ""Name""; --";

DROP TYPE public.pair__old;
======== an attribute's type, with an array of it
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.held RENAME TO held__old;

CREATE TYPE public.held AS (a bigint, b text);

-- rewrites the table: public."Weird ""Name""; --" (hs from public.held[] to public.held[] writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- may fail: public."Weird ""Name""; --" (where a value of hs is not in the new type)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN hs TYPE public.held[] USING hs::text[]::public.held[];

DROP TYPE public.held__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.held RENAME TO held__old;

CREATE TYPE public.held AS (a integer, b text);

-- rewrites the table: public."Weird ""Name""; --" (hs from public.held[] to public.held[] writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- may fail: public."Weird ""Name""; --" (where a value of hs is not in the new type)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN hs TYPE public.held[] USING hs::text[]::public.held[];

DROP TYPE public.held__old;
======== an attribute's type, with a table of it
-------- up
ALTER TYPE public.shape ALTER ATTRIBUTE a TYPE bigint CASCADE;
-------- down
ALTER TYPE public.shape ALTER ATTRIBUTE a TYPE integer CASCADE;
======== attributes come and go, and one has another type, with a column of it
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.seen;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN p DROP DEFAULT;

ALTER TYPE public.pair RENAME TO pair__old;

CREATE TYPE public.pair AS (c date, b character varying(9), d integer);

-- rewrites the table: public."Weird ""Name""; --" (p from public.pair to public.pair writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- deletes data: public."Weird ""Name""; --" (values of the attribute a of p are lost)
-- may fail: public."Weird ""Name""; --" (where a value of p is not in the new type)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN p TYPE public.pair USING CASE WHEN p IS DISTINCT FROM NULL THEN ROW(NULL, (p).b::character varying(9), NULL)::public.pair END;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".id,
    ("Weird ""Name""; --".p).b AS b
   FROM public."Weird ""Name""; --";

DROP TYPE public.pair__old;

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.seen;

ALTER TYPE public.pair RENAME TO pair__old;

CREATE TYPE public.pair AS (a integer, b text);

-- rewrites the table: public."Weird ""Name""; --" (p from public.pair to public.pair writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- deletes data: public."Weird ""Name""; --" (values of the attribute c of p are lost)
-- deletes data: public."Weird ""Name""; --" (values of the attribute d of p are lost)
-- may fail: public."Weird ""Name""; --" (where a value of p is not in the new type)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN p TYPE public.pair USING CASE WHEN p IS DISTINCT FROM NULL THEN ROW(NULL, (p).b::text)::public.pair END;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN p SET DEFAULT ROW(1, 'x'::text)::public.pair;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".id,
    ("Weird ""Name""; --".p).b AS b
   FROM public."Weird ""Name""; --";

DROP TYPE public.pair__old;

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
======== attributes come and go, and one has another type, with an array of it
-------- up
-- deletes data: public.held (values of the attribute a are lost)
ALTER TYPE public.held DROP ATTRIBUTE a CASCADE;

ALTER TYPE public.held ADD ATTRIBUTE d integer CASCADE;

-- not done: attribute public.held.b, type: not while tables are made of this type and have columns of it, or hold its values within others
-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- deletes data: public.held (values of the attribute d are lost)
ALTER TYPE public.held DROP ATTRIBUTE d CASCADE;

ALTER TYPE public.held ADD ATTRIBUTE a integer CASCADE;

-- not done: composite type public.held, attribute order: values of the type are within arrays or other types
-- not done: attribute public.held.b, type: not while tables are made of this type and have columns of it, or hold its values within others
-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
======== attributes come in their order
-------- up
ALTER TYPE public.lone ADD ATTRIBUTE z text CASCADE;

ALTER TYPE public.lone ADD ATTRIBUTE y integer CASCADE;

ALTER TYPE public.lone ADD ATTRIBUTE x date CASCADE;
-------- down
-- deletes data: public.lone (values of the attribute x are lost)
ALTER TYPE public.lone DROP ATTRIBUTE x CASCADE;

-- deletes data: public.lone (values of the attribute y are lost)
ALTER TYPE public.lone DROP ATTRIBUTE y CASCADE;

-- deletes data: public.lone (values of the attribute z are lost)
ALTER TYPE public.lone DROP ATTRIBUTE z CASCADE;
======== another order
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.taking(public.lone);

DROP TYPE public.lone;

CREATE TYPE public.lone AS (c text, a integer, b text);

COMMENT ON COLUMN public.lone.c IS 'now first';

SET check_function_bodies = off;

CREATE FUNCTION public.taking(public.lone)
RETURNS text
LANGUAGE sql
AS $$SELECT $1.b$$;

RESET check_function_bodies;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FUNCTION public.taking(public.lone);

DROP TYPE public.lone;

CREATE TYPE public.lone AS (a integer, b text, c text);

SET check_function_bodies = off;

CREATE FUNCTION public.taking(public.lone)
RETURNS text
LANGUAGE sql
AS $$SELECT $1.b$$;

RESET check_function_bodies;
======== another order, with a column of it
-------- up
-- not done: composite type public.turned, attribute order: the server adds attributes at the end; only a type made anew has them in order, and all columns of it with it
-------- down
-- not done: composite type public.turned, attribute order: the server adds attributes at the end; only a type made anew has them in order, and all columns of it with it
