-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER "Weird ""Name""; --" FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR draft_reader SERVER "Weird ""Name""; --" OPTIONS (user 'x');
--- added
CREATE USER MAPPING FOR PUBLIC SERVER "Weird ""Name""; --" OPTIONS (user 'it''s');
--- dropped
DROP USER MAPPING FOR draft_reader SERVER "Weird ""Name""; --";
--- options
ALTER USER MAPPING FOR draft_reader SERVER "Weird ""Name""; --" OPTIONS (SET user 'y', ADD role 'z');
