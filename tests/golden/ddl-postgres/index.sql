======== statistics of an index that is called like a place
-------- up
ALTER INDEX public."a%2b%1" ALTER COLUMN 1 SET STATISTICS 70;
-------- down
ALTER INDEX public."a%2b%1" ALTER COLUMN 1 SET STATISTICS -1;
======== added, with all there is
-------- up
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key)
CREATE UNIQUE INDEX CONCURRENTLY "Weird ""Index""; --" ON public."Weird ""Name""; --" USING btree (lower(c) text_pattern_ops DESC NULLS LAST, b) INCLUDE (a) NULLS NOT DISTINCT WITH (fillfactor=70) WHERE (a > 0);
-- a transaction of its own
COMMENT ON INDEX public."Weird ""Index""; --" IS 'odd';
-------- down
-- may slow queries: public."Weird ""Name""; --" (those that used Weird "Index"; --)
DROP INDEX public."Weird ""Index""; --";
======== added to a partitioned table
-------- up
CREATE INDEX cut_id ON ONLY public.cut USING btree (id);

ALTER INDEX public.cut_id ATTACH PARTITION public.cut_1_own;
-------- down
-- may slow queries: public.cut (those that used cut_id)
DROP INDEX public.cut_id;
-- outside of a transaction
-- builds an index: public.cut_1 (while others read and write)
CREATE INDEX CONCURRENTLY cut_1_own ON public.cut_1 USING btree (id);
======== dropped
-------- up
-- may slow queries: public."Weird ""Name""; --" (those that used plain)
DROP INDEX CONCURRENTLY public.plain;
-------- down
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY plain ON public."Weird ""Name""; --" USING btree (a);
======== method and options
-------- up
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY blocks_new ON public."Weird ""Name""; --" USING btree (a);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.blocks;

ALTER INDEX public.blocks_new RENAME TO blocks;
-------- down
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY blocks_new ON public."Weird ""Name""; --" USING brin (a) WITH (pages_per_range=8);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.blocks;

ALTER INDEX public.blocks_new RENAME TO blocks;
======== unique
-------- up
-- may slow queries: public."Weird ""Name""; --" (until once is built again)
DROP INDEX CONCURRENTLY public.once;
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY once ON public."Weird ""Name""; --" USING btree (a);
-------- down
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key)
CREATE UNIQUE INDEX CONCURRENTLY once_new ON public."Weird ""Name""; --" USING btree (a);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.once;

ALTER INDEX public.once_new RENAME TO once;
======== keys
-------- up
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY plain_new ON public."Weird ""Name""; --" USING btree (a, c COLLATE "C" DESC);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.plain;

ALTER INDEX public.plain_new RENAME TO plain;
-------- down
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY plain_new ON public."Weird ""Name""; --" USING btree (a);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.plain;

ALTER INDEX public.plain_new RENAME TO plain;
======== a key's statistics
-------- up
ALTER INDEX public.computed ALTER COLUMN 1 SET STATISTICS 500;
-------- down
ALTER INDEX public.computed ALTER COLUMN 1 SET STATISTICS -1;
======== include
-------- up
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY plain_new ON public."Weird ""Name""; --" USING btree (a) INCLUDE (b);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.plain;

ALTER INDEX public.plain_new RENAME TO plain;
-------- down
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY plain_new ON public."Weird ""Name""; --" USING btree (a);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.plain;

ALTER INDEX public.plain_new RENAME TO plain;
======== predicate
-------- up
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY plain_new ON public."Weird ""Name""; --" USING btree (a) WHERE (b IS NOT NULL);
-- a transaction of its own
-- The new one takes its place in one transaction.
DROP INDEX public.plain;

ALTER INDEX public.plain_new RENAME TO plain;
-------- down
DROP INDEX public.plain;
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
CREATE INDEX CONCURRENTLY plain ON public."Weird ""Name""; --" USING btree (a);
======== nulls not distinct
-------- up
-- may slow queries: public."Weird ""Name""; --" (until once is built again)
DROP INDEX CONCURRENTLY public.once;
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key)
CREATE UNIQUE INDEX CONCURRENTLY once ON public."Weird ""Name""; --" USING btree (a) NULLS NOT DISTINCT;
-------- down
-- may slow queries: public."Weird ""Name""; --" (until once is built again)
DROP INDEX CONCURRENTLY public.once;
-- outside of a transaction
-- builds an index: public."Weird ""Name""; --" (while others read and write)
-- may fail: public."Weird ""Name""; --" (where two rows have the same key)
CREATE UNIQUE INDEX CONCURRENTLY once ON public."Weird ""Name""; --" USING btree (a);
======== clustered
-------- up
ALTER TABLE public."Weird ""Name""; --" CLUSTER ON plain;
-------- down
ALTER TABLE public."Weird ""Name""; --" SET WITHOUT CLUSTER;
======== replica identity
-------- up
ALTER TABLE public."Weird ""Name""; --" REPLICA IDENTITY USING INDEX once;
-------- down
ALTER TABLE public."Weird ""Name""; --" REPLICA IDENTITY DEFAULT;
======== options
-------- up
ALTER INDEX public.plain SET (fillfactor=60);
-------- down
ALTER INDEX public.plain RESET (fillfactor);
======== partition of, and valid
-------- up
ALTER INDEX public.cut_own ATTACH PARTITION public.cut_1_own;
-------- down
DROP INDEX public.cut_own;

CREATE INDEX cut_own ON ONLY public.cut USING btree (id);
-- outside of a transaction
-- builds an index: public.cut_1 (while others read and write)
CREATE INDEX CONCURRENTLY cut_1_own ON public.cut_1 USING btree (id);
======== another name
-------- up
ALTER INDEX public.plain RENAME TO other;
-------- down
ALTER INDEX public.other RENAME TO plain;
======== comment
-------- up
COMMENT ON INDEX public.plain IS 'plain';
-------- down
COMMENT ON INDEX public.plain IS NULL;
