======== added: of a domain whose default is another for each row
-------- up
-- rewrites the table: public."Weird ""Name""; --" (each row gets a value of its own for dice)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN dice public.rolled;

ALTER TABLE public."Weird ""Name""; --" ADD COLUMN own public.rolled DEFAULT 1;
-------- down
-- deletes data: public."Weird ""Name""; --" (all values of dice)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN dice;

-- deletes data: public."Weird ""Name""; --" (all values of own)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN own;
======== added: plain, with a default, with one that is computed, not null
-------- up
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN a integer;

ALTER TABLE public."Weird ""Name""; --" ADD COLUMN b integer DEFAULT 5 NOT NULL;

-- rewrites the table: public."Weird ""Name""; --" (each row gets a value of its own for c)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
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
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN price double precision;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".price
   FROM public."Weird ""Name""; --";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
======== type: longer, without a rewrite
-------- up
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN "select" TYPE character varying(20);
-------- down
-- select changes from character varying(20) to character varying(10) while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN select_new character varying(10);

CREATE FUNCTION public."zz_Weird ""Name""; --_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.select_new := NEW."select"; RETURN NEW; END';

-- may fail: public."Weird ""Name""; --" (for others who write, where a value of select is no character varying(10))
CREATE TRIGGER "zz_Weird ""Name""; --_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER "zz_Weird ""Name""; --_new";
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
-- may fail: public."Weird ""Name""; --" (where a value of select is no character varying(10))
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public."Weird ""Name""; --".id%TYPE;
    last_key public."Weird ""Name""; --".id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public."Weird ""Name""; --" ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public."Weird ""Name""; --" WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public."Weird ""Name""; --" SET select_new = "select"
        WHERE id >= batches.first_key AND id <= batches.last_key AND select_new IS NULL AND "select" IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (select_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER "zz_Weird ""Name""; --_new" ON public."Weird ""Name""; --";

DROP FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN "select";

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN select_new TO "select";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
======== type: shorter
-------- up
-- select changes from character varying(10) to character varying(5) while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN select_new character varying(5);

CREATE FUNCTION public."zz_Weird ""Name""; --_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.select_new := NEW."select"; RETURN NEW; END';

-- may fail: public."Weird ""Name""; --" (for others who write, where a value of select is no character varying(5))
CREATE TRIGGER "zz_Weird ""Name""; --_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER "zz_Weird ""Name""; --_new";
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
-- may fail: public."Weird ""Name""; --" (where a value of select is no character varying(5))
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public."Weird ""Name""; --".id%TYPE;
    last_key public."Weird ""Name""; --".id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public."Weird ""Name""; --" ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public."Weird ""Name""; --" WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public."Weird ""Name""; --" SET select_new = "select"
        WHERE id >= batches.first_key AND id <= batches.last_key AND select_new IS NULL AND "select" IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (select_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER "zz_Weird ""Name""; --_new" ON public."Weird ""Name""; --";

DROP FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN "select";

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN select_new TO "select";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
-------- down
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN "select" TYPE character varying(10);
======== type: written again, below a view
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- price changes from double precision to numeric(12,2) while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN price_new numeric(12,2);

CREATE FUNCTION public."zz_Weird ""Name""; --_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.price_new := NEW.price; RETURN NEW; END';

-- may fail: public."Weird ""Name""; --" (for others who write, where a value of price is no numeric(12,2))
CREATE TRIGGER "zz_Weird ""Name""; --_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER "zz_Weird ""Name""; --_new";
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
-- may fail: public."Weird ""Name""; --" (where a value of price is no numeric(12,2))
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public."Weird ""Name""; --".id%TYPE;
    last_key public."Weird ""Name""; --".id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public."Weird ""Name""; --" ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public."Weird ""Name""; --" WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public."Weird ""Name""; --" SET price_new = price
        WHERE id >= batches.first_key AND id <= batches.last_key AND price_new IS NULL AND price IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (price_new);
-- a transaction of its own
DROP VIEW public.seen;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER "zz_Weird ""Name""; --_new" ON public."Weird ""Name""; --";

DROP FUNCTION public."zz_Weird ""Name""; --_new"();

-- deletes data: public."Weird ""Name""; --" (values are rounded to 2 digits after the point)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN price;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN price_new TO price;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".price
   FROM public."Weird ""Name""; --";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- price changes from numeric(12,2) to double precision while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN price_new double precision;

CREATE FUNCTION public."zz_Weird ""Name""; --_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.price_new := NEW.price; RETURN NEW; END';

CREATE TRIGGER "zz_Weird ""Name""; --_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER "zz_Weird ""Name""; --_new";
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public."Weird ""Name""; --".id%TYPE;
    last_key public."Weird ""Name""; --".id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public."Weird ""Name""; --" ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public."Weird ""Name""; --" WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public."Weird ""Name""; --" SET price_new = price
        WHERE id >= batches.first_key AND id <= batches.last_key AND price_new IS NULL AND price IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (price_new);
-- a transaction of its own
DROP VIEW public.seen;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER "zz_Weird ""Name""; --_new" ON public."Weird ""Name""; --";

DROP FUNCTION public."zz_Weird ""Name""; --_new"();

-- deletes data: public."Weird ""Name""; --" (digits are rounded away)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN price;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN price_new TO price;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".price
   FROM public."Weird ""Name""; --";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
======== types: of two columns with one rewrite
-------- up
-- id changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.numbered ADD COLUMN id_new bigint;

-- n changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.numbered ADD COLUMN n_new bigint;

CREATE FUNCTION public.zz_numbered_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; NEW.n_new := NEW.n; RETURN NEW; END';

CREATE TRIGGER zz_numbered_new BEFORE INSERT OR UPDATE ON public.numbered FOR EACH ROW EXECUTE FUNCTION public.zz_numbered_new();

ALTER TABLE public.numbered ENABLE ALWAYS TRIGGER zz_numbered_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.numbered (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.numbered.id%TYPE;
    last_key public.numbered.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.numbered ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.numbered WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.numbered SET id_new = id, n_new = n
        WHERE id >= batches.first_key AND id <= batches.last_key AND ((id_new IS NULL AND id IS NOT NULL) OR (n_new IS NULL AND n IS NOT NULL));
        COMMIT;
        batches.first_key := (SELECT id FROM public.numbered WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.numbered ADD CONSTRAINT numbered_id_not_null CHECK (id_new IS NOT NULL) NOT VALID;

ALTER TABLE public.numbered ADD CONSTRAINT numbered_n_not_null CHECK (n_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public.numbered VALIDATE CONSTRAINT numbered_id_not_null;
-- outside of a transaction
ALTER TABLE public.numbered VALIDATE CONSTRAINT numbered_n_not_null;
-- outside of a transaction
-- builds an index: public.numbered (while others read and write)
-- may fail: public.numbered (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY numbered_pkey_new ON public.numbered USING btree (id_new);
-- outside of a transaction
ANALYZE public.numbered (id_new, n_new);
-- a transaction of its own
ALTER TABLE ONLY public.numbered ALTER COLUMN id DROP DEFAULT;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_numbered_new ON public.numbered;

DROP FUNCTION public.zz_numbered_new();

ALTER TABLE public.numbered ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public.numbered DROP CONSTRAINT numbered_id_not_null;

ALTER TABLE public.numbered ALTER COLUMN n_new SET NOT NULL;

ALTER TABLE public.numbered DROP CONSTRAINT numbered_n_not_null;

ALTER SEQUENCE public.numbered_id_seq OWNED BY public.numbered.id_new;

ALTER TABLE public.numbered DROP COLUMN id;

ALTER TABLE public.numbered RENAME COLUMN id_new TO id;

ALTER TABLE public.numbered DROP COLUMN n;

ALTER TABLE public.numbered RENAME COLUMN n_new TO n;

ALTER TABLE public.numbered ADD CONSTRAINT numbered_pkey PRIMARY KEY USING INDEX numbered_pkey_new;

ALTER TABLE ONLY public.numbered ALTER COLUMN id SET DEFAULT nextval('public.numbered_id_seq'::regclass);

-- not done: table public.numbered, column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- id changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.numbered ADD COLUMN id_new integer;

-- n changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.numbered ADD COLUMN n_new integer;

CREATE FUNCTION public.zz_numbered_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; NEW.n_new := NEW.n; RETURN NEW; END';

-- may fail: public.numbered (for others who write, where a value of id is no integer)
-- may fail: public.numbered (for others who write, where a value of n is no integer)
CREATE TRIGGER zz_numbered_new BEFORE INSERT OR UPDATE ON public.numbered FOR EACH ROW EXECUTE FUNCTION public.zz_numbered_new();

ALTER TABLE public.numbered ENABLE ALWAYS TRIGGER zz_numbered_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.numbered (every row gets another version, batch by batch)
-- may fail: public.numbered (where a value of id is no integer)
-- may fail: public.numbered (where a value of n is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.numbered.id%TYPE;
    last_key public.numbered.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.numbered ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.numbered WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.numbered SET id_new = id, n_new = n
        WHERE id >= batches.first_key AND id <= batches.last_key AND ((id_new IS NULL AND id IS NOT NULL) OR (n_new IS NULL AND n IS NOT NULL));
        COMMIT;
        batches.first_key := (SELECT id FROM public.numbered WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.numbered ADD CONSTRAINT numbered_id_not_null CHECK (id_new IS NOT NULL) NOT VALID;

ALTER TABLE public.numbered ADD CONSTRAINT numbered_n_not_null CHECK (n_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public.numbered VALIDATE CONSTRAINT numbered_id_not_null;
-- outside of a transaction
ALTER TABLE public.numbered VALIDATE CONSTRAINT numbered_n_not_null;
-- outside of a transaction
-- builds an index: public.numbered (while others read and write)
-- may fail: public.numbered (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY numbered_pkey_new ON public.numbered USING btree (id_new);
-- outside of a transaction
ANALYZE public.numbered (id_new, n_new);
-- a transaction of its own
ALTER TABLE ONLY public.numbered ALTER COLUMN id DROP DEFAULT;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_numbered_new ON public.numbered;

DROP FUNCTION public.zz_numbered_new();

ALTER TABLE public.numbered ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public.numbered DROP CONSTRAINT numbered_id_not_null;

ALTER TABLE public.numbered ALTER COLUMN n_new SET NOT NULL;

ALTER TABLE public.numbered DROP CONSTRAINT numbered_n_not_null;

ALTER SEQUENCE public.numbered_id_seq OWNED BY public.numbered.id_new;

ALTER TABLE public.numbered DROP COLUMN id;

ALTER TABLE public.numbered RENAME COLUMN id_new TO id;

ALTER TABLE public.numbered DROP COLUMN n;

ALTER TABLE public.numbered RENAME COLUMN n_new TO n;

ALTER TABLE public.numbered ADD CONSTRAINT numbered_pkey PRIMARY KEY USING INDEX numbered_pkey_new;

ALTER TABLE ONLY public.numbered ALTER COLUMN id SET DEFAULT nextval('public.numbered_id_seq'::regclass);

-- not done: table public.numbered, column order: the server adds columns at the end; only a table made anew has them in order
======== type: no cast but by text, with a default
-------- up
-- code changes from text to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN code_new integer;

CREATE FUNCTION public."zz_Weird ""Name""; --_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.code_new := NEW.code::integer; RETURN NEW; END';

-- may fail: public."Weird ""Name""; --" (for others who write, where a value of code is no integer)
CREATE TRIGGER "zz_Weird ""Name""; --_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER "zz_Weird ""Name""; --_new";
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
-- may fail: public."Weird ""Name""; --" (where a value of code is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public."Weird ""Name""; --".id%TYPE;
    last_key public."Weird ""Name""; --".id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public."Weird ""Name""; --" ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public."Weird ""Name""; --" WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public."Weird ""Name""; --" SET code_new = code::integer
        WHERE id >= batches.first_key AND id <= batches.last_key AND code_new IS NULL AND code IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (code_new);
-- a transaction of its own
ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN code DROP DEFAULT;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER "zz_Weird ""Name""; --_new" ON public."Weird ""Name""; --";

DROP FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN code;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN code_new TO code;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN code SET DEFAULT 7;
-------- down
-- code changes from integer to text while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN code_new text;

CREATE FUNCTION public."zz_Weird ""Name""; --_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.code_new := NEW.code; RETURN NEW; END';

CREATE TRIGGER "zz_Weird ""Name""; --_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER "zz_Weird ""Name""; --_new";
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public."Weird ""Name""; --".id%TYPE;
    last_key public."Weird ""Name""; --".id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public."Weird ""Name""; --" ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public."Weird ""Name""; --" WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public."Weird ""Name""; --" SET code_new = code
        WHERE id >= batches.first_key AND id <= batches.last_key AND code_new IS NULL AND code IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (code_new);
-- a transaction of its own
ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN code DROP DEFAULT;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER "zz_Weird ""Name""; --_new" ON public."Weird ""Name""; --";

DROP FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN code;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN code_new TO code;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN code SET DEFAULT '7'::text;
======== type: of a key
-------- up
-- id changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN id_new bigint;

CREATE FUNCTION public."zz_Weird ""Name""; --_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';

CREATE TRIGGER "zz_Weird ""Name""; --_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER "zz_Weird ""Name""; --_new";
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public."Weird ""Name""; --".id%TYPE;
    last_key public."Weird ""Name""; --".id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public."Weird ""Name""; --" ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public."Weird ""Name""; --" WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public."Weird ""Name""; --" SET id_new = id
        WHERE id >= batches.first_key AND id <= batches.last_key AND id_new IS NULL AND id IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_id_not_null" CHECK (id_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_id_not_null";
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY "Weird ""Name""; --_pkey_new" ON public."Weird ""Name""; --" USING btree (id_new);
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (id_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER "zz_Weird ""Name""; --_new" ON public."Weird ""Name""; --";

DROP FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_id_not_null";

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN id;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN id_new TO id;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_pkey" PRIMARY KEY USING INDEX "Weird ""Name""; --_pkey_new";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- id changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN id_new integer;

CREATE FUNCTION public."zz_Weird ""Name""; --_new"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';

-- may fail: public."Weird ""Name""; --" (for others who write, where a value of id is no integer)
CREATE TRIGGER "zz_Weird ""Name""; --_new" BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER "zz_Weird ""Name""; --_new";
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
-- may fail: public."Weird ""Name""; --" (where a value of id is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public."Weird ""Name""; --".id%TYPE;
    last_key public."Weird ""Name""; --".id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public."Weird ""Name""; --" ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public."Weird ""Name""; --" WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public."Weird ""Name""; --" SET id_new = id
        WHERE id >= batches.first_key AND id <= batches.last_key AND id_new IS NULL AND id IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_id_not_null" CHECK (id_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_id_not_null";
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY "Weird ""Name""; --_pkey_new" ON public."Weird ""Name""; --" USING btree (id_new);
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (id_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER "zz_Weird ""Name""; --_new" ON public."Weird ""Name""; --";

DROP FUNCTION public."zz_Weird ""Name""; --_new"();

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_id_not_null";

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN id;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN id_new TO id;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_pkey" PRIMARY KEY USING INDEX "Weird ""Name""; --_pkey_new";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
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
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TABLE ONLY public.numbered ALTER COLUMN id DROP DEFAULT;

-- deletes data: public.numbered_id_seq (the place where it stands)
DROP SEQUENCE public.numbered_id_seq;

ALTER TABLE public.numbered ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

-- The new sequence goes on after the rows that are there.
SELECT pg_catalog.setval('public.numbered_id_seq', pg_catalog.max(id)) FROM public.numbered HAVING pg_catalog.max(id) IS NOT NULL;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TABLE public.numbered ALTER COLUMN id DROP IDENTITY;

CREATE SEQUENCE public.numbered_id_seq AS integer;

ALTER TABLE ONLY public.numbered ALTER COLUMN id SET DEFAULT nextval('public.numbered_id_seq'::regclass);

ALTER SEQUENCE public.numbered_id_seq OWNED BY public.numbered.id;
======== identity, of another kind and start
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
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
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
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
-- changes access: public."Weird ""Name""; --" (draft_reader gets UPDATE (id))
GRANT UPDATE (id) ON public."Weird ""Name""; --" TO draft_reader;

-- changes access: public."Weird ""Name""; --" (draft_reader gets SELECT (mail), UPDATE (mail))
GRANT SELECT (mail), UPDATE (mail) ON public."Weird ""Name""; --" TO draft_reader;
-------- down
-- changes access: public."Weird ""Name""; --" (draft_reader loses UPDATE (id))
REVOKE UPDATE (id) ON public."Weird ""Name""; --" FROM draft_reader;

-- changes access: public."Weird ""Name""; --" (draft_reader loses SELECT (mail), UPDATE (mail))
REVOKE SELECT (mail), UPDATE (mail) ON public."Weird ""Name""; --" FROM draft_reader;
======== comment
-------- up
COMMENT ON COLUMN public."Weird ""Name""; --"."select" IS 'reserved';
-------- down
COMMENT ON COLUMN public."Weird ""Name""; --"."select" IS NULL;
