======== added
-------- up
ALTER TABLE public.t ADD CONSTRAINT "Weird ""Check""; --" CHECK (((b > 0) AND (b < 9))) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT "Weird ""Check""; --";
-- a transaction of its own
COMMENT ON CONSTRAINT "Weird ""Check""; --" ON public.t IS 'odd';
-------- down
ALTER TABLE public.t DROP CONSTRAINT "Weird ""Check""; --";
======== added, and not valid
-------- up
ALTER TABLE public.t ADD CONSTRAINT later CHECK ((b > 0)) NOT VALID;
-------- down
ALTER TABLE public.t DROP CONSTRAINT later;
======== dropped
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;
-------- down
ALTER TABLE public.t ADD CONSTRAINT plain CHECK ((a > 0)) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== expression
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain CHECK ((a > 1)) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain CHECK ((a > 0)) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== columns
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain CHECK ((b > 0)) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain CHECK ((a > 0)) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== validated
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain CHECK ((a > 0)) NOT VALID;
-------- down
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== no inherit
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain CHECK ((a > 0)) NO INHERIT NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain CHECK ((a > 0)) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== inherit count
-------- up
ALTER TABLE public.child INHERIT public.parent;
-------- down
ALTER TABLE public.child NO INHERIT public.parent;
======== local
-------- up
ALTER TABLE public.child INHERIT public.parent;

-- not done: column public.child.a, local: a column that a table was made with stays its own
-- not done: check constraint public.child.above, local: a constraint that a table had before stays its own
-------- down
ALTER TABLE public.child NO INHERIT public.parent;
======== comment
-------- up
COMMENT ON CONSTRAINT plain ON public.t IS 'why';
-------- down
COMMENT ON CONSTRAINT plain ON public.t IS NULL;
