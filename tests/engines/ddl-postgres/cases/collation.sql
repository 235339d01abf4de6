-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE COLLATION sorted (provider = icu, locale = 'de');
CREATE COLLATION bytes FROM "C";
CREATE TABLE t (a text COLLATE sorted, b text COLLATE bytes);
CREATE INDEX t_a ON t (a);
--- added
CREATE COLLATION "Weird ""Name""; --" (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
COMMENT ON COLLATION "Weird ""Name""; --" IS 'odd';
--- locale and deterministic
DROP TABLE t; DROP COLLATION sorted;
CREATE COLLATION sorted (provider = icu, locale = 'sv', deterministic = false);
CREATE TABLE t (a text COLLATE sorted, b text COLLATE bytes);
CREATE INDEX t_a ON t (a);
--- provider, collate and ctype
DROP TABLE t; DROP COLLATION bytes;
CREATE COLLATION bytes (provider = icu, locale = 'de');
CREATE TABLE t (a text COLLATE sorted, b text COLLATE bytes);
CREATE INDEX t_a ON t (a);
--- owner and comment
ALTER COLLATION sorted OWNER TO draft_keeper;
COMMENT ON COLLATION sorted IS 'in order';
