======== added
-------- up
-- builds an index: public.t (Weird "Rule"; --)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT "Weird ""Rule""; --" EXCLUDE USING gist (c WITH &&) WHERE ((a > 0));

COMMENT ON CONSTRAINT "Weird ""Rule""; --" ON public.t IS 'odd';
-------- down
-- may slow queries: public.t (those that used the index of Weird "Rule"; --)
ALTER TABLE public.t DROP CONSTRAINT "Weird ""Rule""; --";
======== dropped
-------- up
-- may slow queries: public.t (those that used the index of plain)
ALTER TABLE public.t DROP CONSTRAINT plain;
-------- down
-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&);
======== columns, by the index's keys
-------- up
-- may slow queries: public.t (those that used the index of plain)
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (c WITH &&);
-------- down
-- may slow queries: public.t (those that used the index of plain)
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&);
======== operator
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH =);
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&);
======== index: method and predicate
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING spgist (b WITH &&) WHERE ((a > 0));
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&);
======== index: include and options
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&) INCLUDE (a) WITH (fillfactor=70);
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&);
======== deferrable
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&) DEFERRABLE;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&);
======== initially deferred
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&) DEFERRABLE INITIALLY DEFERRED;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

-- builds an index: public.t (plain)
-- blocks reads: public.t (as long as the index is built)
-- may fail: public.t (where rows are in conflict)
ALTER TABLE public.t ADD CONSTRAINT plain EXCLUDE USING gist (b WITH &&);
======== index: clustered and comment
-------- up
ALTER TABLE public.t CLUSTER ON plain;

COMMENT ON INDEX public.plain IS 'an index';
-------- down
ALTER TABLE public.t SET WITHOUT CLUSTER;

COMMENT ON INDEX public.plain IS NULL;
======== comment
-------- up
COMMENT ON CONSTRAINT plain ON public.t IS 'not twice';
-------- down
COMMENT ON CONSTRAINT plain ON public.t IS NULL;
