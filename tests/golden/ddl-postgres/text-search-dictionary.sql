======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TEXT SEARCH DICTIONARY public."Weird ""Name""; --" (TEMPLATE = pg_catalog.snowball, language = 'english', stopwords = 'english');

COMMENT ON TEXT SEARCH DICTIONARY public."Weird ""Name""; --" IS 'odd';
-------- down
DROP TEXT SEARCH DICTIONARY public."Weird ""Name""; --";
======== dropped with what a configuration maps to it
-------- up
ALTER TEXT SEARCH CONFIGURATION public.uses DROP MAPPING FOR asciiword;

DROP TEXT SEARCH DICTIONARY public.plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TEXT SEARCH DICTIONARY public.plain (TEMPLATE = pg_catalog.simple);

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR asciiword WITH public.plain;
======== template
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP TEXT SEARCH CONFIGURATION public.uses;

DROP TEXT SEARCH DICTIONARY public.plain;

CREATE TEXT SEARCH DICTIONARY public.plain (TEMPLATE = pg_catalog.snowball, language = 'english');

CREATE TEXT SEARCH CONFIGURATION public.uses (PARSER = pg_catalog."default");

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR asciihword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR asciiword WITH public.plain;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR hword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR hword_asciipart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR hword_part WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR word WITH simple;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP TEXT SEARCH CONFIGURATION public.uses;

DROP TEXT SEARCH DICTIONARY public.plain;

CREATE TEXT SEARCH DICTIONARY public.plain (TEMPLATE = pg_catalog.simple);

CREATE TEXT SEARCH CONFIGURATION public.uses (PARSER = pg_catalog."default");

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR asciihword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR asciiword WITH public.plain;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR hword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR hword_asciipart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR hword_part WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR word WITH simple;
======== options
-------- up
ALTER TEXT SEARCH DICTIONARY public.plain (stopwords = 'english', accept = 'false');
-------- down
ALTER TEXT SEARCH DICTIONARY public.plain (stopwords, accept);
======== owner and comment
-------- up
-- needs a privilege: public.plain (membership in the role draft_keeper)
ALTER TEXT SEARCH DICTIONARY public.plain OWNER TO draft_keeper;

COMMENT ON TEXT SEARCH DICTIONARY public.plain IS 'plain';
-------- down
-- needs a privilege: public.plain (membership in the role postgres)
ALTER TEXT SEARCH DICTIONARY public.plain OWNER TO postgres;

COMMENT ON TEXT SEARCH DICTIONARY public.plain IS NULL;
