======== added
-------- up
-- needs a privilege: public."Weird ""Name""; --" (superuser)
CREATE TEXT SEARCH PARSER public."Weird ""Name""; --" (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, HEADLINE = prsd_headline, LEXTYPES = prsd_lextype);

COMMENT ON TEXT SEARCH PARSER public."Weird ""Name""; --" IS 'odd';
-------- down
DROP TEXT SEARCH PARSER public."Weird ""Name""; --";
======== dropped with a configuration
-------- up
DROP TEXT SEARCH CONFIGURATION public.uses;

DROP TEXT SEARCH PARSER public.plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public.plain (superuser)
CREATE TEXT SEARCH PARSER public.plain (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);

CREATE TEXT SEARCH CONFIGURATION public.uses (PARSER = public.plain);
======== all of its functions
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP TEXT SEARCH CONFIGURATION public.uses;

DROP TEXT SEARCH PARSER public.plain;

-- needs a privilege: public.plain (superuser)
CREATE TEXT SEARCH PARSER public.plain (START = public.starts, GETTOKEN = public.next_token, END = public.ends, HEADLINE = prsd_headline, LEXTYPES = public.types);

CREATE TEXT SEARCH CONFIGURATION public.uses (PARSER = public.plain);
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP TEXT SEARCH CONFIGURATION public.uses;

DROP TEXT SEARCH PARSER public.plain;

-- needs a privilege: public.plain (superuser)
CREATE TEXT SEARCH PARSER public.plain (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);

CREATE TEXT SEARCH CONFIGURATION public.uses (PARSER = public.plain);
======== comment
-------- up
COMMENT ON TEXT SEARCH PARSER public.plain IS 'plain';
-------- down
COMMENT ON TEXT SEARCH PARSER public.plain IS NULL;
