======== added with partitions, keys and indexes
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public."Weird ""Name""; --" (
    id integer NOT NULL,
    at date NOT NULL,
    CONSTRAINT "Weird ""Name""; --_pkey" PRIMARY KEY (id, at)
)
PARTITION BY LIST (at);

CREATE TABLE public.one (
    id integer NOT NULL,
    at date NOT NULL,
    CONSTRAINT one_pkey PRIMARY KEY (id, at)
);

CREATE TABLE public.rest (
    id integer NOT NULL,
    at date NOT NULL,
    CONSTRAINT rest_pkey PRIMARY KEY (id, at)
);

CREATE INDEX by_at ON ONLY public."Weird ""Name""; --" USING btree (at);

CREATE INDEX one_at_idx ON public.one USING btree (at);

CREATE INDEX rest_at_idx ON public.rest USING btree (at);

ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.one FOR VALUES IN ('2024-01-01');

ALTER TABLE public."Weird ""Name""; --" ATTACH PARTITION public.rest DEFAULT;
-------- down
-- deletes data: public."Weird ""Name""; --" (all rows of the table)
DROP TABLE public."Weird ""Name""; --";
======== dropped
-------- up
-- deletes data: public.events (all rows of the table)
DROP TABLE public.events;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.events (
    id integer,
    at date,
    kind text
)
PARTITION BY RANGE (at);
======== partition key
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- deletes data: public.events (all rows of the table)
DROP TABLE public.events;

CREATE TABLE public.events (
    id integer,
    at date,
    kind text
)
PARTITION BY HASH (id);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- deletes data: public.events (all rows of the table)
DROP TABLE public.events;

CREATE TABLE public.events (
    id integer,
    at date,
    kind text
)
PARTITION BY RANGE (at);
======== partition of
-------- up
-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.months ADD CONSTRAINT months_bound CHECK (at IS NOT NULL AND at >= '2024-01-01' AND at < '2025-01-01') NOT VALID;
-- outside of a transaction
-- may fail: public.months (where a row is outside of the bounds)
ALTER TABLE public.months VALIDATE CONSTRAINT months_bound;
-- a transaction of its own
ALTER TABLE public.years ATTACH PARTITION public.months FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

ALTER TABLE public.months DROP CONSTRAINT months_bound;
-------- down
-- blocks reads: public.years (for a moment)
ALTER TABLE public.years DETACH PARTITION public.months;
======== partition bound
-------- up
-- blocks reads: public.years (for a moment)
ALTER TABLE public.years DETACH PARTITION public.quarters;

-- blocks reads: public.quarters (as long as all rows are looked at)
-- may fail: public.quarters (where a row is outside of the bounds)
ALTER TABLE public.years ATTACH PARTITION public.quarters FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
-------- down
-- blocks reads: public.years (for a moment)
ALTER TABLE public.years DETACH PARTITION public.quarters;

-- blocks reads: public.quarters (as long as all rows are looked at)
-- may fail: public.quarters (where a row is outside of the bounds)
ALTER TABLE public.years ATTACH PARTITION public.quarters FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
======== replica identity and row security
-------- up
-- changes access: public.events (who has no policy sees no rows)
ALTER TABLE public.events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.events REPLICA IDENTITY FULL;

-- changes access: public.years (policies hold for the owner, too)
ALTER TABLE public.years FORCE ROW LEVEL SECURITY;
-------- down
-- changes access: public.events (everybody with privileges sees all rows)
ALTER TABLE public.events DISABLE ROW LEVEL SECURITY;

ALTER TABLE public.events REPLICA IDENTITY DEFAULT;

-- changes access: public.years (the owner passes by the policies)
ALTER TABLE public.years NO FORCE ROW LEVEL SECURITY;
======== owner, grants and comment
-------- up
-- needs a privilege: public.events (membership in the role draft_keeper)
ALTER TABLE public.events OWNER TO draft_keeper;

-- changes access: public.events (draft_reader gets SELECT)
GRANT SELECT ON public.events TO draft_reader;

COMMENT ON TABLE public.events IS 'what was';
-------- down
-- needs a privilege: public.events (membership in the role postgres)
ALTER TABLE public.events OWNER TO postgres;

-- changes access: public.events (draft_reader loses SELECT)
REVOKE SELECT ON public.events FROM draft_reader;

COMMENT ON TABLE public.events IS NULL;
======== a column, an index and a check on all partitions
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER TABLE public.events ADD COLUMN note text;

CREATE TABLE public.events_2024 (
    id integer,
    at date,
    kind text,
    note text,
    CONSTRAINT known CHECK ((kind <> ''::text))
);

-- blocks reads: public.events (as long as all rows are looked at)
-- may fail: public.events (where a row does not fulfil it)
ALTER TABLE public.events ADD CONSTRAINT known CHECK ((kind <> ''::text));

CREATE INDEX events_kind ON ONLY public.events USING btree (kind);

CREATE INDEX events_2024_kind_idx ON public.events_2024 USING btree (kind);

ALTER TABLE public.events ATTACH PARTITION public.events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-------- down
ALTER TABLE public.events DROP CONSTRAINT known;

-- deletes data: public.events (all values of note)
-- deletes data: public.events_2024 (all values of note)
ALTER TABLE public.events DROP COLUMN note;

-- deletes data: public.events_2024 (all rows of the table)
DROP TABLE public.events_2024;

-- may slow queries: public.events (those that used events_kind)
DROP INDEX public.events_kind;
