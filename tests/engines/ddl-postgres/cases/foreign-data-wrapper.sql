-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE EXTENSION postgres_fdw;
CREATE FOREIGN DATA WRAPPER plain;
--- added
CREATE FOREIGN DATA WRAPPER "Weird ""Name""; --" HANDLER postgres_fdw_handler OPTIONS (debug 'it''s');
COMMENT ON FOREIGN DATA WRAPPER "Weird ""Name""; --" IS 'odd';
--- dropped
DROP FOREIGN DATA WRAPPER plain;
--- handler and validator
ALTER FOREIGN DATA WRAPPER plain HANDLER postgres_fdw_handler VALIDATOR postgres_fdw_validator;
--- options
ALTER FOREIGN DATA WRAPPER plain OPTIONS (ADD debug 'true');
--- grants and comment
GRANT USAGE ON FOREIGN DATA WRAPPER plain TO draft_reader;
COMMENT ON FOREIGN DATA WRAPPER plain IS 'plain';
--- owner
ALTER FOREIGN DATA WRAPPER plain OWNER TO draft_super;
