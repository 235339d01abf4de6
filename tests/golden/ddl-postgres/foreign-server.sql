======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE SERVER "Weird ""Name""; --" TYPE 'it''s' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'there');

COMMENT ON SERVER "Weird ""Name""; --" IS 'odd';
-------- down
DROP SERVER "Weird ""Name""; --";
======== dropped
-------- up
DROP SERVER plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE SERVER plain FOREIGN DATA WRAPPER w OPTIONS (host 'here');
======== wrapper
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP SERVER plain;

CREATE SERVER plain FOREIGN DATA WRAPPER second OPTIONS (host 'here');
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP SERVER plain;

CREATE SERVER plain FOREIGN DATA WRAPPER w OPTIONS (host 'here');
======== type
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP USER MAPPING FOR draft_reader SERVER typed;

DROP SERVER typed;

CREATE SERVER typed TYPE 'b' FOREIGN DATA WRAPPER w;

CREATE USER MAPPING FOR draft_reader SERVER typed;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP USER MAPPING FOR draft_reader SERVER typed;

DROP SERVER typed;

CREATE SERVER typed TYPE 'a' FOREIGN DATA WRAPPER w;

CREATE USER MAPPING FOR draft_reader SERVER typed;
======== version and options
-------- up
ALTER SERVER plain VERSION '2' OPTIONS (SET host 'there', ADD port '5');
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP SERVER plain;

CREATE SERVER plain FOREIGN DATA WRAPPER w OPTIONS (host 'here');
======== owner, grants and comment
-------- up
-- needs a privilege: plain (membership in the role draft_keeper)
ALTER SERVER plain OWNER TO draft_keeper;

-- changes access: FOREIGN SERVER plain (draft_reader gets USAGE)
GRANT USAGE ON FOREIGN SERVER plain TO draft_reader;

COMMENT ON SERVER plain IS 'plain';
-------- down
-- needs a privilege: plain (membership in the role postgres)
ALTER SERVER plain OWNER TO postgres;

-- changes access: FOREIGN SERVER plain (draft_reader loses USAGE)
REVOKE USAGE ON FOREIGN SERVER plain FROM draft_reader;

COMMENT ON SERVER plain IS NULL;
