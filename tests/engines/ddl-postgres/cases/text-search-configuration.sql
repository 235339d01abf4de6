-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TEXT SEARCH PARSER second (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH CONFIGURATION plain (COPY = pg_catalog.english);
CREATE TABLE t (a text);
CREATE INDEX t_words ON t USING gin (to_tsvector('plain'::regconfig, a));
--- added
CREATE TEXT SEARCH CONFIGURATION "Weird ""Name""; --" (COPY = pg_catalog.german);
COMMENT ON TEXT SEARCH CONFIGURATION "Weird ""Name""; --" IS 'odd';
--- dropped with an index
DROP INDEX t_words;
DROP TEXT SEARCH CONFIGURATION plain;
--- parser
DROP INDEX t_words;
DROP TEXT SEARCH CONFIGURATION plain;
CREATE TEXT SEARCH CONFIGURATION plain (PARSER = second);
CREATE INDEX t_words ON t USING gin (to_tsvector('plain'::regconfig, a));
--- mappings
ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR asciiword WITH simple, english_stem;
ALTER TEXT SEARCH CONFIGURATION plain DROP MAPPING FOR email;
--- owner and comment
ALTER TEXT SEARCH CONFIGURATION plain OWNER TO draft_keeper;
COMMENT ON TEXT SEARCH CONFIGURATION plain IS 'plain';
