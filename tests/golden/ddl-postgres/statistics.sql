======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE STATISTICS public."Weird ""Stats""; --" (mcv, ndistinct) ON b, (lower(c)) FROM public."Weird ""Name""; --";

COMMENT ON STATISTICS public."Weird ""Stats""; --" IS 'odd';
-------- down
DROP STATISTICS public."Weird ""Stats""; --";
======== dropped
-------- up
DROP STATISTICS public.plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE STATISTICS public.plain (ndistinct) ON a, b FROM public."Weird ""Name""; --";
======== kinds
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP STATISTICS public.plain;

CREATE STATISTICS public.plain (dependencies, mcv) ON a, b FROM public."Weird ""Name""; --";
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP STATISTICS public.plain;

CREATE STATISTICS public.plain (ndistinct) ON a, b FROM public."Weird ""Name""; --";
======== columns and expressions
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP STATISTICS public.plain;

CREATE STATISTICS public.plain (ndistinct) ON a, ((b + 1)) FROM public."Weird ""Name""; --";
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP STATISTICS public.plain;

CREATE STATISTICS public.plain (ndistinct) ON a, b FROM public."Weird ""Name""; --";
======== target
-------- up
ALTER STATISTICS public.plain SET STATISTICS 500;
-------- down
ALTER STATISTICS public.plain SET STATISTICS -1;
======== owner and comment
-------- up
-- needs a privilege: public.plain (membership in the role draft_keeper)
ALTER STATISTICS public.plain OWNER TO draft_keeper;

COMMENT ON STATISTICS public.plain IS 'plain';
-------- down
-- needs a privilege: public.plain (membership in the role postgres)
ALTER STATISTICS public.plain OWNER TO postgres;

COMMENT ON STATISTICS public.plain IS NULL;
