======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE DOMAIN public."Weird ""Name""; --" AS character varying(8) COLLATE "C" DEFAULT 'x'::character varying NOT NULL
    CONSTRAINT "Weird ""Check""; --" CHECK (((VALUE)::text <> ''::text));

COMMENT ON CONSTRAINT "Weird ""Check""; --" ON DOMAIN public."Weird ""Name""; --" IS 'odd too';

COMMENT ON DOMAIN public."Weird ""Name""; --" IS 'odd';
-------- down
DROP DOMAIN public."Weird ""Name""; --";
======== not null and default
-------- up
ALTER DOMAIN public.number SET DEFAULT 2;

-- may fail: public.number (where a column of this domain holds a NULL)
ALTER DOMAIN public.number SET NOT NULL;
-------- down
ALTER DOMAIN public.number SET DEFAULT 1;

ALTER DOMAIN public.number DROP NOT NULL;
======== default taken away
-------- up
ALTER DOMAIN public.number DROP DEFAULT;
-------- down
ALTER DOMAIN public.number SET DEFAULT 1;
======== base type
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER DOMAIN public.code RENAME TO code__old;

CREATE DOMAIN public.code AS character varying(20);

-- rewrites the table: public.t (c from public.code to public.code writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of c is not in the new type)
ALTER TABLE public.t ALTER COLUMN c TYPE public.code USING c::text::public.code;

DROP DOMAIN public.code__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER DOMAIN public.code RENAME TO code__old;

CREATE DOMAIN public.code AS text;

-- rewrites the table: public.t (c from public.code to public.code writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of c is not in the new type)
ALTER TABLE public.t ALTER COLUMN c TYPE public.code USING c::text::public.code;

DROP DOMAIN public.code__old;
======== collation
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER DOMAIN public.code RENAME TO code__old;

CREATE DOMAIN public.code AS text COLLATE "C";

-- rewrites the table: public.t (c from public.code to public.code writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of c is not in the new type)
ALTER TABLE public.t ALTER COLUMN c TYPE public.code USING c::text::public.code;

DROP DOMAIN public.code__old;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
ALTER DOMAIN public.code RENAME TO code__old;

CREATE DOMAIN public.code AS text;

-- rewrites the table: public.t (c from public.code to public.code writes every row again)
-- blocks reads: public.t (as long as the table is rewritten)
-- may fail: public.t (where a value of c is not in the new type)
ALTER TABLE public.t ALTER COLUMN c TYPE public.code USING c::text::public.code;

DROP DOMAIN public.code__old;
======== a check is added
-------- up
-- may fail: public.code (where a column of this domain holds another value)
ALTER DOMAIN public.code ADD CONSTRAINT filled CHECK ((VALUE <> ''::text));
-------- down
ALTER DOMAIN public.code DROP CONSTRAINT filled;
======== a check is dropped
-------- up
ALTER DOMAIN public.number DROP CONSTRAINT above;
-------- down
-- may fail: public.number (where a column of this domain holds another value)
ALTER DOMAIN public.number ADD CONSTRAINT above CHECK ((VALUE > 0));
======== a check has other words
-------- up
ALTER DOMAIN public.number DROP CONSTRAINT above;

-- may fail: public.number (where a column of this domain holds another value)
ALTER DOMAIN public.number ADD CONSTRAINT above CHECK ((VALUE > 10));
-------- down
ALTER DOMAIN public.number DROP CONSTRAINT above;

-- may fail: public.number (where a column of this domain holds another value)
ALTER DOMAIN public.number ADD CONSTRAINT above CHECK ((VALUE > 0));
======== a check is not valid yet
-------- up
ALTER DOMAIN public.number DROP CONSTRAINT above;

ALTER DOMAIN public.number ADD CONSTRAINT above CHECK ((VALUE > 0)) NOT VALID;
-------- down
-- may fail (where a row does not fulfil it)
ALTER DOMAIN public.number VALIDATE CONSTRAINT above;
======== a check's comment
-------- up
COMMENT ON CONSTRAINT above ON DOMAIN public.number IS 'why';
-------- down
COMMENT ON CONSTRAINT above ON DOMAIN public.number IS NULL;
======== owner, grants and comment
-------- up
-- needs a privilege: public.code (membership in the role draft_keeper)
ALTER DOMAIN public.code OWNER TO draft_keeper;

-- changes access: TYPE public.code (draft_reader gets USAGE)
GRANT USAGE ON TYPE public.code TO draft_reader;

COMMENT ON DOMAIN public.code IS 'a code';
-------- down
-- needs a privilege: public.code (membership in the role postgres)
ALTER DOMAIN public.code OWNER TO postgres;

-- changes access: TYPE public.code (draft_reader loses USAGE)
REVOKE USAGE ON TYPE public.code FROM draft_reader;

COMMENT ON DOMAIN public.code IS NULL;
