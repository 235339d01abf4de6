======== a table that becomes NOT NULL, and gets another type, before it joins
-------- up
-- n changes from text to integer while others read and write: a new column is filled beside it, and takes its place as the table's last one.
ALTER TABLE public.loose ADD COLUMN n_new integer;

CREATE FUNCTION public.zz_loose_new() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.n_new := NEW.n::integer; RETURN NEW; END';

-- may fail: public.loose (for others who write, where a value of n is no integer)
CREATE TRIGGER zz_loose_new BEFORE INSERT OR UPDATE ON public.loose FOR EACH ROW EXECUTE FUNCTION public.zz_loose_new();

ALTER TABLE public.loose ENABLE ALWAYS TRIGGER zz_loose_new;
-- outside of a transaction
-- Alone, as it commits after each batch; it can be run again where it ended.
-- rewrites the table: public.loose (every row gets another version, batch by batch)
-- may fail: public.loose (where a value of n is no integer)
DO $batches$
#variable_conflict use_column
<<batches>>
DECLARE
    first_page bigint := 0;
    pages bigint := pg_catalog.pg_relation_size('public.loose')
        / pg_catalog.current_setting('block_size')::bigint;
    at_once bigint := CASE
        WHEN pg_catalog.current_setting('server_version_num')::integer < 140000
        THEN batches.pages + 1 ELSE 500 END;
BEGIN
    WHILE batches.first_page < batches.pages LOOP
        UPDATE public.loose SET n_new = n::integer
        WHERE ctid >= pg_catalog.format('(%s,0)', batches.first_page)::tid
          AND ctid < pg_catalog.format('(%s,0)',
                                       batches.first_page + batches.at_once)::tid
          AND n_new IS NULL AND n IS NOT NULL;
        COMMIT;
        batches.first_page := batches.first_page + batches.at_once;
    END LOOP;
END
$batches$;
-- outside of a transaction
ANALYZE public.loose (n_new);
-- a transaction of its own
-- The new column takes the old one's place: until the transaction ends nobody reads or writes the table.
DROP TRIGGER zz_loose_new ON public.loose;

DROP FUNCTION public.zz_loose_new();

ALTER TABLE public.loose DROP COLUMN n;

