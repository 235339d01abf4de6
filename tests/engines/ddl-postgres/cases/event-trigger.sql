-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION seen_too() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER plain ON ddl_command_end EXECUTE FUNCTION seen();
--- added
CREATE EVENT TRIGGER "Weird ""Name""; --" ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION seen();
COMMENT ON EVENT TRIGGER "Weird ""Name""; --" IS 'odd';
--- dropped
DROP EVENT TRIGGER plain;
--- event and tags
DROP EVENT TRIGGER plain;
CREATE EVENT TRIGGER plain ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION seen();
--- function
DROP EVENT TRIGGER plain;
CREATE EVENT TRIGGER plain ON ddl_command_end EXECUTE FUNCTION seen_too();
--- state and comment
ALTER EVENT TRIGGER plain DISABLE;
COMMENT ON EVENT TRIGGER plain IS 'plain';
--- owner
ALTER EVENT TRIGGER plain OWNER TO draft_super;
