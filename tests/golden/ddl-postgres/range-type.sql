======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TYPE public."Weird ""Name""; --" AS RANGE (subtype = double precision, subtype_diff = public.apart, multirange_type_name = public."Weird ""Many""; --");

COMMENT ON TYPE public."Weird ""Name""; --" IS 'odd';
-------- down
DROP TYPE public."Weird ""Name""; --";
======== subtype
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.span RENAME TO span__old;

ALTER TYPE public.span_multirange RENAME TO span__old_multi;

ALTER FUNCTION public.span(double precision, double precision) RENAME TO span__old;

ALTER FUNCTION public.span(double precision, double precision, text) RENAME TO span__old;

ALTER FUNCTION public.span_multirange() RENAME TO span_multirange__old;

CREATE TYPE public.span AS RANGE (subtype = numeric, multirange_type_name = public.span_multirange);

-- rewrites the table: public.t (s from public.span to public.span writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of s is not in the new type)
ALTER TABLE public.t ALTER COLUMN s TYPE public.span USING s::text::public.span;

DROP TYPE public.span__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.span RENAME TO span__old;

ALTER TYPE public.span_multirange RENAME TO span__old_multi;

ALTER FUNCTION public.span(numeric, numeric) RENAME TO span__old;

ALTER FUNCTION public.span(numeric, numeric, text) RENAME TO span__old;

ALTER FUNCTION public.span_multirange() RENAME TO span_multirange__old;

CREATE TYPE public.span AS RANGE (subtype = double precision, multirange_type_name = public.span_multirange);

-- rewrites the table: public.t (s from public.span to public.span writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of s is not in the new type)
ALTER TABLE public.t ALTER COLUMN s TYPE public.span USING s::text::public.span;

DROP TYPE public.span__old;
======== subtype diff
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.span RENAME TO span__old;

ALTER TYPE public.span_multirange RENAME TO span__old_multi;

ALTER FUNCTION public.span(double precision, double precision) RENAME TO span__old;

ALTER FUNCTION public.span(double precision, double precision, text) RENAME TO span__old;

ALTER FUNCTION public.span_multirange() RENAME TO span_multirange__old;

CREATE TYPE public.span AS RANGE (subtype = double precision, subtype_diff = public.apart, multirange_type_name = public.span_multirange);

-- rewrites the table: public.t (s from public.span to public.span writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of s is not in the new type)
ALTER TABLE public.t ALTER COLUMN s TYPE public.span USING s::text::public.span;

DROP TYPE public.span__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.span RENAME TO span__old;

ALTER TYPE public.span_multirange RENAME TO span__old_multi;

ALTER FUNCTION public.span(double precision, double precision) RENAME TO span__old;

ALTER FUNCTION public.span(double precision, double precision, text) RENAME TO span__old;

ALTER FUNCTION public.span_multirange() RENAME TO span_multirange__old;

CREATE TYPE public.span AS RANGE (subtype = double precision, multirange_type_name = public.span_multirange);

-- rewrites the table: public.t (s from public.span to public.span writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of s is not in the new type)
ALTER TABLE public.t ALTER COLUMN s TYPE public.span USING s::text::public.span;

DROP TYPE public.span__old;
======== opclass and collation
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.letters RENAME TO letters__old;

ALTER TYPE public.letters_multirange RENAME TO letters__old_multi;

ALTER FUNCTION public.letters(text, text) RENAME TO letters__old;

ALTER FUNCTION public.letters(text, text, text) RENAME TO letters__old;

ALTER FUNCTION public.letters_multirange() RENAME TO letters_multirange__old;

CREATE TYPE public.letters AS RANGE (subtype = text, subtype_opclass = pg_catalog.text_pattern_ops, collation = "C", multirange_type_name = public.letters_multirange);

-- rewrites the table: public.t (l from public.letters to public.letters writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of l is not in the new type)
ALTER TABLE public.t ALTER COLUMN l TYPE public.letters USING l::text::public.letters;

DROP TYPE public.letters__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.letters RENAME TO letters__old;

ALTER TYPE public.letters_multirange RENAME TO letters__old_multi;

ALTER FUNCTION public.letters(text, text) RENAME TO letters__old;

ALTER FUNCTION public.letters(text, text, text) RENAME TO letters__old;

ALTER FUNCTION public.letters_multirange() RENAME TO letters_multirange__old;

CREATE TYPE public.letters AS RANGE (subtype = text, multirange_type_name = public.letters_multirange);

-- rewrites the table: public.t (l from public.letters to public.letters writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of l is not in the new type)
ALTER TABLE public.t ALTER COLUMN l TYPE public.letters USING l::text::public.letters;

DROP TYPE public.letters__old;
======== multirange
-------- up
ALTER TYPE public.span_multirange RENAME TO spans;
-------- down
ALTER TYPE public.spans RENAME TO span_multirange;
======== added with a canonical function
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TYPE public.whole;

-- needs a privilege: public.canonical(public.whole) (superuser)
CREATE FUNCTION public.canonical(public.whole)
RETURNS public.whole
LANGUAGE internal IMMUTABLE STRICT
AS $$int4range_canonical$$;

CREATE TYPE public.whole AS RANGE (subtype = integer, canonical = public.canonical, multirange_type_name = public.whole_multirange);
-------- down
-- deletes data: public.whole (columns of the type that came after this was written go as well)
DROP TYPE public.whole CASCADE;
======== owner, grants and comment
-------- up
-- needs a privilege: public.span (membership in the role draft_keeper)
ALTER TYPE public.span OWNER TO draft_keeper;

-- changes access: TYPE public.span (draft_reader gets USAGE)
GRANT USAGE ON TYPE public.span TO draft_reader;

COMMENT ON TYPE public.span IS 'from to';
-------- down
-- needs a privilege: public.span (membership in the role postgres)
ALTER TYPE public.span OWNER TO postgres;

-- changes access: TYPE public.span (draft_reader loses USAGE)
REVOKE USAGE ON TYPE public.span FROM draft_reader;

COMMENT ON TYPE public.span IS NULL;
======== canonical
-------- up
-- not done: range type public.days, canonical: a range type gets its canonical function when it is made, and the function needs the type
-------- down
-- not done: range type public.days, canonical: a range type gets its canonical function when it is made, and the function needs the type
