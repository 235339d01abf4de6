======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: "Weird ""Name""; --" (superuser)
CREATE FOREIGN DATA WRAPPER "Weird ""Name""; --" HANDLER public.postgres_fdw_handler OPTIONS (debug 'it''s');

COMMENT ON FOREIGN DATA WRAPPER "Weird ""Name""; --" IS 'odd';
-------- down
DROP FOREIGN DATA WRAPPER "Weird ""Name""; --";
======== dropped
-------- up
DROP FOREIGN DATA WRAPPER plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: plain (superuser)
CREATE FOREIGN DATA WRAPPER plain;
======== handler and validator
-------- up
-- needs a privilege: plain (superuser)
ALTER FOREIGN DATA WRAPPER plain HANDLER public.postgres_fdw_handler VALIDATOR public.postgres_fdw_validator;
-------- down
-- needs a privilege: plain (superuser)
ALTER FOREIGN DATA WRAPPER plain NO HANDLER NO VALIDATOR;
======== options
-------- up
-- needs a privilege: plain (superuser)
ALTER FOREIGN DATA WRAPPER plain OPTIONS (ADD debug 'true');
-------- down
-- needs a privilege: plain (superuser)
ALTER FOREIGN DATA WRAPPER plain OPTIONS (DROP debug);
======== grants and comment
-------- up
-- changes access: FOREIGN DATA WRAPPER plain (draft_reader gets USAGE)
GRANT USAGE ON FOREIGN DATA WRAPPER plain TO draft_reader;

COMMENT ON FOREIGN DATA WRAPPER plain IS 'plain';
-------- down
-- changes access: FOREIGN DATA WRAPPER plain (draft_reader loses USAGE)
REVOKE USAGE ON FOREIGN DATA WRAPPER plain FROM draft_reader;

COMMENT ON FOREIGN DATA WRAPPER plain IS NULL;
======== owner
-------- up
-- needs a privilege: plain (membership in the role draft_super)
ALTER FOREIGN DATA WRAPPER plain OWNER TO draft_super;
-------- down
-- needs a privilege: plain (membership in the role postgres)
ALTER FOREIGN DATA WRAPPER plain OWNER TO postgres;
