======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TYPE public."Weird ""Name""; --" AS ENUM ('it''s', '');

COMMENT ON TYPE public."Weird ""Name""; --" IS 'odd';
-------- down
DROP TYPE public."Weird ""Name""; --";
======== a label is added in the middle
-------- up
ALTER TYPE public.mood ADD VALUE 'better' AFTER 'so so';
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.good;

DROP INDEX public.days_good;

ALTER TABLE ONLY public.days ALTER COLUMN m DROP DEFAULT;

ALTER TYPE public.mood RENAME TO mood__old;

CREATE TYPE public.mood AS ENUM ('bad', 'so so', 'good');

-- rewrites the table: public.days (m from public.mood to public.mood writes every row again)
-- blocks reads: public.days (as long as the table is rewritten)
-- may fail: public.days (where a value of m is not in the new type)
-- rewrites the table: public.days (ms from public.mood[] to public.mood[] writes every row again)
-- may fail: public.days (where a value of ms is not in the new type)
ALTER TABLE public.days ALTER COLUMN m TYPE public.mood USING m::text::public.mood,
    ALTER COLUMN ms TYPE public.mood[] USING ms::text[]::public.mood[];

ALTER TABLE ONLY public.days ALTER COLUMN m SET DEFAULT 'good'::public.mood;

CREATE VIEW public.good AS
SELECT days.m
   FROM public.days
  WHERE (days.m = 'good'::public.mood);

GRANT SELECT ON public.good TO draft_reader;

COMMENT ON VIEW public.good IS 'good days';

DROP TYPE public.mood__old;
-- outside of a transaction
-- builds an index: public.days (while others read and write)
CREATE INDEX CONCURRENTLY days_good ON public.days USING btree (m) WHERE (m = 'good'::public.mood);
======== a label is added and used
-------- up
-- By itself: what follows uses the label, which it may not in the same transaction.
ALTER TYPE public.mood ADD VALUE 'best';
-- a transaction of its own
ALTER TABLE ONLY public.days ALTER COLUMN m SET DEFAULT 'best'::public.mood;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.good;

DROP INDEX public.days_good;

ALTER TABLE ONLY public.days ALTER COLUMN m DROP DEFAULT;

ALTER TYPE public.mood RENAME TO mood__old;

CREATE TYPE public.mood AS ENUM ('bad', 'so so', 'good');

-- rewrites the table: public.days (m from public.mood to public.mood writes every row again)
-- blocks reads: public.days (as long as the table is rewritten)
-- may fail: public.days (where a value of m is not in the new type)
-- rewrites the table: public.days (ms from public.mood[] to public.mood[] writes every row again)
-- may fail: public.days (where a value of ms is not in the new type)
ALTER TABLE public.days ALTER COLUMN m TYPE public.mood USING m::text::public.mood,
    ALTER COLUMN ms TYPE public.mood[] USING ms::text[]::public.mood[];

ALTER TABLE ONLY public.days ALTER COLUMN m SET DEFAULT 'good'::public.mood;

CREATE VIEW public.good AS
SELECT days.m
   FROM public.days
  WHERE (days.m = 'good'::public.mood);

GRANT SELECT ON public.good TO draft_reader;

COMMENT ON VIEW public.good IS 'good days';

DROP TYPE public.mood__old;
-- outside of a transaction
-- builds an index: public.days (while others read and write)
CREATE INDEX CONCURRENTLY days_good ON public.days USING btree (m) WHERE (m = 'good'::public.mood);
======== a label has another name
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.good;

DROP INDEX public.days_good;

ALTER TABLE ONLY public.days ALTER COLUMN m DROP DEFAULT;

ALTER TYPE public.mood RENAME TO mood__old;

CREATE TYPE public.mood AS ENUM ('bad', 'fair', 'good');

-- rewrites the table: public.days (m from public.mood to public.mood writes every row again)
-- blocks reads: public.days (as long as the table is rewritten)
-- may fail: public.days (where a value of m is not in the new type)
-- rewrites the table: public.days (ms from public.mood[] to public.mood[] writes every row again)
-- may fail: public.days (where a value of ms is not in the new type)
ALTER TABLE public.days ALTER COLUMN m TYPE public.mood USING m::text::public.mood,
    ALTER COLUMN ms TYPE public.mood[] USING ms::text[]::public.mood[];

ALTER TABLE ONLY public.days ALTER COLUMN m SET DEFAULT 'good'::public.mood;

CREATE VIEW public.good AS
SELECT days.m
   FROM public.days
  WHERE (days.m = 'good'::public.mood);

GRANT SELECT ON public.good TO draft_reader;

COMMENT ON VIEW public.good IS 'good days';

DROP TYPE public.mood__old;
-- outside of a transaction
-- builds an index: public.days (while others read and write)
CREATE INDEX CONCURRENTLY days_good ON public.days USING btree (m) WHERE (m = 'good'::public.mood);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.good;

DROP INDEX public.days_good;

