======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public."Weird ""Name""; --" USING btree (superuser)
CREATE OPERATOR CLASS public."Weird ""Name""; --" FOR TYPE text USING btree FAMILY public.second AS
    FUNCTION 1 (text, text) bttextcmp(text,text),
    OPERATOR 1 < (text,text),
    OPERATOR 3 = (text,text);

COMMENT ON OPERATOR CLASS public."Weird ""Name""; --" USING btree IS 'odd';
-------- down
DROP OPERATOR CLASS public."Weird ""Name""; --" USING btree;
======== dropped
-------- up
DROP OPERATOR CLASS public.plain USING btree;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public.plain USING btree (superuser)
CREATE OPERATOR CLASS public.plain FOR TYPE text USING btree FAMILY public.family AS
    FUNCTION 1 (text, text) bttextcmp(text,text),
    OPERATOR 1 < (text,text),
    OPERATOR 2 <= (text,text),
    OPERATOR 3 = (text,text),
    OPERATOR 4 >= (text,text),
    OPERATOR 5 > (text,text);
======== type
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.plain USING btree;

-- needs a privilege: public.plain USING btree (superuser)
CREATE OPERATOR CLASS public.plain FOR TYPE integer USING btree FAMILY public.family AS
    FUNCTION 1 (integer, integer) btint4cmp(integer,integer),
    OPERATOR 1 < (integer,integer),
    OPERATOR 2 <= (integer,integer),
    OPERATOR 3 = (integer,integer),
    OPERATOR 4 >= (integer,integer),
    OPERATOR 5 > (integer,integer);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.plain USING btree;

-- needs a privilege: public.plain USING btree (superuser)
CREATE OPERATOR CLASS public.plain FOR TYPE text USING btree FAMILY public.family AS
    FUNCTION 1 (text, text) bttextcmp(text,text),
    OPERATOR 1 < (text,text),
    OPERATOR 2 <= (text,text),
    OPERATOR 3 = (text,text),
    OPERATOR 4 >= (text,text),
    OPERATOR 5 > (text,text);
======== default
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.own_class USING btree;

-- needs a privilege: public.own_class USING btree (superuser)
CREATE OPERATOR CLASS public.own_class DEFAULT FOR TYPE public.own USING btree FAMILY public.own_class AS
    STORAGE public.own;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.own_class USING btree;

-- needs a privilege: public.own_class USING btree (superuser)
CREATE OPERATOR CLASS public.own_class FOR TYPE public.own USING btree FAMILY public.own_class AS
    STORAGE public.own;
======== storage
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.words USING gin;

-- needs a privilege: public.words USING gin (superuser)
CREATE OPERATOR CLASS public.words FOR TYPE tsvector USING gin FAMILY public.words AS
    FUNCTION 2 (tsvector, tsvector) gin_extract_tsvector(tsvector,internal,internal),
    FUNCTION 3 (tsvector, tsvector) gin_extract_tsquery(tsvector,internal,smallint,internal,internal,internal,internal),
    STORAGE text;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.words USING gin;

-- needs a privilege: public.words USING gin (superuser)
CREATE OPERATOR CLASS public.words FOR TYPE tsvector USING gin FAMILY public.words AS
    FUNCTION 2 (tsvector, tsvector) gin_extract_tsvector(tsvector,internal,internal),
    FUNCTION 3 (tsvector, tsvector) gin_extract_tsquery(tsvector,internal,smallint,internal,internal,internal,internal);
======== family
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.plain USING btree;

-- needs a privilege: public.plain USING btree (superuser)
CREATE OPERATOR CLASS public.plain FOR TYPE text USING btree FAMILY public.second AS
    FUNCTION 1 (text, text) bttextcmp(text,text),
    OPERATOR 1 < (text,text),
    OPERATOR 2 <= (text,text),
    OPERATOR 3 = (text,text),
    OPERATOR 4 >= (text,text),
    OPERATOR 5 > (text,text);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.plain USING btree;

-- needs a privilege: public.plain USING btree (superuser)
CREATE OPERATOR CLASS public.plain FOR TYPE text USING btree FAMILY public.family AS
    FUNCTION 1 (text, text) bttextcmp(text,text),
    OPERATOR 1 < (text,text),
    OPERATOR 2 <= (text,text),
    OPERATOR 3 = (text,text),
    OPERATOR 4 >= (text,text),
    OPERATOR 5 > (text,text);
======== members
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.plain USING btree;

-- needs a privilege: public.plain USING btree (superuser)
CREATE OPERATOR CLASS public.plain FOR TYPE text USING btree FAMILY public.family AS
    FUNCTION 1 (text, text) bttextcmp(text,text),
    OPERATOR 1 < (text,text);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP OPERATOR CLASS public.plain USING btree;

-- needs a privilege: public.plain USING btree (superuser)
CREATE OPERATOR CLASS public.plain FOR TYPE text USING btree FAMILY public.family AS
    FUNCTION 1 (text, text) bttextcmp(text,text),
    OPERATOR 1 < (text,text),
    OPERATOR 2 <= (text,text),
    OPERATOR 3 = (text,text),
    OPERATOR 4 >= (text,text),
    OPERATOR 5 > (text,text);
======== owner and comment
-------- up
-- needs a privilege: public.plain USING btree (membership in the role draft_keeper)
ALTER OPERATOR CLASS public.plain USING btree OWNER TO draft_keeper;

COMMENT ON OPERATOR CLASS public.plain USING btree IS 'plain';
-------- down
-- needs a privilege: public.plain USING btree (membership in the role postgres)
ALTER OPERATOR CLASS public.plain USING btree OWNER TO postgres;

COMMENT ON OPERATOR CLASS public.plain USING btree IS NULL;
