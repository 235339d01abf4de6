======== added: plain, with a default, with one that is computed, not null
-------- up
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN a integer;

ALTER TABLE public."Weird ""Name""; --" ADD COLUMN b integer DEFAULT 5 NOT NULL;

-- rewrites the table: public."Weird ""Name""; --" (if the default clock_timestamp() is volatile)
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN c timestamp with time zone DEFAULT clock_timestamp();

-- may fail: public."Weird ""Name""; --" (rows that are there have no value for ünïcode ☃)
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN "ünïcode ☃" text NOT NULL;
-------- down
-- deletes data: public."Weird ""Name""; --" (all values of ünïcode ☃)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN "ünïcode ☃";

-- deletes data: public."Weird ""Name""; --" (all values of a)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN a;

-- deletes data: public."Weird ""Name""; --" (all values of b)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN b;

-- deletes data: public."Weird ""Name""; --" (all values of c)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN c;
======== dropped with the view that shows it
-------- up
DROP VIEW public.seen;

-- deletes data: public."Weird ""Name""; --" (all values of price)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN price;
-------- down
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN price double precision;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".price
   FROM public."Weird ""Name""; --";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
======== type: longer, without a rewrite
-------- up
-- may fail: public."Weird ""Name""; --" (where a value of select is no character varying(20))
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN "select" TYPE character varying(20);
-------- down
-- On a large table, while others read and write:
--   ALTER TABLE public."Weird ""Name""; --" ADD COLUMN select_new character varying(10);
--   CREATE FUNCTION public."Weird ""Name""; --_select_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.select_new := NEW."select"; RETURN NEW; END';
--   CREATE TRIGGER "Weird ""Name""; --_select_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."Weird ""Name""; --_select_new"();
--   UPDATE public."Weird ""Name""; --" SET select_new = "select" WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER "Weird ""Name""; --_select_new" ON public."Weird ""Name""; --";
--   DROP FUNCTION public."Weird ""Name""; --_select_new"();
--   ALTER TABLE public."Weird ""Name""; --" DROP COLUMN "select";
--   ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN select_new TO "select";
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public."Weird ""Name""; --" (select from character varying(20) to character varying(10) writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- may fail: public."Weird ""Name""; --" (where a value of select is no character varying(10))
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN "select" TYPE character varying(10);
======== type: shorter
-------- up
-- On a large table, while others read and write:
--   ALTER TABLE public."Weird ""Name""; --" ADD COLUMN select_new character varying(5);
--   CREATE FUNCTION public."Weird ""Name""; --_select_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.select_new := NEW."select"; RETURN NEW; END';
--   CREATE TRIGGER "Weird ""Name""; --_select_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."Weird ""Name""; --_select_new"();
--   UPDATE public."Weird ""Name""; --" SET select_new = "select" WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER "Weird ""Name""; --_select_new" ON public."Weird ""Name""; --";
--   DROP FUNCTION public."Weird ""Name""; --_select_new"();
--   ALTER TABLE public."Weird ""Name""; --" DROP COLUMN "select";
--   ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN select_new TO "select";
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public."Weird ""Name""; --" (select from character varying(10) to character varying(5) writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- may fail: public."Weird ""Name""; --" (where a value of select is no character varying(5))
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN "select" TYPE character varying(5);
-------- down
-- may fail: public."Weird ""Name""; --" (where a value of select is no character varying(10))
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN "select" TYPE character varying(10);
======== type: written again, below a view
-------- up
DROP VIEW public.seen;

-- On a large table, while others read and write:
--   ALTER TABLE public."Weird ""Name""; --" ADD COLUMN price_new numeric(12,2);
--   CREATE FUNCTION public."Weird ""Name""; --_price_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.price_new := NEW.price; RETURN NEW; END';
--   CREATE TRIGGER "Weird ""Name""; --_price_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."Weird ""Name""; --_price_new"();
--   UPDATE public."Weird ""Name""; --" SET price_new = price WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER "Weird ""Name""; --_price_new" ON public."Weird ""Name""; --";
--   DROP FUNCTION public."Weird ""Name""; --_price_new"();
--   ALTER TABLE public."Weird ""Name""; --" DROP COLUMN price;
--   ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN price_new TO price;
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public."Weird ""Name""; --" (price from double precision to numeric(12,2) writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- deletes data: public."Weird ""Name""; --" (values are rounded to 2 digits after the point)
-- may fail: public."Weird ""Name""; --" (where a value of price is no numeric(12,2))
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN price TYPE numeric(12,2);

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".price
   FROM public."Weird ""Name""; --";
-------- down
DROP VIEW public.seen;

-- On a large table, while others read and write:
--   ALTER TABLE public."Weird ""Name""; --" ADD COLUMN price_new double precision;
--   CREATE FUNCTION public."Weird ""Name""; --_price_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.price_new := NEW.price; RETURN NEW; END';
--   CREATE TRIGGER "Weird ""Name""; --_price_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."Weird ""Name""; --_price_new"();
--   UPDATE public."Weird ""Name""; --" SET price_new = price WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER "Weird ""Name""; --_price_new" ON public."Weird ""Name""; --";
--   DROP FUNCTION public."Weird ""Name""; --_price_new"();
--   ALTER TABLE public."Weird ""Name""; --" DROP COLUMN price;
--   ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN price_new TO price;
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public."Weird ""Name""; --" (price from numeric(12,2) to double precision writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN price TYPE double precision;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".price
   FROM public."Weird ""Name""; --";
======== types: of two columns with one rewrite
-------- up
-- On a large table, while others read and write:
--   ALTER TABLE public.numbered ADD COLUMN id_new bigint;
--   CREATE FUNCTION public.numbered_id_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';
--   CREATE TRIGGER numbered_id_new BEFORE INSERT OR UPDATE ON public.numbered FOR EACH ROW EXECUTE FUNCTION public.numbered_id_new();
--   UPDATE public.numbered SET id_new = id WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER numbered_id_new ON public.numbered;
--   DROP FUNCTION public.numbered_id_new();
--   ALTER TABLE public.numbered DROP COLUMN id;
--   ALTER TABLE public.numbered RENAME COLUMN id_new TO id;
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public.numbered (id from integer to bigint writes every row again)
-- blocks reads: public.numbered (as long as the table is rewritten)
-- rewrites the table: public.numbered (n from integer to bigint writes every row again)
ALTER TABLE public.numbered ALTER COLUMN id TYPE bigint,
    ALTER COLUMN n TYPE bigint;
-------- down
-- On a large table, while others read and write:
--   ALTER TABLE public.numbered ADD COLUMN id_new integer;
--   CREATE FUNCTION public.numbered_id_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';
--   CREATE TRIGGER numbered_id_new BEFORE INSERT OR UPDATE ON public.numbered FOR EACH ROW EXECUTE FUNCTION public.numbered_id_new();
--   UPDATE public.numbered SET id_new = id WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER numbered_id_new ON public.numbered;
--   DROP FUNCTION public.numbered_id_new();
--   ALTER TABLE public.numbered DROP COLUMN id;
--   ALTER TABLE public.numbered RENAME COLUMN id_new TO id;
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public.numbered (id from bigint to integer writes every row again)
-- blocks reads: public.numbered (as long as the table is rewritten)
-- may fail: public.numbered (where a value of id is no integer)
-- rewrites the table: public.numbered (n from bigint to integer writes every row again)
-- may fail: public.numbered (where a value of n is no integer)
ALTER TABLE public.numbered ALTER COLUMN id TYPE integer,
    ALTER COLUMN n TYPE integer;
======== type: no cast but by text, with a default
-------- up
ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN code DROP DEFAULT;

-- On a large table, while others read and write:
--   ALTER TABLE public."Weird ""Name""; --" ADD COLUMN code_new integer;
--   CREATE FUNCTION public."Weird ""Name""; --_code_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.code_new := NEW.code::integer; RETURN NEW; END';
--   CREATE TRIGGER "Weird ""Name""; --_code_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."Weird ""Name""; --_code_new"();
--   UPDATE public."Weird ""Name""; --" SET code_new = code::integer WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER "Weird ""Name""; --_code_new" ON public."Weird ""Name""; --";
--   DROP FUNCTION public."Weird ""Name""; --_code_new"();
--   ALTER TABLE public."Weird ""Name""; --" DROP COLUMN code;
--   ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN code_new TO code;
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public."Weird ""Name""; --" (code from text to integer writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- may fail: public."Weird ""Name""; --" (where a value of code is no integer)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN code TYPE integer USING code::integer;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN code SET DEFAULT 7;
-------- down
ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN code DROP DEFAULT;

-- On a large table, while others read and write:
--   ALTER TABLE public."Weird ""Name""; --" ADD COLUMN code_new text;
--   CREATE FUNCTION public."Weird ""Name""; --_code_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.code_new := NEW.code; RETURN NEW; END';
--   CREATE TRIGGER "Weird ""Name""; --_code_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."Weird ""Name""; --_code_new"();
--   UPDATE public."Weird ""Name""; --" SET code_new = code WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER "Weird ""Name""; --_code_new" ON public."Weird ""Name""; --";
--   DROP FUNCTION public."Weird ""Name""; --_code_new"();
--   ALTER TABLE public."Weird ""Name""; --" DROP COLUMN code;
--   ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN code_new TO code;
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public."Weird ""Name""; --" (code from integer to text writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN code TYPE text;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN code SET DEFAULT '7'::text;
======== type: of a key
-------- up
-- On a large table, while others read and write:
--   ALTER TABLE public."Weird ""Name""; --" ADD COLUMN id_new bigint;
--   CREATE FUNCTION public."Weird ""Name""; --_id_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';
--   CREATE TRIGGER "Weird ""Name""; --_id_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."Weird ""Name""; --_id_new"();
--   UPDATE public."Weird ""Name""; --" SET id_new = id WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER "Weird ""Name""; --_id_new" ON public."Weird ""Name""; --";
--   DROP FUNCTION public."Weird ""Name""; --_id_new"();
--   ALTER TABLE public."Weird ""Name""; --" DROP COLUMN id;
--   ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN id_new TO id;
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public."Weird ""Name""; --" (id from integer to bigint writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN id TYPE bigint;
-------- down
-- On a large table, while others read and write:
--   ALTER TABLE public."Weird ""Name""; --" ADD COLUMN id_new integer;
--   CREATE FUNCTION public."Weird ""Name""; --_id_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';
--   CREATE TRIGGER "Weird ""Name""; --_id_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."Weird ""Name""; --_id_new"();
--   UPDATE public."Weird ""Name""; --" SET id_new = id WHERE ctid >= '(0,0)' AND ctid < '(1000,0)';
--   the next 1000 pages, and so on, each in a transaction of its own; then the defaults,
--   constraints (NOT VALID, VALIDATE) and indexes (CONCURRENTLY) of the old column; then
--   BEGIN;
--   DROP TRIGGER "Weird ""Name""; --_id_new" ON public."Weird ""Name""; --";
--   DROP FUNCTION public."Weird ""Name""; --_id_new"();
--   ALTER TABLE public."Weird ""Name""; --" DROP COLUMN id;
--   ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN id_new TO id;
--   COMMIT;
--   The column is the table's last one afterwards.
-- rewrites the table: public."Weird ""Name""; --" (id from bigint to integer writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- may fail: public."Weird ""Name""; --" (where a value of id is no integer)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN id TYPE integer;
======== collation
-------- up
-- builds an index: public."Weird ""Name""; --" (indexes of the column are built again)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail TYPE text COLLATE "C";
-------- down
-- builds an index: public."Weird ""Name""; --" (indexes of the column are built again)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail TYPE text;
======== not null
-------- up
-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_mail_not_null" CHECK (mail IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public."Weird ""Name""; --" (where mail is NULL)
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_mail_not_null";
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail SET NOT NULL;

ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_mail_not_null";
-------- down
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail DROP NOT NULL;
======== default
-------- up
ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN mail SET DEFAULT 'it''s'::text;
-------- down
ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN mail DROP DEFAULT;
======== identity in place of a serial
-------- up
ALTER TABLE ONLY public.numbered ALTER COLUMN id DROP DEFAULT;

-- deletes data: public.numbered_id_seq (the place where it stands)
DROP SEQUENCE public.numbered_id_seq;

ALTER TABLE public.numbered ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

-- The new sequence goes on after the rows that are there.
SELECT pg_catalog.setval('public.numbered_id_seq', pg_catalog.max(id)) FROM public.numbered HAVING pg_catalog.max(id) IS NOT NULL;
-------- down
ALTER TABLE public.numbered ALTER COLUMN id DROP IDENTITY;

CREATE SEQUENCE public.numbered_id_seq AS integer;

ALTER TABLE ONLY public.numbered ALTER COLUMN id SET DEFAULT nextval('public.numbered_id_seq'::regclass);

ALTER SEQUENCE public.numbered_id_seq OWNED BY public.numbered.id;
======== identity, of another kind and start
-------- up
ALTER TABLE public.numbered ALTER COLUMN n ADD GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 2 START WITH 7);

-- The new sequence goes on after the rows that are there.
SELECT pg_catalog.setval('public.numbered_n_seq', pg_catalog.max(n)) FROM public.numbered HAVING pg_catalog.max(n) IS NOT NULL;
-------- down
ALTER TABLE public.numbered ALTER COLUMN n DROP IDENTITY;
======== generated: an expression goes
-------- up
ALTER TABLE public.numbered ALTER COLUMN twice DROP EXPRESSION;
-------- down
-- deletes data: public.numbered (all values of twice)
ALTER TABLE public.numbered DROP COLUMN twice;

-- rewrites the table: public.numbered (each row gets a value of its own for twice)
-- blocks reads: public.numbered (as long as the table is rewritten)
ALTER TABLE public.numbered ADD COLUMN twice integer GENERATED ALWAYS AS ((1 + 1)) STORED;
======== generated as: another expression
-------- up
ALTER TABLE public.numbered DROP COLUMN twice;

-- rewrites the table: public.numbered (each row gets a value of its own for twice)
-- blocks reads: public.numbered (as long as the table is rewritten)
ALTER TABLE public.numbered ADD COLUMN twice integer GENERATED ALWAYS AS ((n * 2)) STORED;
-------- down
ALTER TABLE public.numbered DROP COLUMN twice;

-- rewrites the table: public.numbered (each row gets a value of its own for twice)
-- blocks reads: public.numbered (as long as the table is rewritten)
ALTER TABLE public.numbered ADD COLUMN twice integer GENERATED ALWAYS AS ((1 + 1)) STORED;
======== storage, statistics and options
-------- up
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail SET STORAGE EXTERNAL;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail SET COMPRESSION pglz;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail SET STATISTICS 500;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail SET (n_distinct=5);
-------- down
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail SET STORAGE EXTENDED;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail SET COMPRESSION default;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail SET STATISTICS -1;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN mail RESET (n_distinct);
======== foreign options
-------- up
-- needs a privilege: w (superuser)
CREATE FOREIGN DATA WRAPPER w;

CREATE SERVER there FOREIGN DATA WRAPPER w;

CREATE FOREIGN TABLE public.f (
    a integer OPTIONS (column_name 'b')
)
SERVER there;
-------- down
DROP FOREIGN TABLE public.f;

DROP SERVER there;

DROP FOREIGN DATA WRAPPER w;
======== local and inherit count
-------- up
ALTER TABLE public.child NO INHERIT public.parent;
-------- down
ALTER TABLE public.child INHERIT public.parent;

-- not done: column public.child.a, local: a column that a table was made with stays its own
-- not done: column public.child.b, local: a column that a table was made with stays its own
======== inherited, but its own as well
-------- up
-- not done: column public.child.a, local: an inherited column becomes a table's own only by leaving and joining its parent again
-- not done: column public.child.b, local: an inherited column becomes a table's own only by leaving and joining its parent again
-------- down
-- not done: column public.child.a, local: a column that a table was made with stays its own
-- not done: column public.child.b, local: a column that a table was made with stays its own
======== grants
-------- up
GRANT UPDATE (id) ON public."Weird ""Name""; --" TO draft_reader;

GRANT SELECT (mail), UPDATE (mail) ON public."Weird ""Name""; --" TO draft_reader;
-------- down
REVOKE UPDATE (id) ON public."Weird ""Name""; --" FROM draft_reader;

REVOKE SELECT (mail), UPDATE (mail) ON public."Weird ""Name""; --" FROM draft_reader;
======== comment
-------- up
COMMENT ON COLUMN public."Weird ""Name""; --"."select" IS 'reserved';
-------- down
COMMENT ON COLUMN public."Weird ""Name""; --"."select" IS NULL;
