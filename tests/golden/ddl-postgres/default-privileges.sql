======== added
-------- up
-- needs a privilege: functions of draft_keeper (membership in the role draft_keeper)
ALTER DEFAULT PRIVILEGES FOR ROLE draft_keeper REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- needs a privilege: sequences in "Weird ""Schema""; --" of postgres (membership in the role postgres)
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA "Weird ""Schema""; --" GRANT USAGE ON SEQUENCES TO draft_reader;
-------- down
-- needs a privilege: functions of draft_keeper (membership in the role draft_keeper)
ALTER DEFAULT PRIVILEGES FOR ROLE draft_keeper GRANT EXECUTE ON FUNCTIONS TO PUBLIC;

-- needs a privilege: sequences in "Weird ""Schema""; --" of postgres (membership in the role postgres)
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA "Weird ""Schema""; --" REVOKE USAGE ON SEQUENCES FROM draft_reader;
======== dropped
-------- up
-- needs a privilege: tables of postgres (membership in the role postgres)
ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE SELECT ON TABLES FROM draft_reader;
-------- down
-- needs a privilege: tables of postgres (membership in the role postgres)
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT SELECT ON TABLES TO draft_reader;
======== grants
-------- up
-- needs a privilege: tables of postgres (membership in the role postgres)
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT INSERT, UPDATE ON TABLES TO draft_reader WITH GRANT OPTION;
-------- down
-- needs a privilege: tables of postgres (membership in the role postgres)
ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE INSERT, UPDATE ON TABLES FROM draft_reader;
