-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE "Weird ""Name""; --" (a integer);
CREATE POLICY plain ON "Weird ""Name""; --" USING (a > 0);
--- added
CREATE POLICY "Weird ""Policy""; --" ON "Weird ""Name""; --" AS RESTRICTIVE FOR UPDATE TO draft_reader, draft_keeper USING (a > 1) WITH CHECK (a > 2);
COMMENT ON POLICY "Weird ""Policy""; --" ON "Weird ""Name""; --" IS 'odd';
--- dropped
DROP POLICY plain ON "Weird ""Name""; --";
--- command
DROP POLICY plain ON "Weird ""Name""; --";
CREATE POLICY plain ON "Weird ""Name""; --" FOR SELECT USING (a > 0);
--- permissive
DROP POLICY plain ON "Weird ""Name""; --";
CREATE POLICY plain ON "Weird ""Name""; --" AS RESTRICTIVE USING (a > 0);
--- roles
ALTER POLICY plain ON "Weird ""Name""; --" TO draft_reader;
--- using and with check
ALTER POLICY plain ON "Weird ""Name""; --" USING (a > 5) WITH CHECK (a > 6);
--- comment
COMMENT ON POLICY plain ON "Weird ""Name""; --" IS 'plain';
