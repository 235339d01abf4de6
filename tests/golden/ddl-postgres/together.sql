======== a column leaves the parent, and the child keeps it
-------- up
-- deletes data: public.parent (all values of a)
ALTER TABLE ONLY public.parent DROP COLUMN a;
-------- down
ALTER TABLE public.parent ADD COLUMN a text;

-- not done: column public.child.a, local: a column that a table was made with stays its own
-- not done: table public.parent, column order: the server adds columns at the end; only a table made anew has them in order
======== a column leaves the parent and those below it
-------- up
-- deletes data: public.parent (all values of a)
-- deletes data: public."Weird ""Name""; --" (all values of a)
-- deletes data: public.child (all values of a)
ALTER TABLE public.parent DROP COLUMN a;
-------- down
ALTER TABLE public.parent ADD COLUMN a text;

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
-- not done: table public.child, column order: the server adds columns at the end; only a table made anew has them in order
-- not done: table public.parent, column order: the server adds columns at the end; only a table made anew has them in order
======== a column begins one table further down
-------- up
-- deletes data: public.parent (all values of v)
ALTER TABLE ONLY public.parent DROP COLUMN v;
-------- down
ALTER TABLE public.parent ADD COLUMN v integer;

-- not done: column public.child.v, local: a column that a table was made with stays its own
======== a table joins a parent whose column is NOT NULL
-------- up
-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.stray ADD CONSTRAINT stray_id_not_null CHECK (id IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.stray (where id is NULL)
ALTER TABLE public.stray VALIDATE CONSTRAINT stray_id_not_null;
-- a transaction of its own
ALTER TABLE public.stray ALTER COLUMN id SET NOT NULL;

ALTER TABLE public.stray DROP CONSTRAINT stray_id_not_null;

ALTER TABLE public.stray INHERIT public.parent;
-------- down
ALTER TABLE public.stray NO INHERIT public.parent;

ALTER TABLE public.stray ALTER COLUMN id DROP NOT NULL;
======== not logged any more, with a key between them
-------- up
-- rewrites the table: public.referring (every row is written again)
-- blocks reads: public.referring (as long as the table is rewritten)
ALTER TABLE public.referring SET UNLOGGED;

-- rewrites the table: public.referred (every row is written again)
-- blocks reads: public.referred (as long as the table is rewritten)
ALTER TABLE public.referred SET UNLOGGED;
-------- down
-- rewrites the table: public.referred (every row is written again)
-- blocks reads: public.referred (as long as the table is rewritten)
ALTER TABLE public.referred SET LOGGED;

-- rewrites the table: public.referring (every row is written again)
-- blocks reads: public.referring (as long as the table is rewritten)
ALTER TABLE public.referring SET LOGGED;
======== an identity's sequence under another name
-------- up
ALTER SEQUENCE public.numbered_id_seq RENAME TO numbers;

-- changes access: SEQUENCE public.numbers (draft_reader gets USAGE)
GRANT USAGE ON SEQUENCE public.numbers TO draft_reader;
-------- down
ALTER SEQUENCE public.numbers RENAME TO numbered_id_seq;

-- changes access: SEQUENCE public.numbered_id_seq (draft_reader loses USAGE)
REVOKE USAGE ON SEQUENCE public.numbered_id_seq FROM draft_reader;
======== the helper's name is taken
-------- up
-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.numbered ADD CONSTRAINT numbered_n_not_null2 CHECK (n IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.numbered (where n is NULL)
ALTER TABLE public.numbered VALIDATE CONSTRAINT numbered_n_not_null2;
-- a transaction of its own
ALTER TABLE public.numbered ALTER COLUMN n SET NOT NULL;

ALTER TABLE public.numbered DROP CONSTRAINT numbered_n_not_null2;
-------- down
ALTER TABLE public.numbered ALTER COLUMN n DROP NOT NULL;
======== the name to move aside to is taken
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.mood RENAME TO mood__old2;

CREATE TYPE public.mood AS ENUM ('glad');

-- rewrites the table: public.felt (m from public.mood to public.mood writes every row again)
-- blocks reads: public.felt (as long as the table is rewritten)
-- may fail: public.felt (where a value of m is not in the new type)
ALTER TABLE public.felt ALTER COLUMN m TYPE public.mood USING m::text::public.mood;

DROP TYPE public.mood__old2;
-------- down
ALTER TYPE public.mood ADD VALUE 'sad' BEFORE 'glad';
======== a domain with a check, upon another type
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER DOMAIN public.positive RENAME TO positive__old;

CREATE DOMAIN public.positive AS bigint
    CONSTRAINT positive_check CHECK ((VALUE > 0));

DROP DOMAIN public.positive__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER DOMAIN public.positive RENAME TO positive__old;

CREATE DOMAIN public.positive AS integer
    CONSTRAINT positive_check CHECK ((VALUE > 0));

DROP DOMAIN public.positive__old;
======== a typed table's type gets more
-------- up
ALTER TYPE public.pair ADD ATTRIBUTE c integer CASCADE;
-------- down
-- deletes data: public.pair (values of the attribute c are lost)
ALTER TYPE public.pair DROP ATTRIBUTE c CASCADE;
======== a typed table's type has less
-------- up
-- deletes data: public.pair (values of the attribute b are lost)
ALTER TYPE public.pair DROP ATTRIBUTE b CASCADE;
-------- down
ALTER TYPE public.pair ADD ATTRIBUTE b text CASCADE;
======== a type that a table's column is of
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.used RENAME TO used__old;

CREATE TYPE public.used AS (a bigint, b text);

-- rewrites the table: public.with_used (u from public.used to public.used writes every row again)
-- blocks reads: public.with_used (as long as the table is rewritten)
-- may fail: public.with_used (where a value of u is not in the new type)
ALTER TABLE public.with_used ALTER COLUMN u TYPE public.used USING u::text::public.used;

DROP TYPE public.used__old;

-- not done: table public.with_used, column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TYPE public.used RENAME TO used__old;

CREATE TYPE public.used AS (a integer, b text);

-- rewrites the table: public.with_used (u from public.used to public.used writes every row again)
-- blocks reads: public.with_used (as long as the table is rewritten)
-- may fail: public.with_used (where a value of u is not in the new type)
ALTER TABLE public.with_used ALTER COLUMN u TYPE public.used USING u::text::public.used;

DROP TYPE public.used__old;

-- not done: table public.with_used, column order: the server adds columns at the end; only a table made anew has them in order
======== a function lets go of a column whose type changes
-------- up
-- a changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.counted ADD COLUMN a_new bigint;

CREATE FUNCTION public.zz_counted_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.a_new := NEW.a; RETURN NEW; END';

CREATE TRIGGER zz_counted_new BEFORE INSERT OR UPDATE ON public.counted FOR EACH ROW EXECUTE FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ENABLE ALWAYS TRIGGER zz_counted_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.counted (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_page bigint := 0;
    pages bigint := pg_catalog.pg_relation_size('public.counted')
        / pg_catalog.current_setting('block_size')::bigint;
    at_once bigint := CASE
        WHEN pg_catalog.current_setting('server_version_num')::integer < 140000
        THEN batches.pages + 1 ELSE 500 END;
BEGIN
    WHILE batches.first_page < batches.pages LOOP
        UPDATE public.counted SET a_new = a
        WHERE ctid >= pg_catalog.format('(%s,0)', batches.first_page)::tid
          AND ctid < pg_catalog.format('(%s,0)',
                                       batches.first_page + batches.at_once)::tid
          AND a_new IS NULL AND a IS NOT NULL;
        COMMIT;
        batches.first_page := batches.first_page + batches.at_once;
    END LOOP;
END
$batches$;
-- outside of a transaction
-- builds an index: public.counted (while others read and write)
CREATE INDEX CONCURRENTLY by_c_new ON public.counted USING btree (a_new DESC);
-- outside of a transaction
ANALYZE public.counted (a_new);
-- a transaction of its own
CREATE OR REPLACE FUNCTION public.most()
RETURNS integer
LANGUAGE sql
BEGIN ATOMIC
 SELECT (count(*))::integer AS count
    FROM public.counted;
END;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_counted_new ON public.counted;

DROP FUNCTION public.zz_counted_new();

ALTER TABLE public.counted DROP COLUMN a;

ALTER TABLE public.counted RENAME COLUMN a_new TO a;

ALTER INDEX public.by_c_new RENAME TO by_c;

-- not done: table public.counted, column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- a changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.counted ADD COLUMN a_new integer;

CREATE FUNCTION public.zz_counted_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.a_new := NEW.a; RETURN NEW; END';

-- may fail: public.counted (for others who write, where a value of a is no integer)
CREATE TRIGGER zz_counted_new BEFORE INSERT OR UPDATE ON public.counted FOR EACH ROW EXECUTE FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ENABLE ALWAYS TRIGGER zz_counted_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.counted (every row gets another version, batch by batch)
-- may fail: public.counted (where a value of a is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_page bigint := 0;
    pages bigint := pg_catalog.pg_relation_size('public.counted')
        / pg_catalog.current_setting('block_size')::bigint;
    at_once bigint := CASE
        WHEN pg_catalog.current_setting('server_version_num')::integer < 140000
        THEN batches.pages + 1 ELSE 500 END;
BEGIN
    WHILE batches.first_page < batches.pages LOOP
        UPDATE public.counted SET a_new = a
        WHERE ctid >= pg_catalog.format('(%s,0)', batches.first_page)::tid
          AND ctid < pg_catalog.format('(%s,0)',
                                       batches.first_page + batches.at_once)::tid
          AND a_new IS NULL AND a IS NOT NULL;
        COMMIT;
        batches.first_page := batches.first_page + batches.at_once;
    END LOOP;
END
$batches$;
-- outside of a transaction
-- builds an index: public.counted (while others read and write)
CREATE INDEX CONCURRENTLY by_c_new ON public.counted USING btree (a_new DESC);
-- outside of a transaction
ANALYZE public.counted (a_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_counted_new ON public.counted;

DROP FUNCTION public.zz_counted_new();

ALTER TABLE public.counted DROP COLUMN a;

ALTER TABLE public.counted RENAME COLUMN a_new TO a;

ALTER INDEX public.by_c_new RENAME TO by_c;

CREATE OR REPLACE FUNCTION public.most()
RETURNS integer
LANGUAGE sql
BEGIN ATOMIC
 SELECT max(counted.c) AS max
    FROM public.counted
   WHERE (counted.a > 1);
END;

-- not done: table public.counted, column order: the server adds columns at the end; only a table made anew has them in order
======== what casts take away, and what they do not
-------- up
-- Not filled beside the old column while others write: from timestamp without time zone to timestamp(0) with time zone each session converts by its own settings.
-- rewrites the table: public.shapes (a from box to point writes every row again)
-- blocks reads: public.shapes (as long as the table is rewritten)
-- deletes data: public.shapes (only a middle is kept)
-- may fail: public.shapes (where a value of a is no point)
-- rewrites the table: public.shapes (c from inet to cidr writes every row again)
-- deletes data: public.shapes (bits right of the netmask are lost)
-- rewrites the table: public.shapes (i from integer to bit(4) writes every row again)
-- deletes data: public.shapes (bits beyond the length are cut off)
-- rewrites the table: public.shapes (j from json to jsonb writes every row again)
-- deletes data: public.shapes (the order of keys, repeated ones and white space are lost)
-- rewrites the table: public.shapes (o from oid to bigint writes every row again)
-- rewrites the table: public.shapes (s from interval second(2) to interval writes every row again)
-- rewrites the table: public.shapes (t from timestamp without time zone to timestamp(0) with time zone writes every row again, unless the time zone is UTC)
-- deletes data: public.shapes (seconds are rounded to 0 digits)
-- rewrites the table: public.shapes (w from character varying(10)[] to character varying(20)[] writes every row again)
ALTER TABLE public.shapes ALTER COLUMN a TYPE point USING a::point,
    ALTER COLUMN c TYPE cidr,
    ALTER COLUMN i TYPE bit(4) USING i::bit(4),
    ALTER COLUMN j TYPE jsonb,
    ALTER COLUMN m TYPE numeric(12,2),
    ALTER COLUMN n TYPE character varying(20),
    ALTER COLUMN o TYPE bigint,
    ALTER COLUMN s TYPE interval,
    ALTER COLUMN t TYPE timestamp(0) with time zone,
    ALTER COLUMN w TYPE character varying(20)[];
-------- down
-- Not filled beside the old column while others write: from timestamp(0) with time zone to timestamp without time zone each session converts by its own settings.
-- rewrites the table: public.shapes (a from point to box writes every row again)
-- blocks reads: public.shapes (as long as the table is rewritten)
-- rewrites the table: public.shapes (i from bit(4) to integer writes every row again)
-- may fail: public.shapes (where a value of i is no integer)
-- rewrites the table: public.shapes (j from jsonb to json writes every row again)
-- rewrites the table: public.shapes (m from numeric(12,2) to numeric(10,2) writes every row again)
-- may fail: public.shapes (where a value of m is no numeric(10,2))
-- rewrites the table: public.shapes (n from character varying(20) to character varying(10) writes every row again)
-- may fail: public.shapes (where a value of n is no character varying(10))
-- rewrites the table: public.shapes (o from bigint to oid writes every row again)
-- rewrites the table: public.shapes (s from interval to interval second(2) writes every row again)
-- deletes data: public.shapes (seconds are rounded to 2 digits)
-- rewrites the table: public.shapes (t from timestamp(0) with time zone to timestamp without time zone writes every row again, unless the time zone is UTC)
-- rewrites the table: public.shapes (w from character varying(20)[] to character varying(10)[] writes every row again)
-- may fail: public.shapes (where a value of w is no character varying(10)[])
ALTER TABLE public.shapes ALTER COLUMN a TYPE box,
    ALTER COLUMN c TYPE inet,
    ALTER COLUMN i TYPE integer USING i::integer,
    ALTER COLUMN j TYPE json,
    ALTER COLUMN m TYPE numeric(10,2),
    ALTER COLUMN n TYPE character varying(10),
    ALTER COLUMN o TYPE oid,
    ALTER COLUMN s TYPE interval second(2),
    ALTER COLUMN t TYPE timestamp without time zone,
    ALTER COLUMN w TYPE character varying(10)[];
======== a default that is computed once, and one that is not
-------- up
ALTER TABLE public.shapes ADD COLUMN since timestamp with time zone DEFAULT now();

-- rewrites the table: public.shapes (each row gets a value of its own for chance)
-- blocks reads: public.shapes (as long as the table is rewritten)
ALTER TABLE public.shapes ADD COLUMN chance double precision DEFAULT random();

-- rewrites the table: public.shapes (what public.positive demands is looked at for each row)
-- blocks reads: public.shapes (as long as the table is rewritten)
ALTER TABLE public.shapes ADD COLUMN positive public.positive DEFAULT 5;
-------- down
-- deletes data: public.shapes (all values of chance)
ALTER TABLE public.shapes DROP COLUMN chance;

-- deletes data: public.shapes (all values of positive)
ALTER TABLE public.shapes DROP COLUMN positive;

-- deletes data: public.shapes (all values of since)
ALTER TABLE public.shapes DROP COLUMN since;
======== a domain that demands something
-------- up
-- rewrites the table: public.shapes (what public.positive demands is looked at for each row)
-- blocks reads: public.shapes (as long as the table is rewritten)
ALTER TABLE public.shapes ADD COLUMN p public.positive;
-------- down
-- deletes data: public.shapes (all values of p)
ALTER TABLE public.shapes DROP COLUMN p;
======== lists of texts, as the server shows them
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.listed (
    s character varying(20),
    c character(3),
    up character varying GENERATED ALWAYS AS (
CASE
    WHEN ((s)::text = ANY (((ARRAY['a'::character varying, 'b'::character varying])::character varying[])::text[])) THEN 'x'::text
    ELSE NULL::text
END) STORED,
    CONSTRAINT listed_c_check CHECK ((c <> ALL (ARRAY['a'::bpchar, 'b'::bpchar]))),
    CONSTRAINT listed_s_check CHECK (((s)::text = ANY (((ARRAY['a'::character varying, 'it''s'::character varying, 'x, (y]'::character varying])::character varying[])::text[])))
);

CREATE INDEX listed_s_idx ON public.listed USING btree (s) WHERE ((s)::text = ANY (((ARRAY['a'::character varying, 'b'::character varying])::character varying[])::text[]));

CREATE VIEW public.chosen AS
SELECT listed.s
   FROM public.listed
  WHERE (((listed.s)::text = ANY (((ARRAY['a'::character varying, 'b'::character varying])::character varying[])::text[])) AND ((listed.c)::text = ANY (ARRAY['x'::text, 'y'::text])));

CREATE POLICY few ON public.listed TO PUBLIC USING (((s)::text = ANY (((ARRAY['a'::character varying, 'b'::character varying])::character varying[])::text[])));
-------- down
DROP VIEW public.chosen;

-- deletes data: public.listed (all rows of the table)
DROP TABLE public.listed;
======== a policy reads a view of its own table
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.accounts (
    id integer
);

CREATE VIEW public.active AS
SELECT accounts.id
   FROM public.accounts;

CREATE POLICY access ON public.accounts TO PUBLIC USING ((id IN ( SELECT active.id
   FROM public.active)));
-------- down
DROP POLICY access ON public.accounts;

DROP VIEW public.active;

-- deletes data: public.accounts (all rows of the table)
DROP TABLE public.accounts;
======== an index with another key, and one that goes
-------- up
-- may slow queries: public.counted (those that used by_c)
DROP INDEX CONCURRENTLY public.by_c;
-- outside of a transaction
-- builds an index: public.counted (while others read and write)
CREATE INDEX CONCURRENTLY by_count_new ON public.counted USING btree (a, c DESC);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.by_count;

ALTER INDEX public.by_count_new RENAME TO by_count;

COMMENT ON INDEX public.by_count IS 'of both';
-------- down
-- builds an index: public.counted (while others read and write)
CREATE INDEX CONCURRENTLY by_c ON public.counted USING btree (a DESC);
-- outside of a transaction
-- builds an index: public.counted (while others read and write)
CREATE INDEX CONCURRENTLY by_count_new ON public.counted USING btree (c);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.by_count;

ALTER INDEX public.by_count_new RENAME TO by_count;
======== a family whose parent is the first by name
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.aaa (
    id integer
);

CREATE TABLE public.bbb (
    x integer
)
INHERITS (public.aaa);
-------- down
-- deletes data: public.bbb (all rows of the table)
DROP TABLE public.bbb;

-- deletes data: public.aaa (all rows of the table)
DROP TABLE public.aaa;
