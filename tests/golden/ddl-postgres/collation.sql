======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE COLLATION public."Weird ""Name""; --" (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

COMMENT ON COLLATION public."Weird ""Name""; --" IS 'odd';
-------- down
DROP COLLATION public."Weird ""Name""; --";
======== locale and deterministic
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- may slow queries: public.t (until t_a is built again)
DROP INDEX CONCURRENTLY public.t_a;
-- a transaction of its own
ALTER COLLATION public.sorted RENAME TO sorted__old;

CREATE COLLATION public.sorted (provider = icu, locale = 'sv', deterministic = false);

-- builds an index: public.t (indexes of the column are built again)
ALTER TABLE public.t ALTER COLUMN a TYPE text COLLATE public.sorted;

DROP COLLATION public.sorted__old;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
CREATE INDEX CONCURRENTLY t_a ON public.t USING btree (a);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- may slow queries: public.t (until t_a is built again)
DROP INDEX CONCURRENTLY public.t_a;
-- a transaction of its own
ALTER COLLATION public.sorted RENAME TO sorted__old;

CREATE COLLATION public.sorted (provider = icu, locale = 'de');

-- builds an index: public.t (indexes of the column are built again)
ALTER TABLE public.t ALTER COLUMN a TYPE text COLLATE public.sorted;

DROP COLLATION public.sorted__old;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
CREATE INDEX CONCURRENTLY t_a ON public.t USING btree (a);
======== provider, collate and ctype
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER COLLATION public.bytes RENAME TO bytes__old;

CREATE COLLATION public.bytes (provider = icu, locale = 'de');

-- builds an index: public.t (indexes of the column are built again)
ALTER TABLE public.t ALTER COLUMN b TYPE text COLLATE public.bytes;

DROP COLLATION public.bytes__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER COLLATION public.bytes RENAME TO bytes__old;

CREATE COLLATION public.bytes FROM pg_catalog."C";

-- builds an index: public.t (indexes of the column are built again)
ALTER TABLE public.t ALTER COLUMN b TYPE text COLLATE public.bytes;

DROP COLLATION public.bytes__old;
======== owner and comment
-------- up
-- needs a privilege: public.sorted (membership in the role draft_keeper)
ALTER COLLATION public.sorted OWNER TO draft_keeper;

COMMENT ON COLLATION public.sorted IS 'in order';
-------- down
-- needs a privilege: public.sorted (membership in the role postgres)
ALTER COLLATION public.sorted OWNER TO postgres;

COMMENT ON COLLATION public.sorted IS NULL;
