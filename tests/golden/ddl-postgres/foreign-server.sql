======== added
-------- up
CREATE SERVER "Weird ""Name""; --" TYPE 'it''s' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'there');

COMMENT ON SERVER "Weird ""Name""; --" IS 'odd';
-------- down
DROP SERVER "Weird ""Name""; --";
======== dropped
-------- up
DROP SERVER plain;
-------- down
CREATE SERVER plain FOREIGN DATA WRAPPER w OPTIONS (host 'here');
======== wrapper
-------- up
DROP SERVER plain;

CREATE SERVER plain FOREIGN DATA WRAPPER second OPTIONS (host 'here');
-------- down
DROP SERVER plain;

CREATE SERVER plain FOREIGN DATA WRAPPER w OPTIONS (host 'here');
======== type
-------- up
DROP USER MAPPING FOR draft_reader SERVER typed;

DROP SERVER typed;

CREATE SERVER typed TYPE 'b' FOREIGN DATA WRAPPER w;

CREATE USER MAPPING FOR draft_reader SERVER typed;
-------- down
DROP USER MAPPING FOR draft_reader SERVER typed;

DROP SERVER typed;

CREATE SERVER typed TYPE 'a' FOREIGN DATA WRAPPER w;

CREATE USER MAPPING FOR draft_reader SERVER typed;
======== version and options
-------- up
ALTER SERVER plain VERSION '2' OPTIONS (SET host 'there', ADD port '5');
-------- down
DROP SERVER plain;

CREATE SERVER plain FOREIGN DATA WRAPPER w OPTIONS (host 'here');
======== owner, grants and comment
-------- up
-- needs a privilege: plain (membership in the role draft_keeper)
ALTER SERVER plain OWNER TO draft_keeper;

GRANT USAGE ON FOREIGN SERVER plain TO draft_reader;

COMMENT ON SERVER plain IS 'plain';
-------- down
-- needs a privilege: plain (membership in the role postgres)
ALTER SERVER plain OWNER TO postgres;

REVOKE USAGE ON FOREIGN SERVER plain FROM draft_reader;

COMMENT ON SERVER plain IS NULL;
