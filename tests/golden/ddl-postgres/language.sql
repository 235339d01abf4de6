======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: "Weird ""Words""; --" (superuser)
CREATE OR REPLACE TRUSTED LANGUAGE "Weird ""Words""; --" HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;

COMMENT ON LANGUAGE "Weird ""Words""; --" IS 'words';
-------- down
DROP LANGUAGE "Weird ""Words""; --";
======== trusted
-------- up
-- needs a privilege: words (superuser)
CREATE OR REPLACE TRUSTED LANGUAGE words HANDLER plpgsql_call_handler;
-------- down
-- needs a privilege: words (superuser)
CREATE OR REPLACE LANGUAGE words HANDLER plpgsql_call_handler;
======== inline handler and validator
-------- up
-- needs a privilege: words (superuser)
CREATE OR REPLACE LANGUAGE words HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
-------- down
-- needs a privilege: words (superuser)
CREATE OR REPLACE LANGUAGE words HANDLER plpgsql_call_handler;
======== handler
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public.other_handler() (superuser)
CREATE FUNCTION public.other_handler()
RETURNS language_handler
LANGUAGE c
AS '$libdir/plpgsql', 'plpgsql_call_handler';

-- needs a privilege: words (superuser)
CREATE OR REPLACE LANGUAGE words HANDLER public.other_handler;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP LANGUAGE words;

DROP FUNCTION public.other_handler();

-- needs a privilege: words (superuser)
CREATE OR REPLACE LANGUAGE words HANDLER plpgsql_call_handler;
======== owner, grants and comment
-------- up
-- needs a privilege: words (membership in the role draft_keeper)
ALTER LANGUAGE words OWNER TO draft_keeper;

COMMENT ON LANGUAGE words IS 'words';
-------- down
-- needs a privilege: words (membership in the role postgres)
ALTER LANGUAGE words OWNER TO postgres;

COMMENT ON LANGUAGE words IS NULL;
======== grants
-------- up
-- changes access: LANGUAGE talk (draft_reader gets USAGE)
GRANT USAGE ON LANGUAGE talk TO draft_reader;
-------- down
-- changes access: LANGUAGE talk (draft_reader loses USAGE)
REVOKE USAGE ON LANGUAGE talk FROM draft_reader;
