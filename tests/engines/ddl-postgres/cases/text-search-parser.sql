-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TEXT SEARCH PARSER plain (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH CONFIGURATION uses (PARSER = plain);
CREATE FUNCTION starts(internal, integer) RETURNS internal LANGUAGE internal STRICT AS 'prsd_start';
CREATE FUNCTION next_token(internal, internal, internal) RETURNS internal LANGUAGE internal STRICT AS 'prsd_nexttoken';
CREATE FUNCTION ends(internal) RETURNS void LANGUAGE internal STRICT AS 'prsd_end';
CREATE FUNCTION types(internal) RETURNS internal LANGUAGE internal STRICT AS 'prsd_lextype';
--- added
CREATE TEXT SEARCH PARSER "Weird ""Name""; --" (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
COMMENT ON TEXT SEARCH PARSER "Weird ""Name""; --" IS 'odd';
--- dropped with a configuration
DROP TEXT SEARCH CONFIGURATION uses;
DROP TEXT SEARCH PARSER plain;
--- all of its functions
DROP TEXT SEARCH CONFIGURATION uses;
DROP TEXT SEARCH PARSER plain;
CREATE TEXT SEARCH PARSER plain (START = starts, GETTOKEN = next_token, END = ends, LEXTYPES = types, HEADLINE = prsd_headline);
CREATE TEXT SEARCH CONFIGURATION uses (PARSER = plain);
--- comment
COMMENT ON TEXT SEARCH PARSER plain IS 'plain';
