-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE "Weird ""Name""; --" (a integer);
CREATE TABLE log (a integer);
CREATE RULE plain AS ON DELETE TO "Weird ""Name""; --" DO INSTEAD NOTHING;
--- added
CREATE RULE "Weird ""Rule""; --" AS ON UPDATE TO "Weird ""Name""; --" WHERE OLD.a > 0 DO ALSO INSERT INTO log VALUES (OLD.a);
COMMENT ON RULE "Weird ""Rule""; --" ON "Weird ""Name""; --" IS 'odd';
--- dropped
DROP RULE plain ON "Weird ""Name""; --";
--- definition
CREATE OR REPLACE RULE plain AS ON DELETE TO "Weird ""Name""; --" DO ALSO INSERT INTO log VALUES (OLD.a);
--- state
ALTER TABLE "Weird ""Name""; --" DISABLE RULE plain;
--- comment
COMMENT ON RULE plain ON "Weird ""Name""; --" IS 'plain';
