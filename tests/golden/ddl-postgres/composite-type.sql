======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TYPE public."Weird ""Name""; --" AS (street text COLLATE "C", "select" integer);

COMMENT ON COLUMN public."Weird ""Name""; --"."select" IS 'odd too';

COMMENT ON TYPE public."Weird ""Name""; --" IS 'odd';
-------- down
DROP TYPE public."Weird ""Name""; --";
======== an attribute is added
-------- up
ALTER TYPE public.address ADD ATTRIBUTE town text COLLATE "C" CASCADE;
-------- down
-- deletes data: public.address (values of the attribute town are lost)
ALTER TYPE public.address DROP ATTRIBUTE town CASCADE;
======== an attribute is dropped
-------- up
-- deletes data: public.address (values of the attribute number are lost)
ALTER TYPE public.address DROP ATTRIBUTE number CASCADE;
-------- down
ALTER TYPE public.address ADD ATTRIBUTE number integer CASCADE;
======== an attribute's type and collation
-------- up
ALTER TYPE public.address ALTER ATTRIBUTE number TYPE bigint CASCADE;

ALTER TYPE public.address ALTER ATTRIBUTE street TYPE text COLLATE "C" CASCADE;
-------- down
ALTER TYPE public.address ALTER ATTRIBUTE number TYPE integer CASCADE;

ALTER TYPE public.address ALTER ATTRIBUTE street TYPE text CASCADE;
======== an attribute's comment
-------- up
COMMENT ON COLUMN public.address.street IS 'the street';
-------- down
COMMENT ON COLUMN public.address.street IS NULL;
======== an attribute's type below a table
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TABLE public.homes (
    at public.plain,
    more public.plain[]
);
-------- down
-- deletes data: public.homes (all rows of the table)
DROP TABLE public.homes;
======== owner, grants and comment
-------- up
-- needs a privilege: public.address (membership in the role draft_keeper)
ALTER TYPE public.address OWNER TO draft_keeper;

-- changes access: TYPE public.address (draft_reader gets USAGE)
GRANT USAGE ON TYPE public.address TO draft_reader;

COMMENT ON TYPE public.address IS 'where';
-------- down
-- needs a privilege: public.address (membership in the role postgres)
ALTER TYPE public.address OWNER TO postgres;

-- changes access: TYPE public.address (draft_reader loses USAGE)
REVOKE USAGE ON TYPE public.address FROM draft_reader;

COMMENT ON TYPE public.address IS NULL;
