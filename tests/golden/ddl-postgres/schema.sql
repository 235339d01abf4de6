======== added, with owner, grants and comment
-------- up
CREATE SCHEMA "Weird ""Schema""; --";

-- needs a privilege: "Weird ""Schema""; --" (membership in the role draft_keeper)
ALTER SCHEMA "Weird ""Schema""; --" OWNER TO draft_keeper;

GRANT USAGE ON SCHEMA "Weird ""Schema""; --" TO draft_reader;

COMMENT ON SCHEMA "Weird ""Schema""; --" IS 'it''s odd';
-------- down
DROP SCHEMA "Weird ""Schema""; --";
======== owner
-------- up
-- needs a privilege: shop (membership in the role draft_keeper)
ALTER SCHEMA shop OWNER TO draft_keeper;
-------- down
-- needs a privilege: shop (membership in the role postgres)
ALTER SCHEMA shop OWNER TO postgres;
======== grants
-------- up
-- changes access: SCHEMA shop (draft_reader gets USAGE WITH GRANT OPTION)
GRANT USAGE ON SCHEMA shop TO draft_reader WITH GRANT OPTION;
-------- down
-- changes access: SCHEMA shop (draft_reader loses USAGE)
REVOKE USAGE ON SCHEMA shop FROM draft_reader;
======== comment
-------- up
COMMENT ON SCHEMA shop IS 'the shop';
-------- down
COMMENT ON SCHEMA shop IS NULL;
======== dropped with what is in it
-------- up
-- deletes data: shop.t (all rows of the table)
DROP TABLE shop.t;

DROP SCHEMA shop;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE SCHEMA shop;

CREATE TABLE shop.t (
    a integer
);