ALTER TABLE public.loose RENAME COLUMN n_new TO n;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.loose ADD CONSTRAINT loose_id_not_null CHECK (id IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.loose (where id is NULL)
ALTER TABLE public.loose VALIDATE CONSTRAINT loose_id_not_null;
-- a transaction of its own
ALTER TABLE public.loose ALTER COLUMN id SET NOT NULL;

ALTER TABLE public.loose DROP CONSTRAINT loose_id_not_null;

-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.loose ADD CONSTRAINT loose_bound CHECK (id IS NOT NULL AND id >= 10 AND id < 20) NOT VALID;
-- outside of a transaction
-- may fail: public.loose (where a row is outside of the bounds)
ALTER TABLE public.loose VALIDATE CONSTRAINT loose_bound;
-- a transaction of its own
ALTER TABLE public.strict ATTACH PARTITION public.loose FOR VALUES FROM (10) TO (20);

ALTER TABLE public.loose DROP CONSTRAINT loose_bound;
-------- down
-- blocks reads: public.strict (for a moment)
ALTER TABLE public.strict DETACH PARTITION public.loose;

ALTER TABLE public.loose ALTER COLUMN id DROP NOT NULL;

-- Not filled beside the old column while others write: the table is a partition.
-- rewrites the table: public.loose (n from integer to text writes every row again)
-- blocks reads: public.loose (as long as the table is rewritten)
ALTER TABLE public.loose ALTER COLUMN n TYPE text;
======== a table that changes its type with the parent that it joins
-------- up
-- Not filled beside the old column while others write: public.strict is a partitioned table.
-- rewrites the table: public.strict (n from integer to text writes every row again)
-- blocks reads: public.strict (as long as the table is rewritten)
-- rewrites the table: public.strict_1 (as its parent is)
ALTER TABLE public.strict ALTER COLUMN n TYPE text;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.loose ADD CONSTRAINT loose_id_not_null CHECK (id IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.loose (where id is NULL)
ALTER TABLE public.loose VALIDATE CONSTRAINT loose_id_not_null;
-- a transaction of its own
ALTER TABLE public.loose ALTER COLUMN id SET NOT NULL;

ALTER TABLE public.loose DROP CONSTRAINT loose_id_not_null;

-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.loose ADD CONSTRAINT loose_bound CHECK (id IS NOT NULL AND id >= 10 AND id < 20) NOT VALID;
-- outside of a transaction
-- may fail: public.loose (where a row is outside of the bounds)
ALTER TABLE public.loose VALIDATE CONSTRAINT loose_bound;
-- a transaction of its own
ALTER TABLE public.strict ATTACH PARTITION public.loose FOR VALUES FROM (10) TO (20);

ALTER TABLE public.loose DROP CONSTRAINT loose_bound;
-------- down
-- blocks reads: public.strict (for a moment)
ALTER TABLE public.strict DETACH PARTITION public.loose;

ALTER TABLE public.loose ALTER COLUMN id DROP NOT NULL;

-- Not filled beside the old column while others write: public.strict is a partitioned table.
-- rewrites the table: public.strict (n from text to integer writes every row again)
-- blocks reads: public.strict (as long as the table is rewritten)
-- rewrites the table: public.loose (as its parent is)
-- rewrites the table: public.strict_1 (as its parent is)
-- may fail: public.strict (where a value of n is no integer)
ALTER TABLE public.strict ALTER COLUMN n TYPE integer USING n::integer;
======== NOT NULL, the partitions first
-------- up
-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.strict_1 ADD CONSTRAINT strict_1_n_not_null CHECK (n IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.strict_1 (where n is NULL)
ALTER TABLE public.strict_1 VALIDATE CONSTRAINT strict_1_n_not_null;
-- a transaction of its own
ALTER TABLE public.strict_1 ALTER COLUMN n SET NOT NULL;

ALTER TABLE public.strict_1 DROP CONSTRAINT strict_1_n_not_null;

-- may fail: public.strict (where n is NULL)
-- blocks reads: public.strict (as long as all rows are looked at)
ALTER TABLE public.strict ALTER COLUMN n SET NOT NULL;
-------- down
ALTER TABLE public.strict ALTER COLUMN n DROP NOT NULL;

ALTER TABLE public.strict_1 ALTER COLUMN n DROP NOT NULL;
======== bounds, with a type, columns, a check, an index and a key of the parent
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- deletes data: public."Weird ""Name""; --" (all values of n)
-- deletes data: public.w_1 (all values of n)
-- deletes data: public.w_2 (all values of n)
-- deletes data: public.w_3 (all values of n)
-- deletes data: public.w_4 (all values of n)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN n;

ALTER TABLE public."Weird ""Name""; --" ADD COLUMN added text DEFAULT 'x'::text NOT NULL;

-- Not filled beside the old column while others write: public."Weird ""Name""; --" is a partitioned table.
-- rewrites the table: public."Weird ""Name""; --" (v from integer to bigint writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- rewrites the table: public.w_1 (as its parent is)
-- rewrites the table: public.w_2 (as its parent is)
-- rewrites the table: public.w_3 (as its parent is)
-- rewrites the table: public.w_4 (as its parent is)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN v TYPE bigint;

-- blocks reads: public."Weird ""Name""; --" (as long as all rows are looked at)
-- may fail: public."Weird ""Name""; --" (where a row does not fulfil it)
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_v_check" CHECK ((v > 0));

CREATE INDEX by_v ON ONLY public."Weird ""Name""; --" USING btree (v);

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_1 ADD CONSTRAINT w_1_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_1 (where k is NULL)
ALTER TABLE public.w_1 VALIDATE CONSTRAINT w_1_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_1 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_1 DROP CONSTRAINT w_1_k_not_null;
-- outside of a transaction
-- builds an index: public.w_1 (while others read and write)
CREATE INDEX CONCURRENTLY w_1_v_idx ON public.w_1 USING btree (v);
-- a transaction of its own
ALTER INDEX public.by_v ATTACH PARTITION public.w_1_v_idx;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_2 (where k is NULL)
ALTER TABLE public.w_2 VALIDATE CONSTRAINT w_2_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_2 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_2 DROP CONSTRAINT w_2_k_not_null;
-- outside of a transaction
-- builds an index: public.w_2 (while others read and write)
CREATE INDEX CONCURRENTLY w_2_v_idx ON public.w_2 USING btree (v);
-- a transaction of its own
ALTER INDEX public.by_v ATTACH PARTITION public.w_2_v_idx;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_3 ADD CONSTRAINT w_3_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_3 (where k is NULL)
ALTER TABLE public.w_3 VALIDATE CONSTRAINT w_3_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_3 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_3 DROP CONSTRAINT w_3_k_not_null;
-- outside of a transaction
-- builds an index: public.w_3 (while others read and write)
CREATE INDEX CONCURRENTLY w_3_v_idx ON public.w_3 USING btree (v);
-- a transaction of its own
ALTER INDEX public.by_v ATTACH PARTITION public.w_3_v_idx;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_4 ADD CONSTRAINT w_4_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_4 (where k is NULL)
ALTER TABLE public.w_4 VALIDATE CONSTRAINT w_4_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_4 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_4 DROP CONSTRAINT w_4_k_not_null;

-- may fail: public."Weird ""Name""; --" (where k is NULL)
-- blocks reads: public."Weird ""Name""; --" (as long as all rows are looked at)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN k SET NOT NULL;

-- builds an index: public."Weird ""Name""; --" (Weird "Name"; --_pkey)
-- blocks reads: public."Weird ""Name""; --" (as long as the index is built)
-- may fail: public."Weird ""Name""; --" (where rows are in conflict)
ALTER TABLE ONLY public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_pkey" PRIMARY KEY (k);

CREATE TABLE public.w_1b (
    k integer NOT NULL,
    v bigint,
    added text DEFAULT 'x'::text NOT NULL,
    CONSTRAINT w_1b_pkey PRIMARY KEY (k),
    CONSTRAINT "Weird ""Name""; --_v_check" CHECK ((v > 0))
);

-- builds an index: public.w_1 (w_1_pkey)
-- blocks reads: public.w_1 (as long as the index is built)
-- may fail: public.w_1 (where rows are in conflict)
ALTER TABLE public.w_1 ADD CONSTRAINT w_1_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_1_pkey;

-- builds an index: public.w_2 (w_2_pkey)
-- blocks reads: public.w_2 (as long as the index is built)
-- may fail: public.w_2 (where rows are in conflict)
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_2_pkey;

-- builds an index: public.w_3 (w_3_pkey)
-- blocks reads: public.w_3 (as long as the index is built)
-- may fail: public.w_3 (where rows are in conflict)
ALTER TABLE public.w_3 ADD CONSTRAINT w_3_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_3_pkey;

-- builds an index: public.w_4 (w_4_pkey)
-- blocks reads: public.w_4 (as long as the index is built)
-- may fail: public.w_4 (where rows are in conflict)
ALTER TABLE public.w_4 ADD CONSTRAINT w_4_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_4_pkey;

CREATE INDEX w_1b_v_idx ON public.w_1b USING btree (v);

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_1;

-- blocks reads: public.w_1 (as long as all rows are looked at)
-- may fail: public.w_1 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1 FOR VALUES FROM (0) TO (5);

ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1b FOR VALUES FROM (5) TO (10);
-- outside of a transaction
-- builds an index: public.w_4 (while others read and write)
CREATE INDEX CONCURRENTLY w_4_v_idx ON public.w_4 USING btree (v);
-- a transaction of its own
ALTER INDEX public.by_v ATTACH PARTITION public.w_4_v_idx;
-------- down
ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_v_check";

-- deletes data: public."Weird ""Name""; --" (all values of added)
-- deletes data: public.w_1 (all values of added)
-- deletes data: public.w_1b (all values of added)
-- deletes data: public.w_2 (all values of added)
-- deletes data: public.w_3 (all values of added)
-- deletes data: public.w_4 (all values of added)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN added;

-- deletes data: public.w_1b (all rows of the table)
DROP TABLE public.w_1b;

-- may slow queries: public."Weird ""Name""; --" (those that used by_v)
DROP INDEX public.by_v;

-- may slow queries: public."Weird ""Name""; --" (those that used the index of Weird "Name"; --_pkey)
ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_pkey";

ALTER TABLE public."Weird ""Name""; --" ADD COLUMN n text;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN k DROP NOT NULL;

-- Not filled beside the old column while others write: public."Weird ""Name""; --" is a partitioned table.
-- rewrites the table: public."Weird ""Name""; --" (v from bigint to integer writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- rewrites the table: public.w_1 (as its parent is)
-- rewrites the table: public.w_1b (as its parent is)
-- rewrites the table: public.w_2 (as its parent is)
-- rewrites the table: public.w_3 (as its parent is)
-- rewrites the table: public.w_4 (as its parent is)
-- may fail: public."Weird ""Name""; --" (where a value of v is no integer)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN v TYPE integer;

ALTER TABLE public.w_1 ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_2 ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_3 ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_4 ALTER COLUMN k DROP NOT NULL;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_1;

-- blocks reads: public.w_1 (as long as all rows are looked at)
-- may fail: public.w_1 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1 FOR VALUES FROM (0) TO (10);
======== bounds that change places
-------- up
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_3;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_4;

-- blocks reads: public.w_3 (as long as all rows are looked at)
-- may fail: public.w_3 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_3 FOR VALUES FROM (40) TO (50);

-- blocks reads: public.w_4 (as long as all rows are looked at)
-- may fail: public.w_4 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_4 FOR VALUES FROM (30) TO (40);
-------- down
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_3;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_4;

-- blocks reads: public.w_3 (as long as all rows are looked at)
-- may fail: public.w_3 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_3 FOR VALUES FROM (30) TO (40);

-- blocks reads: public.w_4 (as long as all rows are looked at)
-- may fail: public.w_4 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_4 FOR VALUES FROM (40) TO (50);
======== bounds of rows that are referred to
-------- up
ALTER TABLE public.refers DROP CONSTRAINT refers_id_fkey;

-- blocks reads: public.target (for a moment)
ALTER TABLE public.target DETACH PARTITION public.target_1;

-- blocks reads: public.target_1 (as long as all rows are looked at)
-- may fail: public.target_1 (where a row is outside of the bounds)
ALTER TABLE public.target ATTACH PARTITION public.target_1 FOR VALUES FROM (0) TO (20);

ALTER TABLE public.refers ADD CONSTRAINT refers_id_fkey FOREIGN KEY (id) REFERENCES public.target(id) NOT VALID;
-- outside of a transaction
-- may fail: public.refers (where a row refers to none)
ALTER TABLE public.refers VALIDATE CONSTRAINT refers_id_fkey;
-------- down
ALTER TABLE public.refers DROP CONSTRAINT refers_id_fkey;

-- blocks reads: public.target (for a moment)
ALTER TABLE public.target DETACH PARTITION public.target_1;

-- blocks reads: public.target_1 (as long as all rows are looked at)
-- may fail: public.target_1 (where a row is outside of the bounds)
ALTER TABLE public.target ATTACH PARTITION public.target_1 FOR VALUES FROM (0) TO (10);

ALTER TABLE public.refers ADD CONSTRAINT refers_id_fkey FOREIGN KEY (id) REFERENCES public.target(id) NOT VALID;
-- outside of a transaction
-- may fail: public.refers (where a row refers to none)
ALTER TABLE public.refers VALIDATE CONSTRAINT refers_id_fkey;
======== bounds of a table with a trigger that is off
-------- up
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_2;

-- blocks reads: public.w_2 (as long as all rows are looked at)
-- may fail: public.w_2 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_2 FOR VALUES FROM (10) TO (15);

ALTER TABLE public.w_2 DISABLE TRIGGER touched;
-------- down
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_2;

-- blocks reads: public.w_2 (as long as all rows are looked at)
-- may fail: public.w_2 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_2 FOR VALUES FROM (10) TO (20);

ALTER TABLE public.w_2 DISABLE TRIGGER touched;
======== a trigger of its own in place of the parent's
-------- up
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_2;

CREATE TRIGGER touched BEFORE INSERT ON public.w_2 FOR EACH ROW EXECUTE FUNCTION public.touch();
-------- down
DROP TRIGGER touched ON public.w_2;

-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_bound CHECK (k IS NOT NULL AND k >= 10 AND k < 20) NOT VALID;
-- outside of a transaction
-- may fail: public.w_2 (where a row is outside of the bounds)
ALTER TABLE public.w_2 VALIDATE CONSTRAINT w_2_bound;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_2 FOR VALUES FROM (10) TO (20);

ALTER TABLE public.w_2 DROP CONSTRAINT w_2_bound;

ALTER TABLE public.w_2 DISABLE TRIGGER touched;
======== the same trigger as the parent's
-------- up
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_1;

CREATE TRIGGER touched AFTER INSERT ON public.w_1 FOR EACH ROW EXECUTE FUNCTION public.touch();
-------- down
DROP TRIGGER touched ON public.w_1;

-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.w_1 ADD CONSTRAINT w_1_bound CHECK (k IS NOT NULL AND k >= 0 AND k < 10) NOT VALID;
-- outside of a transaction
-- may fail: public.w_1 (where a row is outside of the bounds)
ALTER TABLE public.w_1 VALIDATE CONSTRAINT w_1_bound;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1 FOR VALUES FROM (0) TO (10);

ALTER TABLE public.w_1 DROP CONSTRAINT w_1_bound;
======== a key that is referred to at once
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.yet_another (
    id integer
);

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_1 ADD CONSTRAINT w_1_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_1 (where k is NULL)
ALTER TABLE public.w_1 VALIDATE CONSTRAINT w_1_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_1 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_1 DROP CONSTRAINT w_1_k_not_null;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_2 (where k is NULL)
ALTER TABLE public.w_2 VALIDATE CONSTRAINT w_2_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_2 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_2 DROP CONSTRAINT w_2_k_not_null;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_3 ADD CONSTRAINT w_3_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_3 (where k is NULL)
ALTER TABLE public.w_3 VALIDATE CONSTRAINT w_3_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_3 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_3 DROP CONSTRAINT w_3_k_not_null;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_4 ADD CONSTRAINT w_4_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_4 (where k is NULL)
ALTER TABLE public.w_4 VALIDATE CONSTRAINT w_4_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_4 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_4 DROP CONSTRAINT w_4_k_not_null;

-- may fail: public."Weird ""Name""; --" (where k is NULL)
-- blocks reads: public."Weird ""Name""; --" (as long as all rows are looked at)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN k SET NOT NULL;

-- builds an index: public."Weird ""Name""; --" (Weird "Name"; --_pkey)
-- blocks reads: public."Weird ""Name""; --" (as long as the index is built)
-- may fail: public."Weird ""Name""; --" (where rows are in conflict)
ALTER TABLE ONLY public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_pkey" PRIMARY KEY (k);

-- builds an index: public.w_1 (w_1_pkey)
-- blocks reads: public.w_1 (as long as the index is built)
-- may fail: public.w_1 (where rows are in conflict)
ALTER TABLE public.w_1 ADD CONSTRAINT w_1_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_1_pkey;

-- builds an index: public.w_2 (w_2_pkey)
-- blocks reads: public.w_2 (as long as the index is built)
-- may fail: public.w_2 (where rows are in conflict)
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_2_pkey;

-- builds an index: public.w_3 (w_3_pkey)
-- blocks reads: public.w_3 (as long as the index is built)
-- may fail: public.w_3 (where rows are in conflict)
ALTER TABLE public.w_3 ADD CONSTRAINT w_3_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_3_pkey;

-- builds an index: public.w_4 (w_4_pkey)
-- blocks reads: public.w_4 (as long as the index is built)
-- may fail: public.w_4 (where rows are in conflict)
ALTER TABLE public.w_4 ADD CONSTRAINT w_4_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_4_pkey;

ALTER TABLE public.yet_another ADD CONSTRAINT yet_another_id_fkey FOREIGN KEY (id) REFERENCES public."Weird ""Name""; --"(k);

ALTER TABLE public.lone ADD CONSTRAINT lone_id_fkey FOREIGN KEY (id) REFERENCES public."Weird ""Name""; --"(k) NOT VALID;
-- outside of a transaction
-- may fail: public.lone (where a row refers to none)
ALTER TABLE public.lone VALIDATE CONSTRAINT lone_id_fkey;
-------- down
ALTER TABLE public.lone DROP CONSTRAINT lone_id_fkey;

-- deletes data: public.yet_another (all rows of the table)
DROP TABLE public.yet_another;

-- may slow queries: public."Weird ""Name""; --" (those that used the index of Weird "Name"; --_pkey)
ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_pkey";

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_1 ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_2 ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_3 ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_4 ALTER COLUMN k DROP NOT NULL;
======== rows that refer to a partitioned table
-------- up
ALTER TABLE public.lone ADD CONSTRAINT lone_id_fkey FOREIGN KEY (id) REFERENCES public.target(id) NOT VALID;
-- outside of a transaction
-- may fail: public.lone (where a row refers to none)
ALTER TABLE public.lone VALIDATE CONSTRAINT lone_id_fkey;
-------- down
ALTER TABLE public.lone DROP CONSTRAINT lone_id_fkey;
======== the type of a partition key
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_1;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_2;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_3;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_4;

ALTER TABLE public."Weird ""Name""; --" RENAME TO "Weird ""Name""; --__old";

CREATE TABLE public."Weird ""Name""; --" (
    k bigint,
    v integer,
    n text,
    added text
)
PARTITION BY RANGE (k);

-- blocks reads: public."Weird ""Name""; --" (until its partitions are back)
DROP TABLE public."Weird ""Name""; --__old";

ALTER TABLE public.w_1 ADD COLUMN added text;

-- Not filled beside the old column while others write: the table is a partition.
-- rewrites the table: public.w_1 (k from integer to bigint writes every row again)
-- blocks reads: public.w_1 (as long as the table is rewritten)
ALTER TABLE public.w_1 ALTER COLUMN k TYPE bigint;

ALTER TABLE public.w_2 ADD COLUMN added text;

-- Not filled beside the old column while others write: the table is a partition.
-- rewrites the table: public.w_2 (k from integer to bigint writes every row again)
-- blocks reads: public.w_2 (as long as the table is rewritten)
ALTER TABLE public.w_2 ALTER COLUMN k TYPE bigint;

ALTER TABLE public.w_3 ADD COLUMN added text;

-- Not filled beside the old column while others write: the table is a partition.
-- rewrites the table: public.w_3 (k from integer to bigint writes every row again)
-- blocks reads: public.w_3 (as long as the table is rewritten)
ALTER TABLE public.w_3 ALTER COLUMN k TYPE bigint;

ALTER TABLE public.w_4 ADD COLUMN added text;

-- Not filled beside the old column while others write: the table is a partition.
-- rewrites the table: public.w_4 (k from integer to bigint writes every row again)
-- blocks reads: public.w_4 (as long as the table is rewritten)
ALTER TABLE public.w_4 ALTER COLUMN k TYPE bigint;

CREATE INDEX by_v ON ONLY public."Weird ""Name""; --" USING btree (v);

-- builds an index: public.w_1 (w_1_v_idx)
-- blocks writes: public.w_1 (as long as the index is built)
CREATE INDEX w_1_v_idx ON public.w_1 USING btree (v);

-- builds an index: public.w_2 (w_2_v_idx)
-- blocks writes: public.w_2 (as long as the index is built)
CREATE INDEX w_2_v_idx ON public.w_2 USING btree (v);

-- builds an index: public.w_3 (w_3_v_idx)
-- blocks writes: public.w_3 (as long as the index is built)
CREATE INDEX w_3_v_idx ON public.w_3 USING btree (v);

-- builds an index: public.w_4 (w_4_v_idx)
-- blocks writes: public.w_4 (as long as the index is built)
CREATE INDEX w_4_v_idx ON public.w_4 USING btree (v);

CREATE TRIGGER touched AFTER INSERT ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.touch();

-- blocks reads: public.w_1 (as long as all rows are looked at)
-- may fail: public.w_1 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1 FOR VALUES FROM ('0') TO ('10');

-- blocks reads: public.w_2 (as long as all rows are looked at)
-- may fail: public.w_2 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_2 FOR VALUES FROM ('10') TO ('20');

-- blocks reads: public.w_3 (as long as all rows are looked at)
-- may fail: public.w_3 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_3 FOR VALUES FROM ('30') TO ('40');

-- blocks reads: public.w_4 (as long as all rows are looked at)
-- may fail: public.w_4 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_4 FOR VALUES FROM ('40') TO ('50');

ALTER TABLE public.w_2 DISABLE TRIGGER touched;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_1;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_2;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_3;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_4;

-- may slow queries: public.w_1 (those that used w_1_v_idx)
DROP INDEX public.w_1_v_idx;

-- may slow queries: public.w_2 (those that used w_2_v_idx)
DROP INDEX public.w_2_v_idx;

-- may slow queries: public.w_3 (those that used w_3_v_idx)
DROP INDEX public.w_3_v_idx;

-- may slow queries: public.w_4 (those that used w_4_v_idx)
DROP INDEX public.w_4_v_idx;

ALTER TABLE public."Weird ""Name""; --" RENAME TO "Weird ""Name""; --__old";

CREATE TABLE public."Weird ""Name""; --" (
    k integer,
    v integer,
    n text
)
PARTITION BY RANGE (k);

-- blocks reads: public."Weird ""Name""; --" (until its partitions are back)
DROP TABLE public."Weird ""Name""; --__old";

-- deletes data: public.w_1 (all values of added)
ALTER TABLE public.w_1 DROP COLUMN added;

-- deletes data: public.w_2 (all values of added)
ALTER TABLE public.w_2 DROP COLUMN added;

-- deletes data: public.w_3 (all values of added)
ALTER TABLE public.w_3 DROP COLUMN added;

-- deletes data: public.w_4 (all values of added)
ALTER TABLE public.w_4 DROP COLUMN added;

-- Not filled beside the old column while others write: the table is a partition.
-- rewrites the table: public.w_1 (k from bigint to integer writes every row again)
-- blocks reads: public.w_1 (as long as the table is rewritten)
-- may fail: public.w_1 (where a value of k is no integer)
ALTER TABLE public.w_1 ALTER COLUMN k TYPE integer;

-- Not filled beside the old column while others write: the table is a partition.
-- rewrites the table: public.w_2 (k from bigint to integer writes every row again)
-- blocks reads: public.w_2 (as long as the table is rewritten)
-- may fail: public.w_2 (where a value of k is no integer)
ALTER TABLE public.w_2 ALTER COLUMN k TYPE integer;

-- Not filled beside the old column while others write: the table is a partition.
-- rewrites the table: public.w_3 (k from bigint to integer writes every row again)
-- blocks reads: public.w_3 (as long as the table is rewritten)
-- may fail: public.w_3 (where a value of k is no integer)
ALTER TABLE public.w_3 ALTER COLUMN k TYPE integer;

-- Not filled beside the old column while others write: the table is a partition.
-- rewrites the table: public.w_4 (k from bigint to integer writes every row again)
-- blocks reads: public.w_4 (as long as the table is rewritten)
-- may fail: public.w_4 (where a value of k is no integer)
ALTER TABLE public.w_4 ALTER COLUMN k TYPE integer;

CREATE TRIGGER touched AFTER INSERT ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.touch();

-- blocks reads: public.w_1 (as long as all rows are looked at)
-- may fail: public.w_1 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1 FOR VALUES FROM (0) TO (10);

-- blocks reads: public.w_2 (as long as all rows are looked at)
-- may fail: public.w_2 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_2 FOR VALUES FROM (10) TO (20);

-- blocks reads: public.w_3 (as long as all rows are looked at)
-- may fail: public.w_3 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_3 FOR VALUES FROM (30) TO (40);

-- blocks reads: public.w_4 (as long as all rows are looked at)
-- may fail: public.w_4 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_4 FOR VALUES FROM (40) TO (50);

ALTER TABLE public.w_2 DISABLE TRIGGER touched;
======== the type that rows are cut by is made anew
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- blocks reads: public.listed (for a moment)
ALTER TABLE public.listed DETACH PARTITION public.listed_good;

ALTER TYPE public.mood RENAME TO mood__old;

CREATE TYPE public.mood AS ENUM ('good', 'new');

ALTER TABLE public.listed RENAME TO listed__old;

CREATE TABLE public.listed (
    m public.mood NOT NULL,
    v integer
)
PARTITION BY LIST (m);

-- blocks reads: public.listed (until its partitions are back)
DROP TABLE public.listed__old;

-- rewrites the table: public.listed_good (m from public.mood to public.mood writes every row again)
-- blocks reads: public.listed_good (as long as the table is rewritten)
-- may fail: public.listed_good (where a value of m is not in the new type)
ALTER TABLE public.listed_good ALTER COLUMN m TYPE public.mood USING m::text::public.mood;

ALTER TABLE ONLY public.listed ADD CONSTRAINT listed_pkey PRIMARY KEY (m);

-- blocks reads: public.listed_good (as long as all rows are looked at)
-- may fail: public.listed_good (where a row is outside of the bounds)
ALTER TABLE public.listed ATTACH PARTITION public.listed_good FOR VALUES IN ('good');

DROP TYPE public.mood__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- blocks reads: public.listed (for a moment)
ALTER TABLE public.listed DETACH PARTITION public.listed_good;

ALTER TYPE public.mood RENAME TO mood__old;

CREATE TYPE public.mood AS ENUM ('good', 'bad');

ALTER TABLE public.listed RENAME TO listed__old;

CREATE TABLE public.listed (
    m public.mood NOT NULL,
    v integer
)
PARTITION BY LIST (m);

-- blocks reads: public.listed (until its partitions are back)
DROP TABLE public.listed__old;

-- rewrites the table: public.listed_good (m from public.mood to public.mood writes every row again)
-- blocks reads: public.listed_good (as long as the table is rewritten)
-- may fail: public.listed_good (where a value of m is not in the new type)
ALTER TABLE public.listed_good ALTER COLUMN m TYPE public.mood USING m::text::public.mood;

ALTER TABLE ONLY public.listed ADD CONSTRAINT listed_pkey PRIMARY KEY (m);

-- blocks reads: public.listed_good (as long as all rows are looked at)
-- may fail: public.listed_good (where a row is outside of the bounds)
ALTER TABLE public.listed ATTACH PARTITION public.listed_good FOR VALUES IN ('good');

DROP TYPE public.mood__old;
======== an index that a partition lacks
-------- up
DROP INDEX public.target_v;

CREATE INDEX target_v ON ONLY public.target USING btree (v);
-- outside of a transaction
-- builds an index: public.target_1 (while others read and write)
CREATE INDEX CONCURRENTLY target_1_v_idx ON public.target_1 USING btree (v);
-- a transaction of its own
ALTER INDEX public.target_v ATTACH PARTITION public.target_1_v_idx;
-------- down
-- builds an index: public.target_2 (while others read and write)
CREATE INDEX CONCURRENTLY target_2_v_idx ON public.target_2 USING btree (v);
-- a transaction of its own
ALTER INDEX public.target_v ATTACH PARTITION public.target_2_v_idx;
======== a partition beside the default one
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.whole_1 (
    id integer
);

-- blocks reads: public.whole_rest (as long as all rows are looked at)
-- may fail: public.whole_rest (where a row belongs to public.whole_1)
ALTER TABLE public.whole ATTACH PARTITION public.whole_1 FOR VALUES IN (1);
-------- down
-- deletes data: public.whole_1 (all rows of the table)
DROP TABLE public.whole_1;
======== a partition that leaves a key that refers to it, and one that keeps its index
-------- up
-- blocks reads: public.target (for a moment)
-- may fail: public.target_2 (where a foreign key refers to a row)
ALTER TABLE public.target DETACH PARTITION public.target_2;
-------- down
-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.target_2 ADD CONSTRAINT target_2_bound CHECK (id IS NOT NULL AND id >= 20 AND id < 30) NOT VALID;
-- outside of a transaction
-- may fail: public.target_2 (where a row is outside of the bounds)
ALTER TABLE public.target_2 VALIDATE CONSTRAINT target_2_bound;
-- a transaction of its own
ALTER TABLE public.target ATTACH PARTITION public.target_2 FOR VALUES FROM (20) TO (30);

ALTER TABLE public.target_2 DROP CONSTRAINT target_2_bound;
======== a partition that outlives its parent, without the parent's index
-------- up
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_2;

-- deletes data: public."Weird ""Name""; --" (all rows of the table)
DROP TABLE public."Weird ""Name""; --";
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public."Weird ""Name""; --" (
    k integer,
    v integer,
    n text
)
PARTITION BY RANGE (k);

CREATE TABLE public.w_1 (
    k integer,
    v integer,
    n text
);

CREATE TABLE public.w_3 (
    k integer,
    v integer,
    n text
);

CREATE TABLE public.w_4 (
    k integer,
    v integer,
    n text
);

CREATE TRIGGER touched AFTER INSERT ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.touch();

ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1 FOR VALUES FROM (0) TO (10);

ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_3 FOR VALUES FROM (30) TO (40);

ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_4 FOR VALUES FROM (40) TO (50);

-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_bound CHECK (k IS NOT NULL AND k >= 10 AND k < 20) NOT VALID;
-- outside of a transaction
-- may fail: public.w_2 (where a row is outside of the bounds)
ALTER TABLE public.w_2 VALIDATE CONSTRAINT w_2_bound;
-- a transaction of its own
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_2 FOR VALUES FROM (10) TO (20);

ALTER TABLE public.w_2 DROP CONSTRAINT w_2_bound;

ALTER TABLE public.w_2 DISABLE TRIGGER touched;
======== an index less on a partition that leaves
-------- up
-- blocks reads: public.target (for a moment)
-- may fail: public.target_2 (where a foreign key refers to a row)
ALTER TABLE public.target DETACH PARTITION public.target_2;

-- may slow queries: public.target_2 (those that used target_2_v_idx)
DROP INDEX public.target_2_v_idx;

-- may slow queries: public.target (those that used target_v)
DROP INDEX public.target_v;
-------- down
CREATE INDEX target_v ON ONLY public.target USING btree (v);
-- outside of a transaction
-- builds an index: public.target_1 (while others read and write)
CREATE INDEX CONCURRENTLY target_1_v_idx ON public.target_1 USING btree (v);
-- a transaction of its own
ALTER INDEX public.target_v ATTACH PARTITION public.target_1_v_idx;
-- outside of a transaction
-- builds an index: public.target_2 (while others read and write)
CREATE INDEX CONCURRENTLY target_2_v_idx ON public.target_2 USING btree (v);
-- a transaction of its own
-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.target_2 ADD CONSTRAINT target_2_bound CHECK (id IS NOT NULL AND id >= 20 AND id < 30) NOT VALID;
-- outside of a transaction
-- may fail: public.target_2 (where a row is outside of the bounds)
ALTER TABLE public.target_2 VALIDATE CONSTRAINT target_2_bound;
-- a transaction of its own
ALTER TABLE public.target ATTACH PARTITION public.target_2 FOR VALUES FROM (20) TO (30);

ALTER TABLE public.target_2 DROP CONSTRAINT target_2_bound;
======== a table with rows becomes a partition of ranges, and one of lists
-------- up
-- builds an index: public.far (far_pkey)
-- blocks reads: public.far (as long as the index is built)
-- may fail: public.far (where rows are in conflict)
ALTER TABLE public.far ADD CONSTRAINT far_pkey PRIMARY KEY (id);

-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.another ADD CONSTRAINT another_bound CHECK (id IS NULL OR id IN (7)) NOT VALID;
-- outside of a transaction
-- may fail: public.another (where a row is outside of the bounds)
ALTER TABLE public.another VALIDATE CONSTRAINT another_bound;
-- a transaction of its own
-- blocks reads: public.whole_rest (as long as all rows are looked at)
-- may fail: public.whole_rest (where a row belongs to public.another)
ALTER TABLE public.whole ATTACH PARTITION public.another FOR VALUES IN (7, NULL);

ALTER TABLE public.another DROP CONSTRAINT another_bound;
-- outside of a transaction
-- builds an index: public.far (while others read and write)
CREATE INDEX CONCURRENTLY far_v_idx ON public.far USING btree (v);
-- a transaction of its own
-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.far ADD CONSTRAINT far_bound CHECK (id IS NOT NULL AND id >= 1000) NOT VALID;
-- outside of a transaction
-- may fail: public.far (where a row is outside of the bounds)
ALTER TABLE public.far VALIDATE CONSTRAINT far_bound;
-- a transaction of its own
ALTER TABLE public.target ATTACH PARTITION public.far FOR VALUES FROM (1000) TO (MAXVALUE);

ALTER TABLE public.far DROP CONSTRAINT far_bound;
-------- down
-- blocks reads: public.whole (for a moment)
ALTER TABLE public.whole DETACH PARTITION public.another;

-- blocks reads: public.target (for a moment)
-- may fail: public.far (where a foreign key refers to a row)
ALTER TABLE public.target DETACH PARTITION public.far;

-- may slow queries: public.far (those that used far_v_idx)
DROP INDEX public.far_v_idx;

-- may slow queries: public.far (those that used the index of far_pkey)
ALTER TABLE public.far DROP CONSTRAINT far_pkey;
