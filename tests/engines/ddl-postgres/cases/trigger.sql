-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE "Weird ""Name""; --" (a integer, b text);
CREATE TRIGGER plain BEFORE UPDATE ON "Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE cut (id integer) PARTITION BY RANGE (id);
CREATE TABLE cut_1 PARTITION OF cut FOR VALUES FROM (0) TO (9);
CREATE TRIGGER twice AFTER INSERT ON cut_1 FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE cut_2 (id integer);
CREATE TRIGGER all_of AFTER DELETE ON cut FOR EACH ROW EXECUTE FUNCTION touch();
--- added
CREATE TRIGGER "Weird ""Trigger""; --" AFTER INSERT OR UPDATE OF b ON "Weird ""Name""; --" FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION touch('it''s');
COMMENT ON TRIGGER "Weird ""Trigger""; --" ON "Weird ""Name""; --" IS 'odd';
--- added as a constraint
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON "Weird ""Name""; --" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE "Weird ""Name""; --" DISABLE TRIGGER late;
--- dropped
DROP TRIGGER plain ON "Weird ""Name""; --";
--- definition
CREATE OR REPLACE TRIGGER plain AFTER DELETE ON "Weird ""Name""; --" FOR EACH STATEMENT EXECUTE FUNCTION touch();
--- state
ALTER TABLE "Weird ""Name""; --" ENABLE ALWAYS TRIGGER plain;
--- inherited
DROP TRIGGER twice ON cut_1;
CREATE TRIGGER twice AFTER INSERT ON cut FOR EACH ROW EXECUTE FUNCTION touch();
--- inherited by a new partition, and not by one that left
ALTER TABLE cut ATTACH PARTITION cut_2 FOR VALUES FROM (10) TO (20);
ALTER TABLE cut DETACH PARTITION cut_1;
--- comment
COMMENT ON TRIGGER plain ON "Weird ""Name""; --" IS 'plain';
