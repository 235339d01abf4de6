-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FUNCTION makes(internal) RETURNS internal LANGUAGE internal STRICT AS 'dsimple_init';
CREATE FUNCTION lexes(internal, internal, internal, internal) RETURNS internal LANGUAGE internal STRICT AS 'dsimple_lexize';
CREATE TEXT SEARCH TEMPLATE plain (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY uses (TEMPLATE = plain);
--- added
CREATE TEXT SEARCH TEMPLATE "Weird ""Name""; --" (LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE "Weird ""Name""; --" IS 'odd';
--- dropped
DROP TEXT SEARCH DICTIONARY uses;
DROP TEXT SEARCH TEMPLATE plain;
--- init and lexize
DROP TEXT SEARCH DICTIONARY uses;
DROP TEXT SEARCH TEMPLATE plain;
CREATE TEXT SEARCH TEMPLATE plain (INIT = makes, LEXIZE = lexes);
CREATE TEXT SEARCH DICTIONARY uses (TEMPLATE = plain);
--- comment
COMMENT ON TEXT SEARCH TEMPLATE plain IS 'plain';
