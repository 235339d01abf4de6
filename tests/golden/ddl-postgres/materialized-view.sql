======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE MATERIALIZED VIEW public."Weird ""Name""; --" WITH (fillfactor=70) AS
SELECT t.a,
    count(*) AS n
   FROM public.t
  GROUP BY t.a
WITH NO DATA;

COMMENT ON MATERIALIZED VIEW public."Weird ""Name""; --" IS 'odd';

CREATE INDEX odd_n ON public."Weird ""Name""; --" USING btree (n);
-------- down
DROP MATERIALIZED VIEW public."Weird ""Name""; --";
======== dropped
-------- up
DROP MATERIALIZED VIEW public.plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- The query runs to fill it.
CREATE MATERIALIZED VIEW public.plain AS
SELECT t.b
   FROM public.t;
======== definition, with its index and the view upon it
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.upon;

DROP MATERIALIZED VIEW public.kept;

-- The query runs to fill it.
CREATE MATERIALIZED VIEW public.kept AS
SELECT t.a
   FROM public.t
  WHERE (t.a > 0);

CREATE UNIQUE INDEX kept_a ON public.kept USING btree (a);

CREATE VIEW public.upon AS
SELECT kept.a
   FROM public.kept;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.upon;

DROP MATERIALIZED VIEW public.kept;

-- The query runs to fill it.
CREATE MATERIALIZED VIEW public.kept AS
SELECT t.a
   FROM public.t;

CREATE UNIQUE INDEX kept_a ON public.kept USING btree (a);

CREATE VIEW public.upon AS
SELECT kept.a
   FROM public.kept;
======== populated
-------- up
-- blocks reads: public.plain (as long as its query runs)
REFRESH MATERIALIZED VIEW public.plain WITH NO DATA;
-------- down
-- blocks reads: public.plain (as long as its query runs)
REFRESH MATERIALIZED VIEW public.plain;
======== options
-------- up
ALTER MATERIALIZED VIEW public.plain SET (fillfactor=50);
-------- down
ALTER MATERIALIZED VIEW public.plain RESET (fillfactor);
======== owner, grants and comment
-------- up
-- needs a privilege: public.plain (membership in the role draft_keeper)
ALTER MATERIALIZED VIEW public.plain OWNER TO draft_keeper;

-- changes access: public.plain (draft_reader gets SELECT)
GRANT SELECT ON public.plain TO draft_reader;

COMMENT ON MATERIALIZED VIEW public.plain IS 'plain';
-------- down
-- needs a privilege: public.plain (membership in the role postgres)
ALTER MATERIALIZED VIEW public.plain OWNER TO postgres;

-- changes access: public.plain (draft_reader loses SELECT)
REVOKE SELECT ON public.plain FROM draft_reader;

COMMENT ON MATERIALIZED VIEW public.plain IS NULL;
