======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE PUBLICATION "Weird ""Publication""; --" WITH (publish = 'insert, update', publish_via_partition_root = true);

COMMENT ON PUBLICATION "Weird ""Publication""; --" IS 'odd';

ALTER PUBLICATION "Weird ""Publication""; --" ADD TABLE ONLY public."Weird ""Name""; --" (a, b) WHERE ((a > 0));

ALTER PUBLICATION "Weird ""Publication""; --" ADD TABLE ONLY public.t;
-------- down
DROP PUBLICATION "Weird ""Publication""; --";
======== added for all
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: everything (superuser)
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, update, delete, truncate');
-------- down
DROP PUBLICATION everything;
======== dropped
-------- up
DROP PUBLICATION plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE PUBLICATION plain WITH (publish = 'insert, update, delete, truncate');

ALTER PUBLICATION plain ADD TABLE ONLY public.t;
======== all tables
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP PUBLICATION plain;

-- needs a privilege: plain (superuser)
CREATE PUBLICATION plain FOR ALL TABLES WITH (publish = 'insert, update, delete, truncate');
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP PUBLICATION plain;

CREATE PUBLICATION plain WITH (publish = 'insert, update, delete, truncate');

ALTER PUBLICATION plain ADD TABLE ONLY public.t;
======== operations and via root
-------- up
ALTER PUBLICATION plain SET (publish = 'delete', publish_via_partition_root = true);
-------- down
ALTER PUBLICATION plain SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
======== schemas
-------- up
ALTER PUBLICATION parts DROP TABLES IN SCHEMA public;

-- needs a privilege: parts (superuser)
ALTER PUBLICATION parts ADD TABLES IN SCHEMA more;
-------- down
ALTER PUBLICATION parts DROP TABLES IN SCHEMA more;

-- needs a privilege: parts (superuser)
ALTER PUBLICATION parts ADD TABLES IN SCHEMA public;
======== a table is added
-------- up
ALTER PUBLICATION plain ADD TABLE ONLY public."Weird ""Name""; --" (a);
-------- down
ALTER PUBLICATION plain DROP TABLE ONLY public."Weird ""Name""; --";
======== a table's columns and filter
-------- up
ALTER PUBLICATION plain DROP TABLE ONLY public.t;

ALTER PUBLICATION plain ADD TABLE ONLY public.t (a) WHERE ((a > 5));
-------- down
ALTER PUBLICATION plain DROP TABLE ONLY public.t;

ALTER PUBLICATION plain ADD TABLE ONLY public.t;
======== owner
-------- up
-- needs a privilege: plain (membership in the role draft_super)
ALTER PUBLICATION plain OWNER TO draft_super;
-------- down
-- needs a privilege: plain (membership in the role postgres)
ALTER PUBLICATION plain OWNER TO postgres;
======== comment
-------- up
COMMENT ON PUBLICATION plain IS 'plain';
-------- down
COMMENT ON PUBLICATION plain IS NULL;
