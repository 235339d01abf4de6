======== another order
-------- up
ALTER TABLE public."Weird ""Name""; --" NO INHERIT public.one;

ALTER TABLE public."Weird ""Name""; --" INHERIT public.one;
-------- down
ALTER TABLE public."Weird ""Name""; --" NO INHERIT public.two;

ALTER TABLE public."Weird ""Name""; --" INHERIT public.two;
======== a new one comes first
-------- up
ALTER TABLE public."Weird ""Name""; --" NO INHERIT public.one;

ALTER TABLE public."Weird ""Name""; --" NO INHERIT public.two;

ALTER TABLE public."Weird ""Name""; --" INHERIT public.three;

ALTER TABLE public."Weird ""Name""; --" INHERIT public.one;

ALTER TABLE public."Weird ""Name""; --" INHERIT public.two;
-------- down
ALTER TABLE public."Weird ""Name""; --" NO INHERIT public.three;
======== another order of what is only inherited
-------- up
-- not done: table public.below, inherits: parents come in the order in which the table joined them, and what it only inherits would become its own if it left one and joined it again
-- not done: table public.below, column order: the server adds columns at the end; only a table made anew has them in order
-------- down
-- not done: table public.below, inherits: parents come in the order in which the table joined them, and what it only inherits would become its own if it left one and joined it again
-- not done: table public.below, column order: the server adds columns at the end; only a table made anew has them in order
