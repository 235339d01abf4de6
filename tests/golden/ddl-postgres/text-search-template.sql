======== added
-------- up
-- needs a privilege: public."Weird ""Name""; --" (superuser)
CREATE TEXT SEARCH TEMPLATE public."Weird ""Name""; --" (LEXIZE = dsimple_lexize);

COMMENT ON TEXT SEARCH TEMPLATE public."Weird ""Name""; --" IS 'odd';
-------- down
DROP TEXT SEARCH TEMPLATE public."Weird ""Name""; --";
======== dropped
-------- up
DROP TEXT SEARCH DICTIONARY public.uses;

DROP TEXT SEARCH TEMPLATE public.plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public.plain (superuser)
CREATE TEXT SEARCH TEMPLATE public.plain (INIT = dsimple_init, LEXIZE = dsimple_lexize);

CREATE TEXT SEARCH DICTIONARY public.uses (TEMPLATE = public.plain);
======== init and lexize
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP TEXT SEARCH DICTIONARY public.uses;

DROP TEXT SEARCH TEMPLATE public.plain;

-- needs a privilege: public.plain (superuser)
CREATE TEXT SEARCH TEMPLATE public.plain (INIT = public.makes, LEXIZE = public.lexes);

CREATE TEXT SEARCH DICTIONARY public.uses (TEMPLATE = public.plain);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP TEXT SEARCH DICTIONARY public.uses;

DROP TEXT SEARCH TEMPLATE public.plain;

-- needs a privilege: public.plain (superuser)
CREATE TEXT SEARCH TEMPLATE public.plain (INIT = dsimple_init, LEXIZE = dsimple_lexize);

CREATE TEXT SEARCH DICTIONARY public.uses (TEMPLATE = public.plain);
======== comment
-------- up
COMMENT ON TEXT SEARCH TEMPLATE public.plain IS 'plain';
-------- down
COMMENT ON TEXT SEARCH TEMPLATE public.plain IS NULL;
