======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: "Weird ""Name""; --" (superuser)
CREATE EVENT TRIGGER "Weird ""Name""; --" ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION public.seen();

COMMENT ON EVENT TRIGGER "Weird ""Name""; --" IS 'odd';
-------- down
DROP EVENT TRIGGER "Weird ""Name""; --";
======== dropped
-------- up
DROP EVENT TRIGGER plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: plain (superuser)
CREATE EVENT TRIGGER plain ON ddl_command_end EXECUTE FUNCTION public.seen();
======== event and tags
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP EVENT TRIGGER plain;

-- needs a privilege: plain (superuser)
CREATE EVENT TRIGGER plain ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION public.seen();
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP EVENT TRIGGER plain;

-- needs a privilege: plain (superuser)
CREATE EVENT TRIGGER plain ON ddl_command_end EXECUTE FUNCTION public.seen();
======== function
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP EVENT TRIGGER plain;

-- needs a privilege: plain (superuser)
CREATE EVENT TRIGGER plain ON ddl_command_end EXECUTE FUNCTION public.seen_too();
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP EVENT TRIGGER plain;

-- needs a privilege: plain (superuser)
CREATE EVENT TRIGGER plain ON ddl_command_end EXECUTE FUNCTION public.seen();
======== state and comment
-------- up
ALTER EVENT TRIGGER plain DISABLE;

COMMENT ON EVENT TRIGGER plain IS 'plain';
-------- down
ALTER EVENT TRIGGER plain ENABLE;

COMMENT ON EVENT TRIGGER plain IS NULL;
======== owner
-------- up
-- needs a privilege: plain (membership in the role draft_super)
ALTER EVENT TRIGGER plain OWNER TO draft_super;
-------- down
-- needs a privilege: plain (membership in the role postgres)
ALTER EVENT TRIGGER plain OWNER TO postgres;
