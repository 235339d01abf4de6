======== bounds, with a type, columns, a check, an index and a key of the parent
-------- up
-- deletes data: public."Weird ""Name""; --" (all values of n)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN n;

ALTER TABLE public."Weird ""Name""; --" ADD COLUMN added text DEFAULT 'x'::text NOT NULL;

-- may fail: public."Weird ""Name""; --" (where k is NULL)
-- blocks reads: public."Weird ""Name""; --" (as long as all rows are looked at)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN k SET NOT NULL;

-- Not filled beside the old column while others write: public."Weird ""Name""; --" is a partitioned table.
-- rewrites the table: public."Weird ""Name""; --" (v from integer to bigint writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN v TYPE bigint;

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

-- blocks reads: public."Weird ""Name""; --" (as long as all rows are looked at)
-- may fail: public."Weird ""Name""; --" (where a row does not fulfil it)
ALTER TABLE public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_v_check" CHECK ((v > 0));

CREATE INDEX by_v ON ONLY public."Weird ""Name""; --" USING btree (v);

CREATE INDEX w_1b_v_idx ON public.w_1b USING btree (v);

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_1 ADD CONSTRAINT w_1_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_1 (where k is NULL)
ALTER TABLE public.w_1 VALIDATE CONSTRAINT w_1_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_1 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_1 DROP CONSTRAINT w_1_k_not_null;

-- builds an index: public.w_1 (w_1_pkey)
-- blocks reads: public.w_1 (as long as the index is built)
-- may fail: public.w_1 (where rows are in conflict)
ALTER TABLE public.w_1 ADD CONSTRAINT w_1_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_1_pkey;
-- outside of a transaction
-- builds an index: public.w_1 (while others read and write)
CREATE INDEX CONCURRENTLY w_1_v_idx ON public.w_1 USING btree (v);
-- a transaction of its own
ALTER INDEX public.by_v ATTACH PARTITION public.w_1_v_idx;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_1;

-- may fail: public.w_1 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1 FOR VALUES FROM (0) TO (5);

-- may fail: public.w_1b (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1b FOR VALUES FROM (5) TO (10);

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_2 (where k is NULL)
ALTER TABLE public.w_2 VALIDATE CONSTRAINT w_2_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_2 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_2 DROP CONSTRAINT w_2_k_not_null;

-- builds an index: public.w_2 (w_2_pkey)
-- blocks reads: public.w_2 (as long as the index is built)
-- may fail: public.w_2 (where rows are in conflict)
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_2_pkey;
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

-- builds an index: public.w_3 (w_3_pkey)
-- blocks reads: public.w_3 (as long as the index is built)
-- may fail: public.w_3 (where rows are in conflict)
ALTER TABLE public.w_3 ADD CONSTRAINT w_3_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_3_pkey;
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

-- builds an index: public.w_4 (w_4_pkey)
-- blocks reads: public.w_4 (as long as the index is built)
-- may fail: public.w_4 (where rows are in conflict)
ALTER TABLE public.w_4 ADD CONSTRAINT w_4_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_4_pkey;
-- outside of a transaction
-- builds an index: public.w_4 (while others read and write)
CREATE INDEX CONCURRENTLY w_4_v_idx ON public.w_4 USING btree (v);
-- a transaction of its own
ALTER INDEX public.by_v ATTACH PARTITION public.w_4_v_idx;
-------- down
ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_v_check";

-- deletes data: public."Weird ""Name""; --" (all values of added)
ALTER TABLE public."Weird ""Name""; --" DROP COLUMN added;

-- deletes data: public.w_1b (all rows of the table)
DROP TABLE public.w_1b;

DROP INDEX public.by_v;

ALTER TABLE public."Weird ""Name""; --" DROP CONSTRAINT "Weird ""Name""; --_pkey";

ALTER TABLE public."Weird ""Name""; --" ADD COLUMN n text;

ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN k DROP NOT NULL;

-- Not filled beside the old column while others write: public."Weird ""Name""; --" is a partitioned table.
-- rewrites the table: public."Weird ""Name""; --" (v from bigint to integer writes every row again)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
-- may fail: public."Weird ""Name""; --" (where a value of v is no integer)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN v TYPE integer;

ALTER TABLE public.w_1 ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_2 ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_3 ALTER COLUMN k DROP NOT NULL;

ALTER TABLE public.w_4 ALTER COLUMN k DROP NOT NULL;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_1;

-- may fail: public.w_1 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1 FOR VALUES FROM (0) TO (10);
======== bounds that change places
-------- up
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_3;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_4;

-- may fail: public.w_3 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_3 FOR VALUES FROM (40) TO (50);

-- may fail: public.w_4 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_4 FOR VALUES FROM (30) TO (40);
-------- down
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_3;

-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_4;

-- may fail: public.w_3 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_3 FOR VALUES FROM (30) TO (40);

-- may fail: public.w_4 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_4 FOR VALUES FROM (40) TO (50);
======== bounds of rows that are referred to
-------- up
ALTER TABLE public.refers DROP CONSTRAINT refers_id_fkey;

-- blocks reads: public.target (for a moment)
ALTER TABLE public.target DETACH PARTITION public.target_1;

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

-- may fail: public.w_2 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_2 FOR VALUES FROM (10) TO (15);

ALTER TABLE public.w_2 DISABLE TRIGGER touched;
-------- down
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_2;

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

-- may fail: public.w_2 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_2 FOR VALUES FROM (10) TO (20);

ALTER TABLE public.w_2 DISABLE TRIGGER touched;
======== the same trigger as the parent's
-------- up
-- blocks reads: public."Weird ""Name""; --" (for a moment)
ALTER TABLE public."Weird ""Name""; --" DETACH PARTITION public.w_1;

CREATE TRIGGER touched AFTER INSERT ON public.w_1 FOR EACH ROW EXECUTE FUNCTION public.touch();
-------- down
DROP TRIGGER touched ON public.w_1;

-- may fail: public.w_1 (where a row is outside of the bounds)
ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.w_1 FOR VALUES FROM (0) TO (10);
======== a key that is referred to at once
-------- up
-- may fail: public."Weird ""Name""; --" (where k is NULL)
-- blocks reads: public."Weird ""Name""; --" (as long as all rows are looked at)
ALTER TABLE public."Weird ""Name""; --" ALTER COLUMN k SET NOT NULL;

CREATE TABLE public.another (
    id integer
);

-- builds an index: public."Weird ""Name""; --" (Weird "Name"; --_pkey)
-- blocks reads: public."Weird ""Name""; --" (as long as the index is built)
-- may fail: public."Weird ""Name""; --" (where rows are in conflict)
ALTER TABLE ONLY public."Weird ""Name""; --" ADD CONSTRAINT "Weird ""Name""; --_pkey" PRIMARY KEY (k);

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_1 ADD CONSTRAINT w_1_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_1 (where k is NULL)
ALTER TABLE public.w_1 VALIDATE CONSTRAINT w_1_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_1 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_1 DROP CONSTRAINT w_1_k_not_null;

-- builds an index: public.w_1 (w_1_pkey)
-- blocks reads: public.w_1 (as long as the index is built)
-- may fail: public.w_1 (where rows are in conflict)
ALTER TABLE public.w_1 ADD CONSTRAINT w_1_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_1_pkey;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_2 (where k is NULL)
ALTER TABLE public.w_2 VALIDATE CONSTRAINT w_2_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_2 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_2 DROP CONSTRAINT w_2_k_not_null;

-- builds an index: public.w_2 (w_2_pkey)
-- blocks reads: public.w_2 (as long as the index is built)
-- may fail: public.w_2 (where rows are in conflict)
ALTER TABLE public.w_2 ADD CONSTRAINT w_2_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_2_pkey;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_3 ADD CONSTRAINT w_3_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_3 (where k is NULL)
ALTER TABLE public.w_3 VALIDATE CONSTRAINT w_3_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_3 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_3 DROP CONSTRAINT w_3_k_not_null;

-- builds an index: public.w_3 (w_3_pkey)
-- blocks reads: public.w_3 (as long as the index is built)
-- may fail: public.w_3 (where rows are in conflict)
ALTER TABLE public.w_3 ADD CONSTRAINT w_3_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_3_pkey;

-- The rows are looked at while others write; SET NOT NULL then takes the check's word for it.
ALTER TABLE public.w_4 ADD CONSTRAINT w_4_k_not_null CHECK (k IS NOT NULL) NOT VALID;
-- outside of a transaction
-- may fail: public.w_4 (where k is NULL)
ALTER TABLE public.w_4 VALIDATE CONSTRAINT w_4_k_not_null;
-- a transaction of its own
ALTER TABLE public.w_4 ALTER COLUMN k SET NOT NULL;

ALTER TABLE public.w_4 DROP CONSTRAINT w_4_k_not_null;

-- builds an index: public.w_4 (w_4_pkey)
-- blocks reads: public.w_4 (as long as the index is built)
-- may fail: public.w_4 (where rows are in conflict)
ALTER TABLE public.w_4 ADD CONSTRAINT w_4_pkey PRIMARY KEY (k);

ALTER INDEX public."Weird ""Name""; --_pkey" ATTACH PARTITION public.w_4_pkey;

ALTER TABLE public.another ADD CONSTRAINT another_id_fkey FOREIGN KEY (id) REFERENCES public."Weird ""Name""; --"(k);

ALTER TABLE public.lone ADD CONSTRAINT lone_id_fkey FOREIGN KEY (id) REFERENCES public."Weird ""Name""; --"(k) NOT VALID;
-- outside of a transaction
-- may fail: public.lone (where a row refers to none)
ALTER TABLE public.lone VALIDATE CONSTRAINT lone_id_fkey;
-------- down
ALTER TABLE public.lone DROP CONSTRAINT lone_id_fkey;

-- deletes data: public.another (all rows of the table)
DROP TABLE public.another;

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
