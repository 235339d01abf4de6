======== added
-------- up
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a, b; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY "Weird ""Key""; --" ON public.t USING btree (a, b);
-- a transaction of its own
-- may fail: public.t (where a key column is NULL)
ALTER TABLE public.t ADD CONSTRAINT "Weird ""Key""; --" PRIMARY KEY USING INDEX "Weird ""Key""; --";

COMMENT ON CONSTRAINT "Weird ""Key""; --" ON public.t IS 'odd';
-------- down
-- may slow queries: public.t (those that used the index of Weird "Key"; --)
ALTER TABLE public.t DROP CONSTRAINT "Weird ""Key""; --";
======== dropped with what refers to it
-------- up
ALTER TABLE public.refers DROP CONSTRAINT refers_a;

-- may slow queries: public.keyed (those that used the index of keyed_pkey)
ALTER TABLE public.keyed DROP CONSTRAINT keyed_pkey;
-------- down
-- builds an index: public.keyed (while others read and write)
-- may fail: public.keyed (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY keyed_pkey ON public.keyed USING btree (a);
-- a transaction of its own
-- may fail: public.keyed (where a key column is NULL)
ALTER TABLE public.keyed ADD CONSTRAINT keyed_pkey PRIMARY KEY USING INDEX keyed_pkey;

ALTER TABLE public.refers ADD CONSTRAINT refers_a FOREIGN KEY (a) REFERENCES public.keyed(a) NOT VALID;
-- outside of a transaction
-- may fail: public.refers (where a row refers to none)
ALTER TABLE public.refers VALIDATE CONSTRAINT refers_a;
======== columns
-------- up
-- may slow queries: public.plain (those that used the index of plain_pkey)
ALTER TABLE public.plain DROP CONSTRAINT plain_pkey;
-- outside of a transaction
-- builds an index: public.plain (while others read and write)
-- may fail: public.plain (where two rows have the same b, a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain_pkey ON public.plain USING btree (b, a);
-- a transaction of its own
-- may fail: public.plain (where a key column is NULL)
ALTER TABLE public.plain ADD CONSTRAINT plain_pkey PRIMARY KEY USING INDEX plain_pkey;
-------- down
-- may slow queries: public.plain (those that used the index of plain_pkey)
ALTER TABLE public.plain DROP CONSTRAINT plain_pkey;
-- outside of a transaction
-- builds an index: public.plain (while others read and write)
-- may fail: public.plain (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain_pkey ON public.plain USING btree (a);
-- a transaction of its own
-- may fail: public.plain (where a key column is NULL)
ALTER TABLE public.plain ADD CONSTRAINT plain_pkey PRIMARY KEY USING INDEX plain_pkey;
======== deferrable
-------- up
ALTER TABLE public.plain DROP CONSTRAINT plain_pkey;
-- outside of a transaction
-- builds an index: public.plain (while others read and write)
-- may fail: public.plain (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain_pkey ON public.plain USING btree (a);
-- a transaction of its own
-- may fail: public.plain (where a key column is NULL)
ALTER TABLE public.plain ADD CONSTRAINT plain_pkey PRIMARY KEY USING INDEX plain_pkey DEFERRABLE;
-------- down
ALTER TABLE public.plain DROP CONSTRAINT plain_pkey;
-- outside of a transaction
-- builds an index: public.plain (while others read and write)
-- may fail: public.plain (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain_pkey ON public.plain USING btree (a);
-- a transaction of its own
-- may fail: public.plain (where a key column is NULL)
ALTER TABLE public.plain ADD CONSTRAINT plain_pkey PRIMARY KEY USING INDEX plain_pkey;
======== initially deferred
-------- up
ALTER TABLE public.plain DROP CONSTRAINT plain_pkey;
-- outside of a transaction
-- builds an index: public.plain (while others read and write)
-- may fail: public.plain (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain_pkey ON public.plain USING btree (a);
-- a transaction of its own
-- may fail: public.plain (where a key column is NULL)
ALTER TABLE public.plain ADD CONSTRAINT plain_pkey PRIMARY KEY USING INDEX plain_pkey DEFERRABLE INITIALLY DEFERRED;
-------- down
ALTER TABLE public.plain DROP CONSTRAINT plain_pkey;
-- outside of a transaction
-- builds an index: public.plain (while others read and write)
-- may fail: public.plain (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain_pkey ON public.plain USING btree (a);
-- a transaction of its own
-- may fail: public.plain (where a key column is NULL)
ALTER TABLE public.plain ADD CONSTRAINT plain_pkey PRIMARY KEY USING INDEX plain_pkey;
======== index: include and options
-------- up
ALTER TABLE public.plain DROP CONSTRAINT plain_pkey;
-- outside of a transaction
-- builds an index: public.plain (while others read and write)
-- may fail: public.plain (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain_pkey ON public.plain USING btree (a) INCLUDE (b) WITH (fillfactor=70);
-- a transaction of its own
-- may fail: public.plain (where a key column is NULL)
ALTER TABLE public.plain ADD CONSTRAINT plain_pkey PRIMARY KEY USING INDEX plain_pkey;
-------- down
ALTER TABLE public.plain DROP CONSTRAINT plain_pkey;
-- outside of a transaction
-- builds an index: public.plain (while others read and write)
-- may fail: public.plain (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain_pkey ON public.plain USING btree (a);
-- a transaction of its own
-- may fail: public.plain (where a key column is NULL)
ALTER TABLE public.plain ADD CONSTRAINT plain_pkey PRIMARY KEY USING INDEX plain_pkey;
======== index: clustered, replica identity and comment
-------- up
ALTER TABLE public.plain CLUSTER ON plain_pkey;

ALTER TABLE public.plain REPLICA IDENTITY USING INDEX plain_pkey;

COMMENT ON INDEX public.plain_pkey IS 'an index';
-------- down
ALTER TABLE public.plain REPLICA IDENTITY DEFAULT;

ALTER TABLE public.plain SET WITHOUT CLUSTER;

COMMENT ON INDEX public.plain_pkey IS NULL;
======== of a partitioned table and its partitions
-------- up
-- builds an index: public.cut (cut_pkey)
-- blocks reads: public.cut (as long as the index is built)
-- may fail: public.cut (where rows are in conflict)
ALTER TABLE ONLY public.cut ADD CONSTRAINT cut_pkey PRIMARY KEY (id);

-- builds an index: public.cut_1 (cut_1_pkey)
-- blocks reads: public.cut_1 (as long as the index is built)
-- may fail: public.cut_1 (where rows are in conflict)
ALTER TABLE public.cut_1 ADD CONSTRAINT cut_1_pkey PRIMARY KEY (id);

ALTER INDEX public.cut_pkey ATTACH PARTITION public.cut_1_pkey;
-------- down
-- may slow queries: public.cut (those that used the index of cut_pkey)
ALTER TABLE public.cut DROP CONSTRAINT cut_pkey;
======== part of the parent's
-------- up
-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.own_1 ADD CONSTRAINT own_1_bound CHECK (id IS NOT NULL AND id >= 0 AND id < 9) NOT VALID;
-- outside of a transaction
-- may fail: public.own_1 (where a row is outside of the bounds)
ALTER TABLE public.own_1 VALIDATE CONSTRAINT own_1_bound;
-- a transaction of its own
ALTER TABLE public.own ATTACH PARTITION public.own_1 FOR VALUES FROM (0) TO (9);

ALTER TABLE public.own_1 DROP CONSTRAINT own_1_bound;
-------- down
-- blocks reads: public.own (for a moment)
ALTER TABLE public.own DETACH PARTITION public.own_1;
======== another name
-------- up
ALTER TABLE public.plain RENAME CONSTRAINT plain_pkey TO plain_key;
-------- down
ALTER TABLE public.plain RENAME CONSTRAINT plain_key TO plain_pkey;
======== comment
-------- up
COMMENT ON CONSTRAINT plain_pkey ON public.plain IS 'the key';
-------- down
COMMENT ON CONSTRAINT plain_pkey ON public.plain IS NULL;
