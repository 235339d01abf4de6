======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public."Weird ""Name""; --" (
    "Weird ""Column""; --" integer NOT NULL,
    "select" text DEFAULT 'x'::text,
    CONSTRAINT "Weird ""Name""; --_pkey" PRIMARY KEY ("Weird ""Column""; --")
);

GRANT SELECT ON public."Weird ""Name""; --" TO draft_reader;

COMMENT ON TABLE public."Weird ""Name""; --" IS 'odd';
-------- down
-- deletes data: public."Weird ""Name""; --" (all rows of the table)
DROP TABLE public."Weird ""Name""; --";
======== added of a type, as a child, and not logged
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.child (
    c integer
)
INHERITS (public.parent);

CREATE UNLOGGED TABLE public.passing (
    a integer
)
WITH (fillfactor=70);

CREATE TABLE public.typed OF public.row_type (
    a WITH OPTIONS NOT NULL,
    CONSTRAINT typed_pkey PRIMARY KEY (a)
);
-------- down
-- deletes data: public.child (all rows of the table)
DROP TABLE public.child;

-- deletes data: public.passing (all rows of the table)
DROP TABLE public.passing;

-- deletes data: public.typed (all rows of the table)
DROP TABLE public.typed;
======== dropped with the view upon it
-------- up
DROP VIEW public.seen;

-- deletes data: public.t (all rows of the table)
DROP TABLE public.t;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.t (
    a integer NOT NULL,
    b text
);

CREATE UNIQUE INDEX t_a ON public.t USING btree (a);

CREATE VIEW public.seen AS
SELECT t.a
   FROM public.t;
======== persistence
-------- up
-- rewrites the table: public.kept (every row is written again)
-- blocks reads: public.kept (as long as the table is rewritten)
ALTER TABLE public.kept SET UNLOGGED;
-------- down
-- rewrites the table: public.kept (every row is written again)
-- blocks reads: public.kept (as long as the table is rewritten)
ALTER TABLE public.kept SET LOGGED;
======== of type
-------- up
ALTER TABLE public.loose OF public.row_type;
-------- down
ALTER TABLE public.loose NOT OF;
======== inherits
-------- up
ALTER TABLE public.loose INHERIT public.parent;
-------- down
ALTER TABLE public.loose NO INHERIT public.parent;
======== partition of
-------- up
-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.cut_2 ADD CONSTRAINT cut_2_bound CHECK (at IS NOT NULL AND at >= '2025-01-01' AND at < '2026-01-01') NOT VALID;
-- outside of a transaction
-- may fail: public.cut_2 (where a row is outside of the bounds)
ALTER TABLE public.cut_2 VALIDATE CONSTRAINT cut_2_bound;
-- a transaction of its own
ALTER TABLE public.cut ATTACH PARTITION public.cut_2 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

ALTER TABLE public.cut_2 DROP CONSTRAINT cut_2_bound;
-------- down
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.cut_2;
======== partition bound
-------- up
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.cut_1;

-- blocks reads: public.cut_1 (as long as all rows are looked at)
-- may fail: public.cut_1 (where a row is outside of the bounds)
ALTER TABLE public.cut ATTACH PARTITION public.cut_1 DEFAULT;
-------- down
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.cut_1;

-- blocks reads: public.cut_1 (as long as all rows are looked at)
-- may fail: public.cut_1 (where a row is outside of the bounds)
ALTER TABLE public.cut ATTACH PARTITION public.cut_1 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
======== options
-------- up
ALTER TABLE public.kept SET (autovacuum_enabled=off, fillfactor=60);

ALTER TABLE public.loose SET (toast.autovacuum_enabled=off);
-------- down
ALTER TABLE public.kept RESET (autovacuum_enabled, fillfactor);

ALTER TABLE public.loose RESET (toast.autovacuum_enabled);
======== replica identity
-------- up
ALTER TABLE public.kept REPLICA IDENTITY FULL;

ALTER TABLE public.t REPLICA IDENTITY USING INDEX t_a;
-------- down
ALTER TABLE public.kept REPLICA IDENTITY DEFAULT;

ALTER TABLE public.t REPLICA IDENTITY DEFAULT;
======== row security
-------- up
-- changes access: public.kept (who has no policy sees no rows)
ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY;

-- changes access: public.t (policies hold for the owner, too)
ALTER TABLE public.t FORCE ROW LEVEL SECURITY;
-------- down
-- changes access: public.kept (everybody with privileges sees all rows)
ALTER TABLE public.kept DISABLE ROW LEVEL SECURITY;

-- changes access: public.t (the owner passes by the policies)
ALTER TABLE public.t NO FORCE ROW LEVEL SECURITY;
======== owner
-------- up
-- needs a privilege: public.t (membership in the role draft_keeper)
ALTER TABLE public.t OWNER TO draft_keeper;
-------- down
-- needs a privilege: public.t (membership in the role postgres)
ALTER TABLE public.t OWNER TO postgres;
======== grants
-------- up
-- changes access: public.t (PUBLIC gets UPDATE)
GRANT UPDATE ON public.t TO PUBLIC;

-- changes access: public.t (draft_reader gets INSERT, SELECT)
GRANT INSERT, SELECT ON public.t TO draft_reader;
-------- down
-- changes access: public.t (PUBLIC loses UPDATE)
REVOKE UPDATE ON public.t FROM PUBLIC;

-- changes access: public.t (draft_reader loses INSERT, SELECT)
REVOKE INSERT, SELECT ON public.t FROM draft_reader;
======== comment
-------- up
COMMENT ON TABLE public.t IS 'a table''s';
-------- down
COMMENT ON TABLE public.t IS NULL;
======== becomes a view
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- deletes data: public.kept (all rows of the table)
DROP TABLE public.kept;

CREATE VIEW public.kept AS
SELECT 1 AS id;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.kept;

CREATE TABLE public.kept (
    id integer
);
======== two that refer to each other
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.egg (
    id integer NOT NULL,
    hen integer,
    CONSTRAINT egg_pkey PRIMARY KEY (id)
);

CREATE TABLE public.hen (
    id integer NOT NULL,
    egg integer,
    CONSTRAINT hen_pkey PRIMARY KEY (id)
);

ALTER TABLE public.egg ADD CONSTRAINT egg_hen_fkey FOREIGN KEY (hen) REFERENCES public.hen(id);

ALTER TABLE public.hen ADD CONSTRAINT hen_egg_fkey FOREIGN KEY (egg) REFERENCES public.egg(id);
-------- down
ALTER TABLE public.egg DROP CONSTRAINT egg_hen_fkey;

ALTER TABLE public.hen DROP CONSTRAINT hen_egg_fkey;

-- deletes data: public.egg (all rows of the table)
DROP TABLE public.egg;

-- deletes data: public.hen (all rows of the table)
DROP TABLE public.hen;
