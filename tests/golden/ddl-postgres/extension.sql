======== added
-------- up
-- needs a privilege: citext (superuser, or CREATE on the database where it is trusted)
CREATE EXTENSION citext SCHEMA shop VERSION '1.6';

COMMENT ON EXTENSION citext IS 'data type for case-insensitive character strings';
-------- down
DROP EXTENSION citext;
======== version
-------- up
-- may fail: hstore (the server needs the files for the way from 1.4 to 1.8)
ALTER EXTENSION hstore UPDATE TO '1.8';
-------- down
-- not done: extension hstore, version: versions of an extension go upwards only: from 1.8 to 1.4 it has to be dropped with all that uses it, and made again
======== schema
-------- up
ALTER EXTENSION hstore SET SCHEMA shop;
-------- down
ALTER EXTENSION hstore SET SCHEMA public;
======== comment
-------- up
COMMENT ON EXTENSION hstore IS 'pairs';
-------- down
COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';
======== comment taken away
-------- up
COMMENT ON EXTENSION hstore IS NULL;
-------- down
COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';
======== dropped with a column
-------- up
DROP EXTENSION hstore;
-------- down
-- needs a privilege: hstore (superuser, or CREATE on the database where it is trusted)
CREATE EXTENSION hstore SCHEMA public VERSION '1.4';

COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';
