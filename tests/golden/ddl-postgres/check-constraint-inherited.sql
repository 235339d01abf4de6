======== local as well
-------- up
ALTER TABLE public.child ADD CONSTRAINT above CHECK ((a > 0));
-------- down
-- not done: check constraint public.child.above, local: a constraint that a table had before stays its own
======== local only
-------- up
ALTER TABLE public.child NO INHERIT public.parent;
-------- down
ALTER TABLE public.child INHERIT public.parent;

-- not done: column public.child.a, local: a column that a table was made with stays its own
-- not done: check constraint public.child.above, local: a constraint that a table had before stays its own
