-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FOREIGN DATA WRAPPER w;
CREATE FOREIGN DATA WRAPPER second;
CREATE SERVER plain FOREIGN DATA WRAPPER w OPTIONS (host 'here');
CREATE SERVER typed TYPE 'a' FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR draft_reader SERVER typed;
--- added
CREATE SERVER "Weird ""Name""; --" TYPE 'it''s' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'there');
COMMENT ON SERVER "Weird ""Name""; --" IS 'odd';
--- dropped
DROP SERVER plain;
--- wrapper
DROP SERVER plain;
CREATE SERVER plain FOREIGN DATA WRAPPER second OPTIONS (host 'here');
--- type
DROP SERVER typed CASCADE;
CREATE SERVER typed TYPE 'b' FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR draft_reader SERVER typed;
--- version and options
ALTER SERVER plain VERSION '2' OPTIONS (SET host 'there', ADD port '5');
--- owner, grants and comment
ALTER SERVER plain OWNER TO draft_keeper;
GRANT USAGE ON FOREIGN SERVER plain TO draft_reader;
COMMENT ON SERVER plain IS 'plain';
