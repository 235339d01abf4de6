-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE "Weird ""Name""; --" (a integer, b integer, c text);
CREATE STATISTICS plain (ndistinct) ON a, b FROM "Weird ""Name""; --";
--- added
CREATE STATISTICS "Weird ""Stats""; --" (ndistinct, mcv) ON b, (lower(c)) FROM "Weird ""Name""; --";
COMMENT ON STATISTICS "Weird ""Stats""; --" IS 'odd';
--- dropped
DROP STATISTICS plain;
--- kinds
DROP STATISTICS plain;
CREATE STATISTICS plain (dependencies, mcv) ON a, b FROM "Weird ""Name""; --";
--- columns and expressions
DROP STATISTICS plain;
CREATE STATISTICS plain (ndistinct) ON a, (b + 1) FROM "Weird ""Name""; --";
--- target
ALTER STATISTICS plain SET STATISTICS 500;
--- owner and comment
ALTER STATISTICS plain OWNER TO draft_keeper;
COMMENT ON STATISTICS plain IS 'plain';
