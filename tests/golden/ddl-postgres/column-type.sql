======== of columns that are called as the fill's variables are
-------- up
-- first_page changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.book ADD COLUMN first_page_new bigint;

-- pages changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.book ADD COLUMN pages_new bigint;

CREATE FUNCTION public.zz_book_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.first_page_new := NEW.first_page; NEW.pages_new := NEW.pages; RETURN NEW; END';

CREATE TRIGGER zz_book_new BEFORE INSERT OR UPDATE ON public.book FOR EACH ROW EXECUTE FUNCTION public.zz_book_new();

ALTER TABLE public.book ENABLE ALWAYS TRIGGER zz_book_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.book (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_page bigint := 0;
    pages bigint := pg_catalog.pg_relation_size('public.book')
        / pg_catalog.current_setting('block_size')::bigint;
    at_once bigint := CASE
        WHEN pg_catalog.current_setting('server_version_num')::integer < 140000
        THEN batches.pages + 1 ELSE 500 END;
BEGIN
    WHILE batches.first_page < batches.pages LOOP
        UPDATE public.book SET first_page_new = first_page, pages_new = pages
        WHERE ctid >= pg_catalog.format('(%s,0)', batches.first_page)::tid
          AND ctid < pg_catalog.format('(%s,0)',
                                       batches.first_page + batches.at_once)::tid
          AND ((first_page_new IS NULL AND first_page IS NOT NULL) OR (pages_new IS NULL AND pages IS NOT NULL));
        COMMIT;
        batches.first_page := batches.first_page + batches.at_once;
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public.book (first_page_new, pages_new);
-- a transaction of its own
-- batches changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.shelf ADD COLUMN batches_new bigint;

-- last_key changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.shelf ADD COLUMN last_key_new bigint;

CREATE FUNCTION public.zz_shelf_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.batches_new := NEW.batches; NEW.last_key_new := NEW.last_key; RETURN NEW; END';

CREATE TRIGGER zz_shelf_new BEFORE INSERT OR UPDATE ON public.shelf FOR EACH ROW EXECUTE FUNCTION public.zz_shelf_new();

ALTER TABLE public.shelf ENABLE ALWAYS TRIGGER zz_shelf_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.shelf (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches1>>
DECLARE
    first_key public.shelf.first_key%TYPE;
    last_key public.shelf.first_key%TYPE;
BEGIN
    SELECT first_key INTO batches1.first_key FROM public.shelf ORDER BY first_key LIMIT 1;
    WHILE batches1.first_key IS NOT NULL LOOP
        SELECT first_key INTO batches1.last_key
        FROM (SELECT first_key FROM public.shelf WHERE first_key >= batches1.first_key
              ORDER BY first_key LIMIT 5000) AS batch
        ORDER BY first_key DESC LIMIT 1;
        UPDATE public.shelf SET batches_new = batches, last_key_new = last_key
        WHERE first_key >= batches1.first_key AND first_key <= batches1.last_key AND ((batches_new IS NULL AND batches IS NOT NULL) OR (last_key_new IS NULL AND last_key IS NOT NULL));
        COMMIT;
        batches1.first_key := (SELECT first_key FROM public.shelf WHERE first_key > batches1.last_key
                              ORDER BY first_key LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.shelf ADD CONSTRAINT shelf_last_key_not_null CHECK (last_key_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public.shelf VALIDATE CONSTRAINT shelf_last_key_not_null;
-- outside of a transaction
ANALYZE public.shelf (batches_new, last_key_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_book_new ON public.book;

DROP FUNCTION public.zz_book_new();

ALTER TABLE public.book DROP COLUMN first_page;

ALTER TABLE public.book RENAME COLUMN first_page_new TO first_page;

ALTER TABLE public.book DROP COLUMN pages;

ALTER TABLE public.book RENAME COLUMN pages_new TO pages;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_shelf_new ON public.shelf;

DROP FUNCTION public.zz_shelf_new();

ALTER TABLE public.shelf ALTER COLUMN last_key_new SET NOT NULL;

ALTER TABLE public.shelf DROP CONSTRAINT shelf_last_key_not_null;

ALTER TABLE public.shelf DROP COLUMN batches;

ALTER TABLE public.shelf RENAME COLUMN batches_new TO batches;

ALTER TABLE public.shelf DROP COLUMN last_key;

ALTER TABLE public.shelf RENAME COLUMN last_key_new TO last_key;

-- not done: table public.book, column order: the server adds columns at the end; only a table made anew has them in order
-- not done: table public.shelf, column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- first_page changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.book ADD COLUMN first_page_new integer;

-- pages changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.book ADD COLUMN pages_new integer;

CREATE FUNCTION public.zz_book_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.first_page_new := NEW.first_page; NEW.pages_new := NEW.pages; RETURN NEW; END';

-- may fail: public.book (for others who write, where a value of first_page is no integer)
-- may fail: public.book (for others who write, where a value of pages is no integer)
CREATE TRIGGER zz_book_new BEFORE INSERT OR UPDATE ON public.book FOR EACH ROW EXECUTE FUNCTION public.zz_book_new();

ALTER TABLE public.book ENABLE ALWAYS TRIGGER zz_book_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.book (every row gets another version, batch by batch)
-- may fail: public.book (where a value of first_page is no integer)
-- may fail: public.book (where a value of pages is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_page bigint := 0;
    pages bigint := pg_catalog.pg_relation_size('public.book')
        / pg_catalog.current_setting('block_size')::bigint;
    at_once bigint := CASE
        WHEN pg_catalog.current_setting('server_version_num')::integer < 140000
        THEN batches.pages + 1 ELSE 500 END;
BEGIN
    WHILE batches.first_page < batches.pages LOOP
        UPDATE public.book SET first_page_new = first_page, pages_new = pages
        WHERE ctid >= pg_catalog.format('(%s,0)', batches.first_page)::tid
          AND ctid < pg_catalog.format('(%s,0)',
                                       batches.first_page + batches.at_once)::tid
          AND ((first_page_new IS NULL AND first_page IS NOT NULL) OR (pages_new IS NULL AND pages IS NOT NULL));
        COMMIT;
        batches.first_page := batches.first_page + batches.at_once;
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public.book (first_page_new, pages_new);
-- a transaction of its own
-- batches changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.shelf ADD COLUMN batches_new integer;

-- last_key changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.shelf ADD COLUMN last_key_new integer;

CREATE FUNCTION public.zz_shelf_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.batches_new := NEW.batches; NEW.last_key_new := NEW.last_key; RETURN NEW; END';

-- may fail: public.shelf (for others who write, where a value of batches is no integer)
-- may fail: public.shelf (for others who write, where a value of last_key is no integer)
CREATE TRIGGER zz_shelf_new BEFORE INSERT OR UPDATE ON public.shelf FOR EACH ROW EXECUTE FUNCTION public.zz_shelf_new();

ALTER TABLE public.shelf ENABLE ALWAYS TRIGGER zz_shelf_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.shelf (every row gets another version, batch by batch)
-- may fail: public.shelf (where a value of batches is no integer)
-- may fail: public.shelf (where a value of last_key is no integer)
DO $batches$
#variable_conflict use_column
<<batches1>>
DECLARE
    first_key public.shelf.first_key%TYPE;
    last_key public.shelf.first_key%TYPE;
BEGIN
    SELECT first_key INTO batches1.first_key FROM public.shelf ORDER BY first_key LIMIT 1;
    WHILE batches1.first_key IS NOT NULL LOOP
        SELECT first_key INTO batches1.last_key
        FROM (SELECT first_key FROM public.shelf WHERE first_key >= batches1.first_key
              ORDER BY first_key LIMIT 5000) AS batch
        ORDER BY first_key DESC LIMIT 1;
        UPDATE public.shelf SET batches_new = batches, last_key_new = last_key
        WHERE first_key >= batches1.first_key AND first_key <= batches1.last_key AND ((batches_new IS NULL AND batches IS NOT NULL) OR (last_key_new IS NULL AND last_key IS NOT NULL));
        COMMIT;
        batches1.first_key := (SELECT first_key FROM public.shelf WHERE first_key > batches1.last_key
                              ORDER BY first_key LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.shelf ADD CONSTRAINT shelf_last_key_not_null CHECK (last_key_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public.shelf VALIDATE CONSTRAINT shelf_last_key_not_null;
-- outside of a transaction
ANALYZE public.shelf (batches_new, last_key_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_book_new ON public.book;

DROP FUNCTION public.zz_book_new();

ALTER TABLE public.book DROP COLUMN first_page;

ALTER TABLE public.book RENAME COLUMN first_page_new TO first_page;

ALTER TABLE public.book DROP COLUMN pages;

ALTER TABLE public.book RENAME COLUMN pages_new TO pages;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_shelf_new ON public.shelf;

DROP FUNCTION public.zz_shelf_new();

ALTER TABLE public.shelf ALTER COLUMN last_key_new SET NOT NULL;

ALTER TABLE public.shelf DROP CONSTRAINT shelf_last_key_not_null;

ALTER TABLE public.shelf DROP COLUMN batches;

ALTER TABLE public.shelf RENAME COLUMN batches_new TO batches;

ALTER TABLE public.shelf DROP COLUMN last_key;

ALTER TABLE public.shelf RENAME COLUMN last_key_new TO last_key;

-- not done: table public.book, column order: the server adds columns at the end; only a table made anew has them in order
-- not done: table public.shelf, column order: the server adds columns at the end; only a table made anew has them in order
======== of columns that are called as types and fields are
-------- up
-- date changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.times ADD COLUMN date_new bigint;

-- year changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.times ADD COLUMN year_new bigint;

CREATE FUNCTION public.zz_times_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.date_new := NEW.date; NEW.year_new := NEW.year; RETURN NEW; END';

CREATE TRIGGER zz_times_new BEFORE INSERT OR UPDATE ON public.times FOR EACH ROW EXECUTE FUNCTION public.zz_times_new();

ALTER TABLE public.times ENABLE ALWAYS TRIGGER zz_times_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.times (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.times.id%TYPE;
    last_key public.times.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.times ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.times WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.times SET date_new = date, year_new = year
        WHERE id >= batches.first_key AND id <= batches.last_key AND ((date_new IS NULL AND date IS NOT NULL) OR (year_new IS NULL AND year IS NOT NULL));
        COMMIT;
        batches.first_key := (SELECT id FROM public.times WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.times ADD CONSTRAINT times_check_new CHECK ((EXTRACT(year FROM at) > (year_new)::numeric)) NOT VALID;

ALTER TABLE public.times ADD CONSTRAINT times_check1_new CHECK (((at > '2000-01-01'::date) OR (date_new > 0))) NOT VALID;
-- outside of a transaction
ALTER TABLE public.times VALIDATE CONSTRAINT times_check_new;
-- outside of a transaction
ALTER TABLE public.times VALIDATE CONSTRAINT times_check1_new;
-- outside of a transaction
-- builds an index: public.times (while others read and write)
CREATE INDEX CONCURRENTLY by_year_new ON public.times USING btree (((at)::date), date_new, ((EXTRACT(year FROM at) - (year_new)::numeric))) WHERE (date_new > 0);
-- outside of a transaction
ANALYZE public.times (date_new, year_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_times_new ON public.times;

DROP FUNCTION public.zz_times_new();

ALTER TABLE public.times DROP COLUMN date;

ALTER TABLE public.times RENAME COLUMN date_new TO date;

ALTER TABLE public.times DROP COLUMN year;

ALTER TABLE public.times RENAME COLUMN year_new TO year;

ALTER TABLE public.times RENAME CONSTRAINT times_check_new TO times_check;

ALTER TABLE public.times RENAME CONSTRAINT times_check1_new TO times_check1;

ALTER INDEX public.by_year_new RENAME TO by_year;

-- not done: table public.times, column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- date changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.times ADD COLUMN date_new integer;

-- year changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.times ADD COLUMN year_new integer;

CREATE FUNCTION public.zz_times_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.date_new := NEW.date; NEW.year_new := NEW.year; RETURN NEW; END';

-- may fail: public.times (for others who write, where a value of date is no integer)
-- may fail: public.times (for others who write, where a value of year is no integer)
CREATE TRIGGER zz_times_new BEFORE INSERT OR UPDATE ON public.times FOR EACH ROW EXECUTE FUNCTION public.zz_times_new();

ALTER TABLE public.times ENABLE ALWAYS TRIGGER zz_times_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.times (every row gets another version, batch by batch)
-- may fail: public.times (where a value of date is no integer)
-- may fail: public.times (where a value of year is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.times.id%TYPE;
    last_key public.times.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.times ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.times WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.times SET date_new = date, year_new = year
        WHERE id >= batches.first_key AND id <= batches.last_key AND ((date_new IS NULL AND date IS NOT NULL) OR (year_new IS NULL AND year IS NOT NULL));
        COMMIT;
        batches.first_key := (SELECT id FROM public.times WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.times ADD CONSTRAINT times_check_new CHECK ((EXTRACT(year FROM at) > (year_new)::numeric)) NOT VALID;

ALTER TABLE public.times ADD CONSTRAINT times_check1_new CHECK (((at > '2000-01-01'::date) OR (date_new > 0))) NOT VALID;
-- outside of a transaction
ALTER TABLE public.times VALIDATE CONSTRAINT times_check_new;
-- outside of a transaction
ALTER TABLE public.times VALIDATE CONSTRAINT times_check1_new;
-- outside of a transaction
-- builds an index: public.times (while others read and write)
CREATE INDEX CONCURRENTLY by_year_new ON public.times USING btree (((at)::date), date_new, ((EXTRACT(year FROM at) - (year_new)::numeric))) WHERE (date_new > 0);
-- outside of a transaction
ANALYZE public.times (date_new, year_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_times_new ON public.times;

DROP FUNCTION public.zz_times_new();

ALTER TABLE public.times DROP COLUMN date;

ALTER TABLE public.times RENAME COLUMN date_new TO date;

ALTER TABLE public.times DROP COLUMN year;

ALTER TABLE public.times RENAME COLUMN year_new TO year;

ALTER TABLE public.times RENAME CONSTRAINT times_check_new TO times_check;

ALTER TABLE public.times RENAME CONSTRAINT times_check1_new TO times_check1;

ALTER INDEX public.by_year_new RENAME TO by_year;

-- not done: table public.times, column order: the server adds columns at the end; only a table made anew has them in order
======== with what a cast drops
-------- up
-- Not filled beside the old column while others write: from text to date each session converts by its own settings.
-- rewrites the table: public.texts (a from text to date writes every row again)
-- blocks reads: public.texts (as long as the table is rewritten)
-- deletes data: public.texts (a time of day in the text is dropped)
-- may fail: public.texts (where a value of a is no date)
-- rewrites the table: public.texts (b from text to numeric(10,2) writes every row again)
-- deletes data: public.texts (values are rounded to 2 digits after the point)
-- may fail: public.texts (where a value of b is no numeric(10,2))
-- rewrites the table: public.texts (c from text to timestamp(0) without time zone writes every row again)
-- deletes data: public.texts (seconds are rounded to 0 digits)
-- may fail: public.texts (where a value of c is no timestamp(0) without time zone)
-- rewrites the table: public.texts (d from text to bit(3) writes every row again)
-- deletes data: public.texts (bits beyond the length are cut off)
-- may fail: public.texts (where a value of d is no bit(3))
-- rewrites the table: public.texts (e from text to bit varying(3) writes every row again)
-- may fail: public.texts (where a value of e is no bit varying(3))
-- rewrites the table: public.texts (f from text to time without time zone writes every row again)
-- deletes data: public.texts (a date and a time zone in the text are dropped)
-- may fail: public.texts (where a value of f is no time without time zone)
-- rewrites the table: public.texts (g from text to interval(1) writes every row again)
-- deletes data: public.texts (seconds are rounded to 1 digits)
-- may fail: public.texts (where a value of g is no interval(1))
-- rewrites the table: public.texts (h from real to numeric writes every row again)
-- deletes data: public.texts (of more than 6 digits the rest is rounded away)
-- may fail: public.texts (where a value of h is no numeric)
-- rewrites the table: public.texts (i from double precision to numeric writes every row again)
-- deletes data: public.texts (of more than 15 digits the rest is rounded away)
-- may fail: public.texts (where a value of i is no numeric)
-- rewrites the table: public.texts (j from numeric to money writes every row again)
-- deletes data: public.texts (fractions that the currency has not are rounded away)
ALTER TABLE public.texts ALTER COLUMN a TYPE date USING a::date,
    ALTER COLUMN b TYPE numeric(10,2) USING b::numeric(10,2),
    ALTER COLUMN c TYPE timestamp(0) without time zone USING c::timestamp(0) without time zone,
    ALTER COLUMN d TYPE bit(3) USING d::bit(3),
    ALTER COLUMN e TYPE bit varying(3) USING e::bit varying(3),
    ALTER COLUMN f TYPE time without time zone USING f::time without time zone,
    ALTER COLUMN g TYPE interval(1) USING g::interval(1),
    ALTER COLUMN h TYPE numeric,
    ALTER COLUMN i TYPE numeric,
    ALTER COLUMN j TYPE money;
-------- down
-- Not filled beside the old column while others write: from date to text each session converts by its own settings.
-- rewrites the table: public.texts (a from date to text writes every row again)
-- blocks reads: public.texts (as long as the table is rewritten)
-- rewrites the table: public.texts (b from numeric(10,2) to text writes every row again)
-- rewrites the table: public.texts (c from timestamp(0) without time zone to text writes every row again)
-- rewrites the table: public.texts (d from bit(3) to text writes every row again)
-- rewrites the table: public.texts (e from bit varying(3) to text writes every row again)
-- rewrites the table: public.texts (f from time without time zone to text writes every row again)
-- rewrites the table: public.texts (g from interval(1) to text writes every row again)
-- rewrites the table: public.texts (h from numeric to real writes every row again)
-- deletes data: public.texts (digits are rounded away)
-- rewrites the table: public.texts (i from numeric to double precision writes every row again)
-- rewrites the table: public.texts (j from money to numeric writes every row again)
ALTER TABLE public.texts ALTER COLUMN a TYPE text,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN c TYPE text,
    ALTER COLUMN d TYPE text,
    ALTER COLUMN e TYPE text,
    ALTER COLUMN f TYPE text,
    ALTER COLUMN g TYPE text,
    ALTER COLUMN h TYPE real,
    ALTER COLUMN i TYPE double precision,
    ALTER COLUMN j TYPE numeric;
======== of a column with all that a column can have
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- n changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN n_new bigint;

CREATE FUNCTION public.zzz_late_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.n_new := NEW.n; RETURN NEW; END';

CREATE TRIGGER zzz_late_new BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER zzz_late_new;
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
        UPDATE public."Weird ""Name""; --" SET n_new = n
        WHERE id >= batches.first_key AND id <= batches.last_key AND n_new IS NULL AND n IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_n_not_null" CHECK (n_new IS NOT NULL) NOT VALID;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT positive_new CHECK (((n_new > 0) AND ((ref IS NULL) OR (id > 0)))) NOT VALID;
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_n_not_null";
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT positive_new;
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY n_key_new ON public."Weird ""Name""; --" USING btree (n_new);
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY by_n_new ON public."Weird ""Name""; --" USING btree (n_new DESC, id) INCLUDE (ref) WHERE (n_new > 5);
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY computed_new ON public."Weird ""Name""; --" USING btree (((n_new + 1)), "Amount $$ '");
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (n_new);
-- a transaction of its own
DROP STATISTICS public.both_of;

DROP POLICY few ON public."Weird ""Name""; --";

DROP TRIGGER zzz_late ON public."Weird ""Name""; --";

DROP VIEW public.seen;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN n DROP DEFAULT;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zzz_late_new ON public."Weird ""Name""; --";

DROP FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN n_new SET NOT NULL;

ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_n_not_null";

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN n;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN n_new TO n;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT n_key UNIQUE USING INDEX n_key_new DEFERRABLE;

COMMENT ON CONSTRAINT n_key ON public."Weird ""Name""; --" IS 'one each';

ALTER TABLE public."Weird ""Name""; --" CLUSTER ON n_key;

ALTER TABLE public."Weird ""Name""; --" RENAME CONSTRAINT positive_new TO positive;

COMMENT ON CONSTRAINT positive ON public."Weird ""Name""; --" IS 'above nothing';

ALTER INDEX public.by_n_new RENAME TO by_n;

COMMENT ON INDEX public.by_n IS 'the best';

ALTER INDEX public.computed_new RENAME TO computed;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN n SET STATISTICS 300;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN n SET (n_distinct=7);

COMMENT ON COLUMN public."Weird ""Name""; --".n IS 'it''s counted';

GRANT SELECT (n), UPDATE (n) ON public."Weird ""Name""; --" TO draft_reader;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN n SET DEFAULT 3;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".n,
    count(*) AS count
   FROM public."Weird ""Name""; --"
  GROUP BY "Weird ""Name""; --".n;

CREATE TRIGGER zzz_late BEFORE INSERT OR UPDATE OF n ON public."Weird ""Name""; --" FOR EACH ROW WHEN ((new.n > 4)) EXECUTE FUNCTION public.look();

CREATE POLICY few ON public."Weird ""Name""; --" TO PUBLIC USING ((n < 100));

CREATE STATISTICS public.both_of (dependencies, mcv, ndistinct) ON n, ref FROM public."Weird ""Name""; --";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- n changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN n_new integer;

CREATE FUNCTION public.zzz_late_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.n_new := NEW.n; RETURN NEW; END';

-- may fail: public."Weird ""Name""; --" (for others who write, where a value of n is no integer)
CREATE TRIGGER zzz_late_new BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER zzz_late_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
-- may fail: public."Weird ""Name""; --" (where a value of n is no integer)
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
        UPDATE public."Weird ""Name""; --" SET n_new = n
        WHERE id >= batches.first_key AND id <= batches.last_key AND n_new IS NULL AND n IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_n_not_null" CHECK (n_new IS NOT NULL) NOT VALID;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT positive_new CHECK (((n_new > 0) AND ((ref IS NULL) OR (id > 0)))) NOT VALID;
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_n_not_null";
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT positive_new;
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY n_key_new ON public."Weird ""Name""; --" USING btree (n_new);
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY by_n_new ON public."Weird ""Name""; --" USING btree (n_new DESC, id) INCLUDE (ref) WHERE (n_new > 5);
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY computed_new ON public."Weird ""Name""; --" USING btree (((n_new + 1)), "Amount $$ '");
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (n_new);
-- a transaction of its own
DROP STATISTICS public.both_of;

DROP POLICY few ON public."Weird ""Name""; --";

DROP TRIGGER zzz_late ON public."Weird ""Name""; --";

DROP VIEW public.seen;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN n DROP DEFAULT;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zzz_late_new ON public."Weird ""Name""; --";

DROP FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN n_new SET NOT NULL;

ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_n_not_null";

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN n;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN n_new TO n;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT n_key UNIQUE USING INDEX n_key_new DEFERRABLE;

COMMENT ON CONSTRAINT n_key ON public."Weird ""Name""; --" IS 'one each';

ALTER TABLE public."Weird ""Name""; --" CLUSTER ON n_key;

ALTER TABLE public."Weird ""Name""; --" RENAME CONSTRAINT positive_new TO positive;

COMMENT ON CONSTRAINT positive ON public."Weird ""Name""; --" IS 'above nothing';

ALTER INDEX public.by_n_new RENAME TO by_n;

COMMENT ON INDEX public.by_n IS 'the best';

ALTER INDEX public.computed_new RENAME TO computed;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN n SET STATISTICS 300;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN n SET (n_distinct=7);

COMMENT ON COLUMN public."Weird ""Name""; --".n IS 'it''s counted';

GRANT SELECT (n), UPDATE (n) ON public."Weird ""Name""; --" TO draft_reader;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN n SET DEFAULT 3;

CREATE VIEW public.seen AS
SELECT "Weird ""Name""; --".n,
    count(*) AS count
   FROM public."Weird ""Name""; --"
  GROUP BY "Weird ""Name""; --".n;

CREATE TRIGGER zzz_late BEFORE INSERT OR UPDATE OF n ON public."Weird ""Name""; --" FOR EACH ROW WHEN ((new.n > 4)) EXECUTE FUNCTION public.look();

CREATE POLICY few ON public."Weird ""Name""; --" TO PUBLIC USING ((n < 100));

CREATE STATISTICS public.both_of (dependencies, mcv, ndistinct) ON n, ref FROM public."Weird ""Name""; --";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
======== of several at once, one of them the key, with a sequence of its own
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- id changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN id_new bigint;

-- ref changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN ref_new bigint;

CREATE FUNCTION public.zzz_late_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; NEW.ref_new := NEW.ref; RETURN NEW; END';

CREATE TRIGGER zzz_late_new BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER zzz_late_new;
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
        UPDATE public."Weird ""Name""; --" SET id_new = id, ref_new = ref
        WHERE id >= batches.first_key AND id <= batches.last_key AND ((id_new IS NULL AND id IS NOT NULL) OR (ref_new IS NULL AND ref IS NOT NULL));
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_id_not_null" CHECK (id_new IS NOT NULL) NOT VALID;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT positive_new CHECK (((n > 0) AND ((ref_new IS NULL) OR (id_new > 0)))) NOT VALID;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_ref_fkey_new" FOREIGN KEY (ref_new) REFERENCES public.target(id) ON DELETE SET NULL NOT VALID;
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_id_not_null";
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT positive_new;
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_ref_fkey_new";
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY "Weird ""Name""; --_pkey_new" ON public."Weird ""Name""; --" USING btree (id_new);
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY by_n_new ON public."Weird ""Name""; --" USING btree (n DESC, id_new) INCLUDE (ref_new) WHERE (n > 5);
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (id_new, ref_new);
-- a transaction of its own
DROP STATISTICS public.both_of;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN id DROP DEFAULT;

ALTER SEQUENCE public."Weird ""Name""; --_id_seq" AS bigint MINVALUE 1 MAXVALUE 9223372036854775807;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zzz_late_new ON public."Weird ""Name""; --";

DROP FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_id_not_null";

ALTER SEQUENCE public."Weird ""Name""; --_id_seq" OWNED BY public."Weird ""Name""; --".id_new;

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN id;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN id_new TO id;

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN ref;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN ref_new TO ref;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_pkey" PRIMARY KEY USING INDEX "Weird ""Name""; --_pkey_new";

ALTER TABLE public."Weird ""Name""; --" RENAME CONSTRAINT positive_new TO positive;

COMMENT ON CONSTRAINT positive ON public."Weird ""Name""; --" IS 'above nothing';

ALTER TABLE public."Weird ""Name""; --" RENAME CONSTRAINT "Weird ""Name""; --_ref_fkey_new" TO "Weird ""Name""; --_ref_fkey";

ALTER INDEX public.by_n_new RENAME TO by_n;

COMMENT ON INDEX public.by_n IS 'the best';

GRANT UPDATE (id) ON public."Weird ""Name""; --" TO draft_reader;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN id SET DEFAULT nextval('public."Weird ""Name""; --_id_seq"'::regclass);

CREATE STATISTICS public.both_of (dependencies, mcv, ndistinct) ON n, ref FROM public."Weird ""Name""; --";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- id changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN id_new integer;

-- ref changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN ref_new integer;

CREATE FUNCTION public.zzz_late_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; NEW.ref_new := NEW.ref; RETURN NEW; END';

-- may fail: public."Weird ""Name""; --" (for others who write, where a value of id is no integer)
-- may fail: public."Weird ""Name""; --" (for others who write, where a value of ref is no integer)
CREATE TRIGGER zzz_late_new BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER zzz_late_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
-- may fail: public."Weird ""Name""; --" (where a value of id is no integer)
-- may fail: public."Weird ""Name""; --" (where a value of ref is no integer)
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
        UPDATE public."Weird ""Name""; --" SET id_new = id, ref_new = ref
        WHERE id >= batches.first_key AND id <= batches.last_key AND ((id_new IS NULL AND id IS NOT NULL) OR (ref_new IS NULL AND ref IS NOT NULL));
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_id_not_null" CHECK (id_new IS NOT NULL) NOT VALID;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT positive_new CHECK (((n > 0) AND ((ref_new IS NULL) OR (id_new > 0)))) NOT VALID;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_ref_fkey_new" FOREIGN KEY (ref_new) REFERENCES public.target(id) ON DELETE SET NULL NOT VALID;
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_id_not_null";
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT positive_new;
-- outside of a transaction
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_ref_fkey_new";
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY "Weird ""Name""; --_pkey_new" ON public."Weird ""Name""; --" USING btree (id_new);
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY by_n_new ON public."Weird ""Name""; --" USING btree (n DESC, id_new) INCLUDE (ref_new) WHERE (n > 5);
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" (id_new, ref_new);
-- a transaction of its own
DROP STATISTICS public.both_of;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN id DROP DEFAULT;

-- deletes data: public."Weird ""Name""; --_id_seq" (where it stands, if that is outside of the new bounds: it is set to the nearest number within)
SELECT pg_catalog.setval('public."Weird ""Name""; --_id_seq"', least(last_value, 2147483647), last_value > 2147483647) FROM public."Weird ""Name""; --_id_seq" WHERE last_value > 2147483647;

ALTER SEQUENCE public."Weird ""Name""; --_id_seq" AS integer MINVALUE 1 MAXVALUE 2147483647;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zzz_late_new ON public."Weird ""Name""; --";

DROP FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_id_not_null";

ALTER SEQUENCE public."Weird ""Name""; --_id_seq" OWNED BY public."Weird ""Name""; --".id_new;

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN id;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN id_new TO id;

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN ref;

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN ref_new TO ref;

ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_pkey" PRIMARY KEY USING INDEX "Weird ""Name""; --_pkey_new";

ALTER TABLE public."Weird ""Name""; --" RENAME CONSTRAINT positive_new TO positive;

COMMENT ON CONSTRAINT positive ON public."Weird ""Name""; --" IS 'above nothing';

ALTER TABLE public."Weird ""Name""; --" RENAME CONSTRAINT "Weird ""Name""; --_ref_fkey_new" TO "Weird ""Name""; --_ref_fkey";

ALTER INDEX public.by_n_new RENAME TO by_n;

COMMENT ON INDEX public.by_n IS 'the best';

GRANT UPDATE (id) ON public."Weird ""Name""; --" TO draft_reader;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN id SET DEFAULT nextval('public."Weird ""Name""; --_id_seq"'::regclass);

CREATE STATISTICS public.both_of (dependencies, mcv, ndistinct) ON n, ref FROM public."Weird ""Name""; --";

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
======== by the text, with another default, and not null from now on
-------- up
-- Amount $$ ' changes from text to uuid while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN "Amount $$ '_new" uuid;

CREATE FUNCTION public.zzz_late_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW."Amount $$ ''_new" := NEW."Amount $$ ''"::uuid; RETURN NEW; END';

-- may fail: public."Weird ""Name""; --" (for others who write, where a value of Amount $$ ' is no uuid)
CREATE TRIGGER zzz_late_new BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER zzz_late_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public."Weird ""Name""; --" (every row gets another version, batch by batch)
-- may fail: public."Weird ""Name""; --" (where a value of Amount $$ ' is no uuid)
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
        UPDATE public."Weird ""Name""; --" SET "Amount $$ '_new" = "Amount $$ '"::uuid
        WHERE id >= batches.first_key AND id <= batches.last_key AND "Amount $$ '_new" IS NULL AND "Amount $$ '" IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_Amount $$ '_not_null" CHECK ("Amount $$ '_new" IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public."Weird ""Name""; --" (where Amount $$ ' is NULL)
ALTER TABLE public."Weird ""Name""; --" VALIDATE CONSTRAINT "Weird ""Name""; --_Amount $$ '_not_null";
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY computed_new ON public."Weird ""Name""; --" USING btree (((n + 1)), "Amount $$ '_new");
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" ("Amount $$ '_new");
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zzz_late_new ON public."Weird ""Name""; --";

DROP FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN "Amount $$ '_new" SET NOT NULL;

ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_Amount $$ '_not_null";

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN "Amount $$ '";

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN "Amount $$ '_new" TO "Amount $$ '";

ALTER INDEX public.computed_new RENAME TO computed;

ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN "Amount $$ '" SET DEFAULT gen_random_uuid();

COMMENT ON INDEX public.computed IS 'later';

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- Amount $$ ' changes from uuid to text while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public."Weird ""Name""; --" ADD COLUMN "Amount $$ '_new" text COLLATE "C";

CREATE FUNCTION public.zzz_late_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW."Amount $$ ''_new" := NEW."Amount $$ ''"; RETURN NEW; END';

CREATE TRIGGER zzz_late_new BEFORE INSERT OR UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER zzz_late_new;
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
        UPDATE public."Weird ""Name""; --" SET "Amount $$ '_new" = "Amount $$ '"
        WHERE id >= batches.first_key AND id <= batches.last_key AND "Amount $$ '_new" IS NULL AND "Amount $$ '" IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public."Weird ""Name""; --" WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY computed_new ON public."Weird ""Name""; --" USING btree (((n + 1)), "Amount $$ '_new");
-- outside of a transaction
ANALYZE public."Weird ""Name""; --" ("Amount $$ '_new");
-- a transaction of its own
ALTER TABLE ONLY public."Weird ""Name""; --" ALTER COLUMN "Amount $$ '" DROP DEFAULT;

-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zzz_late_new ON public."Weird ""Name""; --";

DROP FUNCTION public.zzz_late_new();

ALTER TABLE public."Weird ""Name""; --" DROP COLUMN "Amount $$ '";

ALTER TABLE public."Weird ""Name""; --" RENAME COLUMN "Amount $$ '_new" TO "Amount $$ '";

ALTER INDEX public.computed_new RENAME TO computed;

COMMENT ON INDEX public.computed IS 'later';

COMMENT ON INDEX public.computed IS NULL;

-- not done: table public."Weird ""Name""; --", column order: the server adds columns at the end; only a table made anew has them in order
======== with loss, nothing but a number from now on
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- n_new changes from text to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.counted ADD COLUMN n_new_new integer;

CREATE FUNCTION public.zz_counted_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.n_new_new := NEW.n_new::integer; RETURN NEW; END';

-- may fail: public.counted (for others who write, where a value of n_new is no integer)
CREATE TRIGGER zz_counted_new BEFORE INSERT OR UPDATE ON public.counted FOR EACH ROW EXECUTE FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ENABLE ALWAYS TRIGGER zz_counted_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.counted (every row gets another version, batch by batch)
-- may fail: public.counted (where a value of n_new is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.counted.id%TYPE;
    last_key public.counted.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.counted ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.counted WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.counted SET n_new_new = n_new::integer
        WHERE id >= batches.first_key AND id <= batches.last_key AND n_new_new IS NULL AND n_new IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public.counted WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.counted ADD CONSTRAINT counted_n_new_not_null CHECK (n_new_new IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.counted (where n_new is NULL)
ALTER TABLE public.counted VALIDATE CONSTRAINT counted_n_new_not_null;
-- outside of a transaction
ANALYZE public.counted (n_new_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_counted_new ON public.counted;

DROP FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ALTER COLUMN n_new_new SET NOT NULL;

ALTER TABLE public.counted DROP CONSTRAINT counted_n_new_not_null;

ALTER TABLE public.counted DROP COLUMN n_new;

ALTER TABLE public.counted RENAME COLUMN n_new_new TO n_new;

ALTER TABLE public.counted ALTER COLUMN n_new ADD GENERATED ALWAYS AS IDENTITY;

-- The new sequence goes on after the rows that are there.
SELECT pg_catalog.setval('public.counted_n_new_seq', pg_catalog.max(n_new)) FROM public.counted HAVING pg_catalog.max(n_new) IS NOT NULL;

-- not done: table public.counted, column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- n_new changes from integer to text while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.counted ADD COLUMN n_new_new text;

CREATE FUNCTION public.zz_counted_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.n_new_new := NEW.n_new; RETURN NEW; END';

CREATE TRIGGER zz_counted_new BEFORE INSERT OR UPDATE ON public.counted FOR EACH ROW EXECUTE FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ENABLE ALWAYS TRIGGER zz_counted_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.counted (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.counted.id%TYPE;
    last_key public.counted.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.counted ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.counted WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.counted SET n_new_new = n_new
        WHERE id >= batches.first_key AND id <= batches.last_key AND n_new_new IS NULL AND n_new IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public.counted WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public.counted (n_new_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_counted_new ON public.counted;

DROP FUNCTION public.zz_counted_new();

ALTER TABLE public.counted DROP COLUMN n_new;

ALTER TABLE public.counted RENAME COLUMN n_new_new TO n_new;

-- not done: table public.counted, column order: the server adds columns at the end; only a table made anew has them in order
======== of an identity
-------- up
-- id changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.counted ADD COLUMN id_new bigint;

CREATE FUNCTION public.zz_counted_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';

CREATE TRIGGER zz_counted_new BEFORE INSERT OR UPDATE ON public.counted FOR EACH ROW EXECUTE FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ENABLE ALWAYS TRIGGER zz_counted_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.counted (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.counted.id%TYPE;
    last_key public.counted.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.counted ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.counted WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.counted SET id_new = id
        WHERE id >= batches.first_key AND id <= batches.last_key AND id_new IS NULL AND id IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public.counted WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.counted ADD CONSTRAINT counted_id_not_null CHECK (id_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public.counted VALIDATE CONSTRAINT counted_id_not_null;
-- outside of a transaction
-- builds an index: public.counted (while others read and write)
-- may fail: public.counted (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY counted_pkey_new ON public.counted USING btree (id_new);
-- outside of a transaction
ANALYZE public.counted (id_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_counted_new ON public.counted;

DROP FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public.counted DROP CONSTRAINT counted_id_not_null;

ALTER TABLE public.counted RENAME COLUMN id TO id__old;

ALTER TABLE public.counted RENAME COLUMN id_new TO id;

ALTER SEQUENCE public.counted_id_seq RENAME TO counted_id_seq__old;

ALTER TABLE public.counted ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 2 START WITH 5);

-- The sequence goes on where it stood.
SELECT pg_catalog.setval('public.counted_id_seq', last_value, is_called) FROM public.counted_id_seq__old;

ALTER TABLE public.counted DROP COLUMN id__old;

ALTER TABLE public.counted ADD CONSTRAINT counted_pkey PRIMARY KEY USING INDEX counted_pkey_new;

GRANT USAGE ON SEQUENCE public.counted_id_seq TO draft_reader;

ALTER SEQUENCE public.counted_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807;

-- not done: table public.counted, column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- id changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.counted ADD COLUMN id_new integer;

CREATE FUNCTION public.zz_counted_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';

-- may fail: public.counted (for others who write, where a value of id is no integer)
CREATE TRIGGER zz_counted_new BEFORE INSERT OR UPDATE ON public.counted FOR EACH ROW EXECUTE FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ENABLE ALWAYS TRIGGER zz_counted_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.counted (every row gets another version, batch by batch)
-- may fail: public.counted (where a value of id is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.counted.id%TYPE;
    last_key public.counted.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.counted ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.counted WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.counted SET id_new = id
        WHERE id >= batches.first_key AND id <= batches.last_key AND id_new IS NULL AND id IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public.counted WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.counted ADD CONSTRAINT counted_id_not_null CHECK (id_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public.counted VALIDATE CONSTRAINT counted_id_not_null;
-- outside of a transaction
-- builds an index: public.counted (while others read and write)
-- may fail: public.counted (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY counted_pkey_new ON public.counted USING btree (id_new);
-- outside of a transaction
ANALYZE public.counted (id_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_counted_new ON public.counted;

DROP FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public.counted DROP CONSTRAINT counted_id_not_null;

ALTER TABLE public.counted RENAME COLUMN id TO id__old;

ALTER TABLE public.counted RENAME COLUMN id_new TO id;

ALTER SEQUENCE public.counted_id_seq RENAME TO counted_id_seq__old;

ALTER TABLE public.counted ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 2 START WITH 5);

-- The sequence goes on where it stood.
SELECT pg_catalog.setval('public.counted_id_seq', last_value, is_called) FROM public.counted_id_seq__old;

ALTER TABLE public.counted DROP COLUMN id__old;

ALTER TABLE public.counted ADD CONSTRAINT counted_pkey PRIMARY KEY USING INDEX counted_pkey_new;

GRANT USAGE ON SEQUENCE public.counted_id_seq TO draft_reader;

-- deletes data: public.counted_id_seq (where it stands, if that is outside of the new bounds: it is set to the nearest number within)
SELECT pg_catalog.setval('public.counted_id_seq', least(last_value, 2147483647), last_value > 2147483647) FROM public.counted_id_seq WHERE last_value > 2147483647;

ALTER SEQUENCE public.counted_id_seq AS integer MINVALUE 1 MAXVALUE 2147483647;

-- not done: table public.counted, column order: the server adds columns at the end; only a table made anew has them in order
======== of an identity that is none any more
-------- up
-- id changes from integer to bigint while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.counted ADD COLUMN id_new bigint;

CREATE FUNCTION public.zz_counted_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';

CREATE TRIGGER zz_counted_new BEFORE INSERT OR UPDATE ON public.counted FOR EACH ROW EXECUTE FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ENABLE ALWAYS TRIGGER zz_counted_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.counted (every row gets another version, batch by batch)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.counted.id%TYPE;
    last_key public.counted.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.counted ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.counted WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.counted SET id_new = id
        WHERE id >= batches.first_key AND id <= batches.last_key AND id_new IS NULL AND id IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public.counted WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.counted ADD CONSTRAINT counted_id_not_null CHECK (id_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public.counted VALIDATE CONSTRAINT counted_id_not_null;
-- outside of a transaction
-- builds an index: public.counted (while others read and write)
-- may fail: public.counted (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY counted_pkey_new ON public.counted USING btree (id_new);
-- outside of a transaction
ANALYZE public.counted (id_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_counted_new ON public.counted;

DROP FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public.counted DROP CONSTRAINT counted_id_not_null;

ALTER TABLE public.counted DROP COLUMN id;

ALTER TABLE public.counted RENAME COLUMN id_new TO id;

ALTER TABLE public.counted ADD CONSTRAINT counted_pkey PRIMARY KEY USING INDEX counted_pkey_new;

-- not done: table public.counted, column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- id changes from bigint to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.counted ADD COLUMN id_new integer;

CREATE FUNCTION public.zz_counted_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id_new := NEW.id; RETURN NEW; END';

-- may fail: public.counted (for others who write, where a value of id is no integer)
CREATE TRIGGER zz_counted_new BEFORE INSERT OR UPDATE ON public.counted FOR EACH ROW EXECUTE FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ENABLE ALWAYS TRIGGER zz_counted_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.counted (every row gets another version, batch by batch)
-- may fail: public.counted (where a value of id is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_key public.counted.id%TYPE;
    last_key public.counted.id%TYPE;
BEGIN
    SELECT id INTO batches.first_key FROM public.counted ORDER BY id LIMIT 1;
    WHILE batches.first_key IS NOT NULL LOOP
        SELECT id INTO batches.last_key
        FROM (SELECT id FROM public.counted WHERE id >= batches.first_key
              ORDER BY id LIMIT 5000) AS batch
        ORDER BY id DESC LIMIT 1;
        UPDATE public.counted SET id_new = id
        WHERE id >= batches.first_key AND id <= batches.last_key AND id_new IS NULL AND id IS NOT NULL;
        COMMIT;
        batches.first_key := (SELECT id FROM public.counted WHERE id > batches.last_key
                              ORDER BY id LIMIT 1);
    END LOOP;
END
$batches$;
-- a transaction of its own
ALTER TABLE public.counted ADD CONSTRAINT counted_id_not_null CHECK (id_new IS NOT NULL) NOT VALID;
-- outside of a transaction
ALTER TABLE public.counted VALIDATE CONSTRAINT counted_id_not_null;
-- outside of a transaction
-- builds an index: public.counted (while others read and write)
-- may fail: public.counted (where two rows have the same key in the new type; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY counted_pkey_new ON public.counted USING btree (id_new);
-- outside of a transaction
ANALYZE public.counted (id_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_counted_new ON public.counted;

DROP FUNCTION public.zz_counted_new();

ALTER TABLE public.counted ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE public.counted DROP CONSTRAINT counted_id_not_null;

ALTER TABLE public.counted DROP COLUMN id;

ALTER TABLE public.counted RENAME COLUMN id_new TO id;

ALTER TABLE public.counted ADD CONSTRAINT counted_pkey PRIMARY KEY USING INDEX counted_pkey_new;

ALTER TABLE public.counted ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 2 START WITH 5);

-- The new sequence goes on after the rows that are there.
SELECT pg_catalog.setval('public.counted_id_seq', pg_catalog.max(id)) FROM public.counted HAVING pg_catalog.max(id) IS NOT NULL;

GRANT USAGE ON SEQUENCE public.counted_id_seq TO draft_reader;

-- not done: table public.counted, column order: the server adds columns at the end; only a table made anew has them in order
======== of a table without a key
-------- up
-- b changes from character varying(20) to character varying(5) while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.keyless ADD COLUMN b_new character varying(5);

CREATE FUNCTION public.zz_keyless_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.b_new := NEW.b; RETURN NEW; END';

-- may fail: public.keyless (for others who write, where a value of b is no character varying(5))
CREATE TRIGGER zz_keyless_new BEFORE INSERT OR UPDATE ON public.keyless FOR EACH ROW EXECUTE FUNCTION public.zz_keyless_new();

ALTER TABLE public.keyless ENABLE ALWAYS TRIGGER zz_keyless_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.keyless (every row gets another version, batch by batch)
-- may fail: public.keyless (where a value of b is no character varying(5))
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_page bigint := 0;
    pages bigint := pg_catalog.pg_relation_size('public.keyless')
        / pg_catalog.current_setting('block_size')::bigint;
    at_once bigint := CASE
        WHEN pg_catalog.current_setting('server_version_num')::integer < 140000
        THEN batches.pages + 1 ELSE 500 END;
BEGIN
    WHILE batches.first_page < batches.pages LOOP
        UPDATE public.keyless SET b_new = b
        WHERE ctid >= pg_catalog.format('(%s,0)', batches.first_page)::tid
          AND ctid < pg_catalog.format('(%s,0)',
                                       batches.first_page + batches.at_once)::tid
          AND b_new IS NULL AND b IS NOT NULL;
        COMMIT;
        batches.first_page := batches.first_page + batches.at_once;
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public.keyless (b_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_keyless_new ON public.keyless;

DROP FUNCTION public.zz_keyless_new();

ALTER TABLE public.keyless DROP COLUMN b;

ALTER TABLE public.keyless RENAME COLUMN b_new TO b;
-------- down
ALTER TABLE public.keyless ALTER COLUMN b TYPE character varying(20);
======== to a type that is new
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TYPE public.mood AS ENUM ('sad', 'glad');

-- b changes from character varying(20) to public.mood while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.keyless ADD COLUMN b_new public.mood;

CREATE FUNCTION public.zz_keyless_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.b_new := NEW.b::public.mood; RETURN NEW; END';

-- may fail: public.keyless (for others who write, where a value of b is no public.mood)
CREATE TRIGGER zz_keyless_new BEFORE INSERT OR UPDATE ON public.keyless FOR EACH ROW EXECUTE FUNCTION public.zz_keyless_new();

ALTER TABLE public.keyless ENABLE ALWAYS TRIGGER zz_keyless_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.keyless (every row gets another version, batch by batch)
-- may fail: public.keyless (where a value of b is no public.mood)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_page bigint := 0;
    pages bigint := pg_catalog.pg_relation_size('public.keyless')
        / pg_catalog.current_setting('block_size')::bigint;
    at_once bigint := CASE
        WHEN pg_catalog.current_setting('server_version_num')::integer < 140000
        THEN batches.pages + 1 ELSE 500 END;
BEGIN
    WHILE batches.first_page < batches.pages LOOP
        UPDATE public.keyless SET b_new = b::public.mood
        WHERE ctid >= pg_catalog.format('(%s,0)', batches.first_page)::tid
          AND ctid < pg_catalog.format('(%s,0)',
                                       batches.first_page + batches.at_once)::tid
          AND b_new IS NULL AND b IS NOT NULL;
        COMMIT;
        batches.first_page := batches.first_page + batches.at_once;
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public.keyless (b_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_keyless_new ON public.keyless;

DROP FUNCTION public.zz_keyless_new();

ALTER TABLE public.keyless DROP COLUMN b;

ALTER TABLE public.keyless RENAME COLUMN b_new TO b;
-------- down
-- b changes from public.mood to character varying(20) while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.keyless ADD COLUMN b_new character varying(20);

CREATE FUNCTION public.zz_keyless_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.b_new := NEW.b; RETURN NEW; END';

-- may fail: public.keyless (for others who write, where a value of b is no character varying(20))
CREATE TRIGGER zz_keyless_new BEFORE INSERT OR UPDATE ON public.keyless FOR EACH ROW EXECUTE FUNCTION public.zz_keyless_new();

ALTER TABLE public.keyless ENABLE ALWAYS TRIGGER zz_keyless_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.keyless (every row gets another version, batch by batch)
-- may fail: public.keyless (where a value of b is no character varying(20))
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_page bigint := 0;
    pages bigint := pg_catalog.pg_relation_size('public.keyless')
        / pg_catalog.current_setting('block_size')::bigint;
    at_once bigint := CASE
        WHEN pg_catalog.current_setting('server_version_num')::integer < 140000
        THEN batches.pages + 1 ELSE 500 END;
BEGIN
    WHILE batches.first_page < batches.pages LOOP
        UPDATE public.keyless SET b_new = b
        WHERE ctid >= pg_catalog.format('(%s,0)', batches.first_page)::tid
          AND ctid < pg_catalog.format('(%s,0)',
                                       batches.first_page + batches.at_once)::tid
          AND b_new IS NULL AND b IS NOT NULL;
        COMMIT;
        batches.first_page := batches.first_page + batches.at_once;
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public.keyless (b_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_keyless_new ON public.keyless;

DROP FUNCTION public.zz_keyless_new();

ALTER TABLE public.keyless DROP COLUMN b;

ALTER TABLE public.keyless RENAME COLUMN b_new TO b;

DROP TYPE public.mood;
======== in place: a key that others refer to
-------- up
-- Not filled beside the old column while others write: foreign key public."Weird ""Name""; --"."Weird ""Name""; --_ref_fkey" refers to it.
-- rewrites the table: public.target (id from integer to bigint writes every row again)
-- blocks reads: public.target (as long as the table is rewritten)
ALTER TABLE public.target ALTER COLUMN id TYPE bigint;
-------- down
-- Not filled beside the old column while others write: foreign key public."Weird ""Name""; --"."Weird ""Name""; --_ref_fkey" refers to it.
-- rewrites the table: public.target (id from bigint to integer writes every row again)
-- blocks reads: public.target (as long as the table is rewritten)
-- may fail: public.target (where a value of id is no integer)
ALTER TABLE public.target ALTER COLUMN id TYPE integer;
======== in place: a trigger would fire
-------- up
-- Not filled beside the old column while others write: trigger touch would fire for every row that is filled.
-- rewrites the table: public.touched (n from integer to bigint writes every row again)
-- blocks reads: public.touched (as long as the table is rewritten)
ALTER TABLE public.touched ALTER COLUMN n TYPE bigint;
-------- down
-- Not filled beside the old column while others write: trigger touch would fire for every row that is filled.
-- rewrites the table: public.touched (n from bigint to integer writes every row again)
-- blocks reads: public.touched (as long as the table is rewritten)
-- may fail: public.touched (where a value of n is no integer)
ALTER TABLE public.touched ALTER COLUMN n TYPE integer;
======== in place: a rule is there
-------- up
-- Not filled beside the old column while others write: rule nowhere is there for updates.
-- rewrites the table: public.ruled (n from integer to bigint writes every row again)
-- blocks reads: public.ruled (as long as the table is rewritten)
ALTER TABLE public.ruled ALTER COLUMN n TYPE bigint;
-------- down
-- Not filled beside the old column while others write: rule nowhere is there for updates.
-- rewrites the table: public.ruled (n from bigint to integer writes every row again)
-- blocks reads: public.ruled (as long as the table is rewritten)
-- may fail: public.ruled (where a value of n is no integer)
ALTER TABLE public.ruled ALTER COLUMN n TYPE integer;
======== in place: published
-------- up
-- Not filled beside the old column while others write: the table is published, and subscribers have no such column.
-- rewrites the table: public.published (id from integer to bigint writes every row again)
-- blocks reads: public.published (as long as the table is rewritten)
ALTER TABLE public.published ALTER COLUMN id TYPE bigint;
-------- down
-- Not filled beside the old column while others write: the table is published, and subscribers have no such column.
-- rewrites the table: public.published (id from bigint to integer writes every row again)
-- blocks reads: public.published (as long as the table is rewritten)
-- may fail: public.published (where a value of id is no integer)
ALTER TABLE public.published ALTER COLUMN id TYPE integer;
======== in place: row security is forced
-------- up
-- Not filled beside the old column while others write: row security is forced on the owner too.
-- rewrites the table: public.forced (n from integer to bigint writes every row again)
-- blocks reads: public.forced (as long as the table is rewritten)
ALTER TABLE public.forced ALTER COLUMN n TYPE bigint;
-------- down
-- Not filled beside the old column while others write: row security is forced on the owner too.
-- rewrites the table: public.forced (n from bigint to integer writes every row again)
-- blocks reads: public.forced (as long as the table is rewritten)
-- may fail: public.forced (where a value of n is no integer)
ALTER TABLE public.forced ALTER COLUMN n TYPE integer;
======== in place: with children
-------- up
-- Not filled beside the old column while others write: public.below inherits from the table.
-- rewrites the table: public.above (n from integer to bigint writes every row again)
-- blocks reads: public.above (as long as the table is rewritten)
-- rewrites the table: public.below (as its parent is)
ALTER TABLE public.above ALTER COLUMN n TYPE bigint;
-------- down
-- Not filled beside the old column while others write: public.below inherits from the table.
-- rewrites the table: public.above (n from bigint to integer writes every row again)
-- blocks reads: public.above (as long as the table is rewritten)
-- rewrites the table: public.below (as its parent is)
-- may fail: public.above (where a value of n is no integer)
ALTER TABLE public.above ALTER COLUMN n TYPE integer;
======== in place: partitioned
-------- up
-- Not filled beside the old column while others write: public.divided is a partitioned table.
-- rewrites the table: public.divided (n from integer to bigint writes every row again)
-- blocks reads: public.divided (as long as the table is rewritten)
ALTER TABLE public.divided ALTER COLUMN n TYPE bigint;
-------- down
-- Not filled beside the old column while others write: public.divided is a partitioned table.
-- rewrites the table: public.divided (n from bigint to integer writes every row again)
-- blocks reads: public.divided (as long as the table is rewritten)
-- may fail: public.divided (where a value of n is no integer)
ALTER TABLE public.divided ALTER COLUMN n TYPE integer;
======== in place: excluded
-------- up
-- Not filled beside the old column while others write: exclusion constraint public.kept.kept_n_excl is made of it.
-- rewrites the table: public.kept (n from integer to bigint writes every row again)
-- blocks reads: public.kept (as long as the table is rewritten)
ALTER TABLE public.kept ALTER COLUMN n TYPE bigint;
-------- down
-- Not filled beside the old column while others write: exclusion constraint public.kept.kept_n_excl is made of it.
-- rewrites the table: public.kept (n from bigint to integer writes every row again)
-- blocks reads: public.kept (as long as the table is rewritten)
-- may fail: public.kept (where a value of n is no integer)
ALTER TABLE public.kept ALTER COLUMN n TYPE integer;
======== in place: another column is computed from it
-------- up
ALTER TABLE public.computed_of DROP COLUMN twice;

-- Not filled beside the old column while others write: column public.computed_of.twice is made of it.
-- rewrites the table: public.computed_of (n from integer to bigint writes every row again)
-- blocks reads: public.computed_of (as long as the table is rewritten)
ALTER TABLE public.computed_of ALTER COLUMN n TYPE bigint;

-- rewrites the table: public.computed_of (each row gets a value of its own for twice)
-- blocks reads: public.computed_of (as long as the table is rewritten)
ALTER TABLE public.computed_of ADD COLUMN twice bigint GENERATED ALWAYS AS ((n * 2)) STORED;
-------- down
ALTER TABLE public.computed_of DROP COLUMN twice;

-- Not filled beside the old column while others write: column public.computed_of.twice is made of it.
-- rewrites the table: public.computed_of (n from bigint to integer writes every row again)
-- blocks reads: public.computed_of (as long as the table is rewritten)
-- may fail: public.computed_of (where a value of n is no integer)
ALTER TABLE public.computed_of ALTER COLUMN n TYPE integer;

-- rewrites the table: public.computed_of (each row gets a value of its own for twice)
-- blocks reads: public.computed_of (as long as the table is rewritten)
ALTER TABLE public.computed_of ADD COLUMN twice integer GENERATED ALWAYS AS ((n * 2)) STORED;
======== in place: the time zone decides
-------- up
DROP INDEX public.apart;

-- Not filled beside the old column while others write: from timestamp without time zone to timestamp with time zone each session converts by its own settings.
-- rewrites the table: public."Weird ""Name""; --" (when from timestamp without time zone to timestamp with time zone writes every row again, unless the time zone is UTC)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN "when" TYPE timestamp with time zone;
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY apart ON public."Weird ""Name""; --" USING btree ("when");
-------- down
DROP INDEX public.apart;

-- Not filled beside the old column while others write: from timestamp with time zone to timestamp without time zone each session converts by its own settings.
-- rewrites the table: public."Weird ""Name""; --" (when from timestamp with time zone to timestamp without time zone writes every row again, unless the time zone is UTC)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN "when" TYPE timestamp without time zone;
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY apart ON public."Weird ""Name""; --" USING btree ("when");
