======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE FOREIGN TABLE public."Weird ""Name""; --" (
    "Weird ""Column""; --" integer OPTIONS (column_name 'key') NOT NULL
)
SERVER there OPTIONS (table_name 'it''s');

COMMENT ON FOREIGN TABLE public."Weird ""Name""; --" IS 'odd';
-------- down
DROP FOREIGN TABLE public."Weird ""Name""; --";
======== dropped
-------- up
DROP FOREIGN TABLE public.f;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE FOREIGN TABLE public.f (
    id integer,
    name text
)
SERVER there OPTIONS (table_name 't');
======== foreign server
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FOREIGN TABLE public.f;

CREATE FOREIGN TABLE public.f (
    id integer,
    name text
)
SERVER elsewhere OPTIONS (table_name 't');
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP FOREIGN TABLE public.f;

CREATE FOREIGN TABLE public.f (
    id integer,
    name text
)
SERVER there OPTIONS (table_name 't');
======== foreign options
-------- up
ALTER FOREIGN TABLE public.f OPTIONS (ADD schema_name 's', SET table_name 'u');
-------- down
ALTER FOREIGN TABLE public.f OPTIONS (SET table_name 't', DROP schema_name);
======== inherits
-------- up
ALTER FOREIGN TABLE public.f INHERIT public.parent;
-------- down
ALTER FOREIGN TABLE public.f NO INHERIT public.parent;
======== partition of
-------- up
-- blocks reads: public.f (as long as all rows are looked at)
-- may fail: public.f (where a row is outside of the bounds)
ALTER TABLE public.cut ATTACH PARTITION public.f FOR VALUES IN (2);
-------- down
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.f;
======== partition bound
-------- up
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.part;

-- blocks reads: public.part (as long as all rows are looked at)
-- may fail: public.part (where a row is outside of the bounds)
ALTER TABLE public.cut ATTACH PARTITION public.part FOR VALUES IN (3, 4);
-------- down
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.part;

-- blocks reads: public.part (as long as all rows are looked at)
-- may fail: public.part (where a row is outside of the bounds)
ALTER TABLE public.cut ATTACH PARTITION public.part FOR VALUES IN (1);
======== a column of other options
-------- up
ALTER FOREIGN TABLE public.f ALTER COLUMN id OPTIONS (ADD column_name 'key');
-------- down
ALTER FOREIGN TABLE public.f ALTER COLUMN id OPTIONS (DROP column_name);
======== owner, grants and comment
-------- up
-- needs a privilege: public.f (membership in the role draft_keeper)
ALTER FOREIGN TABLE public.f OWNER TO draft_keeper;

-- changes access: public.f (draft_reader gets SELECT)
GRANT SELECT ON public.f TO draft_reader;

COMMENT ON FOREIGN TABLE public.f IS 'far';
-------- down
-- needs a privilege: public.f (membership in the role postgres)
ALTER FOREIGN TABLE public.f OWNER TO postgres;

-- changes access: public.f (draft_reader loses SELECT)
REVOKE SELECT ON public.f FROM draft_reader;

COMMENT ON FOREIGN TABLE public.f IS NULL;
======== a check under another name
-------- up
ALTER TABLE public.checked RENAME CONSTRAINT positive TO above;
-------- down
ALTER TABLE public.checked RENAME CONSTRAINT above TO positive;
