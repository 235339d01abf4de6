-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FUNCTION same(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE FUNCTION other(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <> $2';
CREATE FUNCTION joined(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1 || $2';
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = same);
--- added
CREATE SCHEMA "Weird ""Schema""; --";
CREATE OPERATOR "Weird ""Schema""; --".=== (LEFTARG = text, RIGHTARG = text, FUNCTION = same, COMMUTATOR = OPERATOR("Weird ""Schema""; --".===), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR "Weird ""Schema""; --".=== (text, text) IS 'odd';
--- dropped
DROP OPERATOR === (text, text);
--- function
DROP OPERATOR === (text, text);
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = other);
--- result
DROP OPERATOR === (text, text);
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = joined);
--- commutator and negator
DROP OPERATOR === (text, text);
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = same, COMMUTATOR = ===, NEGATOR = !==);
CREATE OPERATOR !== (LEFTARG = text, RIGHTARG = text, FUNCTION = other, COMMUTATOR = !==, NEGATOR = ===);
--- restrict and join
ALTER OPERATOR === (text, text) SET (RESTRICT = eqsel, JOIN = eqjoinsel);
--- hashes and merges
DROP OPERATOR === (text, text);
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = same, HASHES, MERGES);
--- owner and comment
ALTER OPERATOR === (text, text) OWNER TO draft_keeper;
COMMENT ON OPERATOR === (text, text) IS 'same';
