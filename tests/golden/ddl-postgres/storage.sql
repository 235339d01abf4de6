======== tablespace of a table
-------- up
-- blocks reads: public."Weird ""Name""; --" (as long as the files are moved)
ALTER TABLE public."Weird ""Name""; --" SET TABLESPACE "draft Space";
-------- down
-- blocks reads: public."Weird ""Name""; --" (as long as the files are moved)
ALTER TABLE public."Weird ""Name""; --" SET TABLESPACE pg_default;
======== tablespace of a materialized view
-------- up
-- blocks reads: public.seen (as long as the files are moved)
ALTER MATERIALIZED VIEW public.seen SET TABLESPACE "draft Space";
-------- down
-- blocks reads: public.seen (as long as the files are moved)
ALTER MATERIALIZED VIEW public.seen SET TABLESPACE pg_default;
======== tablespace of a partitioned table
-------- up
-- blocks reads: public.cut (as long as the files are moved)
ALTER TABLE public.cut SET TABLESPACE "draft Space";
-------- down
-- blocks reads: public.cut (as long as the files are moved)
ALTER TABLE public.cut SET TABLESPACE pg_default;
======== tablespaces of indexes
-------- up
-- blocks reads: public."Weird ""Name""; --" (as long as the file is moved)
ALTER INDEX public.by_a SET TABLESPACE "draft Space";

-- blocks reads: public."Weird ""Name""; --" (as long as the file is moved)
ALTER INDEX public.by_id SET TABLESPACE "draft Space";

-- blocks reads: public."Weird ""Name""; --" (as long as the file is moved)
ALTER INDEX public.by_r SET TABLESPACE "draft Space";

-- blocks reads: public."Weird ""Name""; --" (as long as the file is moved)
ALTER INDEX public.by_both SET TABLESPACE "draft Space";
-------- down
-- blocks reads: public."Weird ""Name""; --" (as long as the file is moved)
ALTER INDEX public.by_a SET TABLESPACE pg_default;

-- blocks reads: public."Weird ""Name""; --" (as long as the file is moved)
ALTER INDEX public.by_id SET TABLESPACE pg_default;

-- blocks reads: public."Weird ""Name""; --" (as long as the file is moved)
ALTER INDEX public.by_r SET TABLESPACE pg_default;

-- blocks reads: public."Weird ""Name""; --" (as long as the file is moved)
ALTER INDEX public.by_both SET TABLESPACE pg_default;
======== added in a tablespace
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.added (
    id integer NOT NULL,
    a integer,
    CONSTRAINT added_pkey PRIMARY KEY (id) USING INDEX TABLESPACE "draft Space"
)
TABLESPACE "draft Space";

CREATE INDEX added_a ON public.added USING btree (a) TABLESPACE "draft Space";

-- The query runs to fill it.
CREATE MATERIALIZED VIEW public.more TABLESPACE "draft Space" AS
SELECT 1 AS one;
-------- down
DROP MATERIALIZED VIEW public.more;

-- deletes data: public.added (all rows of the table)
DROP TABLE public.added;
======== access method of a table
-------- up
-- rewrites the table: public."Weird ""Name""; --" (another access method)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
ALTER TABLE public."Weird ""Name""; --" SET ACCESS METHOD other_heap;
-------- down
-- rewrites the table: public."Weird ""Name""; --" (another access method)
-- blocks reads: public."Weird ""Name""; --" (as long as the table is rewritten)
ALTER TABLE public."Weird ""Name""; --" SET ACCESS METHOD heap;
======== access method of a materialized view
-------- up
-- rewrites the table: public.seen (another access method)
-- blocks reads: public.seen (as long as the table is rewritten)
ALTER MATERIALIZED VIEW public.seen SET ACCESS METHOD other_heap;
-------- down
-- rewrites the table: public.seen (another access method)
-- blocks reads: public.seen (as long as the table is rewritten)
ALTER MATERIALIZED VIEW public.seen SET ACCESS METHOD heap;
