-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE OPERATOR FAMILY family USING btree;
CREATE OPERATOR FAMILY second USING btree;
CREATE TYPE own AS (a integer);
CREATE OPERATOR CLASS plain FOR TYPE text USING btree FAMILY family AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 bttextcmp(text, text);
CREATE OPERATOR CLASS own_class FOR TYPE own USING btree AS OPERATOR 1 <(record, record), OPERATOR 3 =(record, record), FUNCTION 1 btrecordcmp(record, record);
CREATE OPERATOR CLASS words FOR TYPE tsvector USING gin AS OPERATOR 1 @@(tsvector, tsquery), FUNCTION 1 gin_cmp_tslexeme(text, text), FUNCTION 2 gin_extract_tsvector(tsvector, internal, internal), FUNCTION 3 gin_extract_tsquery(tsvector, internal, smallint, internal, internal, internal, internal), FUNCTION 4 gin_tsquery_consistent(internal, smallint, tsvector, integer, internal, internal, internal, internal);
--- added
CREATE OPERATOR CLASS "Weird ""Name""; --" FOR TYPE text USING btree FAMILY second AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 bttextcmp(text, text);
COMMENT ON OPERATOR CLASS "Weird ""Name""; --" USING btree IS 'odd';
--- dropped
DROP OPERATOR CLASS plain USING btree;
--- type
DROP OPERATOR CLASS plain USING btree;
CREATE OPERATOR CLASS plain FOR TYPE integer USING btree FAMILY family AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer);
--- default
DROP OPERATOR FAMILY own_class USING btree CASCADE;
CREATE OPERATOR CLASS own_class DEFAULT FOR TYPE own USING btree AS OPERATOR 1 <(record, record), OPERATOR 3 =(record, record), FUNCTION 1 btrecordcmp(record, record);
--- storage
DROP OPERATOR FAMILY words USING gin CASCADE;
CREATE OPERATOR CLASS words FOR TYPE tsvector USING gin AS OPERATOR 1 @@(tsvector, tsquery), FUNCTION 1 gin_cmp_tslexeme(text, text), FUNCTION 2 gin_extract_tsvector(tsvector, internal, internal), FUNCTION 3 gin_extract_tsquery(tsvector, internal, smallint, internal, internal, internal, internal), FUNCTION 4 gin_tsquery_consistent(internal, smallint, tsvector, integer, internal, internal, internal, internal), STORAGE text;
--- family
DROP OPERATOR CLASS plain USING btree;
CREATE OPERATOR CLASS plain FOR TYPE text USING btree FAMILY second AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 bttextcmp(text, text);
--- members
DROP OPERATOR CLASS plain USING btree;
CREATE OPERATOR CLASS plain FOR TYPE text USING btree FAMILY family AS OPERATOR 1 <, FUNCTION 1 bttextcmp(text, text);
--- owner and comment
ALTER OPERATOR CLASS plain USING btree OWNER TO draft_keeper;
COMMENT ON OPERATOR CLASS plain USING btree IS 'plain';
