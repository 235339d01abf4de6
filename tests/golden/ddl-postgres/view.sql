======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE VIEW public."Weird ""Name""; --" WITH (security_barrier=true) AS
SELECT t.b AS "Weird ""Column""; --"
   FROM public.t;

COMMENT ON COLUMN public."Weird ""Name""; --"."Weird ""Column""; --" IS 'odd';
-------- down
DROP VIEW public."Weird ""Name""; --";
======== dropped
-------- up
DROP VIEW public.high;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE VIEW public.high AS
SELECT low.a
   FROM public.low
  WHERE (low.a > 0);

GRANT SELECT ON public.high TO draft_reader;

COMMENT ON VIEW public.high IS 'high';

CREATE RULE high_in AS
    ON INSERT TO public.high DO INSTEAD NOTHING;
======== definition: a column more at the end
-------- up
CREATE OR REPLACE VIEW public.low AS
SELECT t.a,
    t.b
   FROM public.t;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.high;

DROP VIEW public.low;

CREATE VIEW public.low AS
SELECT t.a
   FROM public.t;

CREATE VIEW public.high AS
SELECT low.a
   FROM public.low
  WHERE (low.a > 0);

GRANT SELECT ON public.high TO draft_reader;

COMMENT ON VIEW public.high IS 'high';

CREATE RULE high_in AS
    ON INSERT TO public.high DO INSTEAD NOTHING;
======== definition: another type, below another view with its comment, grants and rule
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.high;

DROP VIEW public.low;

CREATE VIEW public.low AS
SELECT (t.a)::bigint AS a
   FROM public.t;

CREATE VIEW public.high AS
SELECT low.a
   FROM public.low
  WHERE (low.a > 0);

GRANT SELECT ON public.high TO draft_reader;

COMMENT ON VIEW public.high IS 'high';

CREATE RULE high_in AS
    ON INSERT TO public.high DO INSTEAD NOTHING;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP VIEW public.high;

DROP VIEW public.low;

CREATE VIEW public.low AS
SELECT t.a
   FROM public.t;

CREATE VIEW public.high AS
SELECT low.a
   FROM public.low
  WHERE (low.a > 0);

GRANT SELECT ON public.high TO draft_reader;

COMMENT ON VIEW public.high IS 'high';

CREATE RULE high_in AS
    ON INSERT TO public.high DO INSTEAD NOTHING;
======== options
-------- up
ALTER VIEW public.low SET (check_option='local', security_barrier=true, security_invoker=true);
-------- down
ALTER VIEW public.low RESET (check_option, security_barrier, security_invoker);
======== owner
-------- up
-- needs a privilege: public.low (membership in the role draft_keeper)
ALTER VIEW public.low OWNER TO draft_keeper;
-------- down
-- needs a privilege: public.low (membership in the role postgres)
ALTER VIEW public.low OWNER TO postgres;
======== grants
-------- up
-- changes access: public.low (draft_reader gets UPDATE (a))
GRANT UPDATE (a) ON public.low TO draft_reader;

-- changes access: public.low (draft_reader gets SELECT WITH GRANT OPTION)
GRANT SELECT ON public.low TO draft_reader WITH GRANT OPTION;

GRANT UPDATE (a) ON public.low TO draft_reader;
-------- down
-- changes access: public.low (draft_reader loses UPDATE (a))
REVOKE UPDATE (a) ON public.low FROM draft_reader;

-- changes access: public.low (draft_reader loses SELECT)
REVOKE SELECT ON public.low FROM draft_reader;
======== comment
-------- up
COMMENT ON VIEW public.low IS 'low';
-------- down
COMMENT ON VIEW public.low IS NULL;
