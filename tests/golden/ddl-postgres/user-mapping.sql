======== added
-------- up
CREATE USER MAPPING FOR PUBLIC SERVER "Weird ""Name""; --" OPTIONS ("user" 'it''s');
-------- down
DROP USER MAPPING FOR PUBLIC SERVER "Weird ""Name""; --";
======== dropped
-------- up
DROP USER MAPPING FOR draft_reader SERVER "Weird ""Name""; --";
-------- down
CREATE USER MAPPING FOR draft_reader SERVER "Weird ""Name""; --" OPTIONS ("user" 'x');
======== options
-------- up
ALTER USER MAPPING FOR draft_reader SERVER "Weird ""Name""; --" OPTIONS (ADD role 'z', SET "user" 'y');
-------- down
ALTER USER MAPPING FOR draft_reader SERVER "Weird ""Name""; --" OPTIONS (SET "user" 'x', DROP role);
