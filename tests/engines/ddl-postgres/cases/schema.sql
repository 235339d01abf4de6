-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE SCHEMA shop;
CREATE TABLE shop.t (a integer);
--- added, with owner, grants and comment
CREATE SCHEMA "Weird ""Schema""; --";
COMMENT ON SCHEMA "Weird ""Schema""; --" IS 'it''s odd';
GRANT USAGE ON SCHEMA "Weird ""Schema""; --" TO draft_reader;
ALTER SCHEMA "Weird ""Schema""; --" OWNER TO draft_keeper;
--- owner
ALTER SCHEMA shop OWNER TO draft_keeper;
--- grants
GRANT USAGE ON SCHEMA shop TO draft_reader WITH GRANT OPTION;
--- comment
COMMENT ON SCHEMA shop IS 'the shop';
--- dropped with what is in it
DROP SCHEMA shop CASCADE;
