======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" (PARSER = pg_catalog."default");

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR asciihword WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR asciiword WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR hword WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR hword_asciipart WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR hword_part WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" ADD MAPPING FOR word WITH german_stem;

COMMENT ON TEXT SEARCH CONFIGURATION public."Weird ""Name""; --" IS 'odd';
-------- down
DROP TEXT SEARCH CONFIGURATION public."Weird ""Name""; --";
======== dropped with an index
-------- up
-- may slow queries: public.t (those that used t_words)
DROP INDEX public.t_words;

DROP TEXT SEARCH CONFIGURATION public.plain;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TEXT SEARCH CONFIGURATION public.plain (PARSER = pg_catalog."default");

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR asciihword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR hword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR hword_asciipart WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR hword_part WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR word WITH english_stem;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
CREATE INDEX CONCURRENTLY t_words ON public.t USING gin (to_tsvector('public.plain'::regconfig, a));
======== parser
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP INDEX public.t_words;

DROP TEXT SEARCH CONFIGURATION public.plain;

CREATE TEXT SEARCH CONFIGURATION public.plain (PARSER = public.second);
-- outside of a transaction
-- builds an index: public.t (while others read and write)
CREATE INDEX CONCURRENTLY t_words ON public.t USING gin (to_tsvector('public.plain'::regconfig, a));
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
DROP INDEX public.t_words;

DROP TEXT SEARCH CONFIGURATION public.plain;

CREATE TEXT SEARCH CONFIGURATION public.plain (PARSER = pg_catalog."default");

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR asciihword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR hword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR hword_asciipart WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR hword_part WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR word WITH english_stem;
-- outside of a transaction
-- builds an index: public.t (while others read and write)
CREATE INDEX CONCURRENTLY t_words ON public.t USING gin (to_tsvector('public.plain'::regconfig, a));
======== mappings
-------- up
ALTER TEXT SEARCH CONFIGURATION public.plain DROP MAPPING FOR asciiword;

ALTER TEXT SEARCH CONFIGURATION public.plain DROP MAPPING FOR email;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR asciiword WITH simple, english_stem;
-------- down
ALTER TEXT SEARCH CONFIGURATION public.plain DROP MAPPING FOR asciiword;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR email WITH simple;
======== owner and comment
-------- up
-- needs a privilege: public.plain (membership in the role draft_keeper)
ALTER TEXT SEARCH CONFIGURATION public.plain OWNER TO draft_keeper;

COMMENT ON TEXT SEARCH CONFIGURATION public.plain IS 'plain';
-------- down
-- needs a privilege: public.plain (membership in the role postgres)
ALTER TEXT SEARCH CONFIGURATION public.plain OWNER TO postgres;

COMMENT ON TEXT SEARCH CONFIGURATION public.plain IS NULL;
