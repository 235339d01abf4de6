-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION uses (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION uses ALTER MAPPING FOR asciiword WITH plain;
--- added
CREATE TEXT SEARCH DICTIONARY "Weird ""Name""; --" (TEMPLATE = snowball, Language = 'english', StopWords = 'english');
COMMENT ON TEXT SEARCH DICTIONARY "Weird ""Name""; --" IS 'odd';
--- dropped with what a configuration maps to it
ALTER TEXT SEARCH CONFIGURATION uses DROP MAPPING FOR asciiword;
DROP TEXT SEARCH DICTIONARY plain;
--- template
DROP TEXT SEARCH DICTIONARY plain CASCADE;
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = snowball, Language = 'english');
CREATE TEXT SEARCH CONFIGURATION uses (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION uses ALTER MAPPING FOR asciiword WITH plain;
--- options
ALTER TEXT SEARCH DICTIONARY plain (StopWords = 'english', Accept = false);
--- owner and comment
ALTER TEXT SEARCH DICTIONARY plain OWNER TO draft_keeper;
COMMENT ON TEXT SEARCH DICTIONARY plain IS 'plain';
