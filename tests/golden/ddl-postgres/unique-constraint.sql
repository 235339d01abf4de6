======== added
-------- up
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same b, c; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY "Weird ""Key""; --" ON public.t USING btree (b, c);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT "Weird ""Key""; --" UNIQUE USING INDEX "Weird ""Key""; --";

COMMENT ON CONSTRAINT "Weird ""Key""; --" ON public.t IS 'odd';
-------- down
-- may slow queries: public.t (those that used the index of Weird "Key"; --)
ALTER TABLE public.t DROP CONSTRAINT "Weird ""Key""; --";
======== dropped
-------- up
-- may slow queries: public.t (those that used the index of plain)
ALTER TABLE public.t DROP CONSTRAINT plain;
-------- down
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.t USING btree (a);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT plain UNIQUE USING INDEX plain;
======== columns
-------- up
-- may slow queries: public.t (those that used the index of plain)
ALTER TABLE public.t DROP CONSTRAINT plain;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a, b; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.t USING btree (a, b);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT plain UNIQUE USING INDEX plain;
-------- down
-- may slow queries: public.t (those that used the index of plain)
ALTER TABLE public.t DROP CONSTRAINT plain;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.t USING btree (a);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT plain UNIQUE USING INDEX plain;
======== deferrable
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.t USING btree (a);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT plain UNIQUE USING INDEX plain DEFERRABLE;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.t USING btree (a);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT plain UNIQUE USING INDEX plain;
======== initially deferred
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.t USING btree (a);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT plain UNIQUE USING INDEX plain DEFERRABLE INITIALLY DEFERRED;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.t USING btree (a);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT plain UNIQUE USING INDEX plain;
======== index: nulls not distinct, include and options
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.t USING btree (a) INCLUDE (b) NULLS NOT DISTINCT WITH (fillfactor=70);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT plain UNIQUE USING INDEX plain;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
-- may fail: public.t (where two rows have the same a; drop the invalid index then)
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.t USING btree (a);
-- a transaction of its own
ALTER TABLE public.t ADD CONSTRAINT plain UNIQUE USING INDEX plain;
======== index: clustered, replica identity and comment
-------- up
ALTER TABLE public.t CLUSTER ON plain;

ALTER TABLE public.t REPLICA IDENTITY USING INDEX plain;

COMMENT ON INDEX public.plain IS 'an index';
-------- down
ALTER TABLE public.t REPLICA IDENTITY DEFAULT;

ALTER TABLE public.t SET WITHOUT CLUSTER;

COMMENT ON INDEX public.plain IS NULL;
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
======== comment
-------- up
COMMENT ON CONSTRAINT plain ON public.t IS 'once';
-------- down
COMMENT ON CONSTRAINT plain ON public.t IS NULL;