ALTER TABLE ONLY public.days ALTER COLUMN m DROP DEFAULT;

ALTER TYPE public.mood RENAME TO mood__old;

CREATE TYPE public.mood AS ENUM ('bad', 'so so', 'good');

-- rewrites the table: public.days (m from public.mood to public.mood writes every row again)
-- blocks reads: public.days (as long as the table is rewritten)
-- may fail: public.days (where a value of m is not in the new type)
-- rewrites the table: public.days (ms from public.mood[] to public.mood[] writes every row again)
-- may fail: public.days (where a value of ms is not in the new type)
ALTER TABLE public.days ALTER COLUMN m TYPE public.mood USING m::text::public.mood,
    ALTER COLUMN ms TYPE public.mood[] USING ms::text[]::public.mood[];

ALTER TABLE ONLY public.days ALTER COLUMN m SET DEFAULT 'good'::public.mood;

CREATE VIEW public.good AS
SELECT days.m
   FROM public.days
  WHERE (days.m = 'good'::public.mood);

GRANT SELECT ON public.good TO draft_reader;

COMMENT ON VIEW public.good IS 'good days';

DROP TYPE public.mood__old;
-- outside of a transaction
-- builds an index: public.days (while others read and write)
CREATE INDEX CONCURRENTLY days_good ON public.days USING btree (m) WHERE (m = 'good'::public.mood);
======== labels in another order, below a column, an index and a view
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.good;

DROP INDEX public.days_good;

ALTER TABLE ONLY public.days ALTER COLUMN m DROP DEFAULT;

ALTER TYPE public.mood RENAME TO mood__old;

CREATE TYPE public.mood AS ENUM ('good', 'so so', 'bad');

-- rewrites the table: public.days (m from public.mood to public.mood writes every row again)
-- blocks reads: public.days (as long as the table is rewritten)
-- may fail: public.days (where a value of m is not in the new type)
-- rewrites the table: public.days (ms from public.mood[] to public.mood[] writes every row again)
-- may fail: public.days (where a value of ms is not in the new type)
ALTER TABLE public.days ALTER COLUMN m TYPE public.mood USING m::text::public.mood,
    ALTER COLUMN ms TYPE public.mood[] USING ms::text[]::public.mood[];

ALTER TABLE ONLY public.days ALTER COLUMN m SET DEFAULT 'good'::public.mood;

CREATE VIEW public.good AS
SELECT days.m
   FROM public.days
  WHERE (days.m = 'good'::public.mood);

GRANT SELECT ON public.good TO draft_reader;

COMMENT ON VIEW public.good IS 'good days';

DROP TYPE public.mood__old;
-- outside of a transaction
-- builds an index: public.days (while others read and write)
CREATE INDEX CONCURRENTLY days_good ON public.days USING btree (m) WHERE (m = 'good'::public.mood);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.good;

DROP INDEX public.days_good;

ALTER TABLE ONLY public.days ALTER COLUMN m DROP DEFAULT;

ALTER TYPE public.mood RENAME TO mood__old;

CREATE TYPE public.mood AS ENUM ('bad', 'so so', 'good');

-- rewrites the table: public.days (m from public.mood to public.mood writes every row again)
-- blocks reads: public.days (as long as the table is rewritten)
-- may fail: public.days (where a value of m is not in the new type)
-- rewrites the table: public.days (ms from public.mood[] to public.mood[] writes every row again)
-- may fail: public.days (where a value of ms is not in the new type)
ALTER TABLE public.days ALTER COLUMN m TYPE public.mood USING m::text::public.mood,
    ALTER COLUMN ms TYPE public.mood[] USING ms::text[]::public.mood[];

ALTER TABLE ONLY public.days ALTER COLUMN m SET DEFAULT 'good'::public.mood;

CREATE VIEW public.good AS
SELECT days.m
   FROM public.days
  WHERE (days.m = 'good'::public.mood);

GRANT SELECT ON public.good TO draft_reader;

COMMENT ON VIEW public.good IS 'good days';

DROP TYPE public.mood__old;
-- outside of a transaction
-- builds an index: public.days (while others read and write)
CREATE INDEX CONCURRENTLY days_good ON public.days USING btree (m) WHERE (m = 'good'::public.mood);
======== owner, grants and comment
-------- up
-- needs a privilege: public.mood (membership in the role draft_keeper)
ALTER TYPE public.mood OWNER TO draft_keeper;

-- changes access: TYPE public.mood (draft_reader gets USAGE)
GRANT USAGE ON TYPE public.mood TO draft_reader;

COMMENT ON TYPE public.mood IS 'how it is';
-------- down
-- needs a privilege: public.mood (membership in the role postgres)
ALTER TYPE public.mood OWNER TO postgres;

-- changes access: TYPE public.mood (draft_reader loses USAGE)
REVOKE USAGE ON TYPE public.mood FROM draft_reader;

COMMENT ON TYPE public.mood IS NULL;
