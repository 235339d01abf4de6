-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TYPE state AS ENUM ('new', 'paid');
CREATE FUNCTION to_state(integer) RETURNS state LANGUAGE sql IMMUTABLE AS $$ SELECT 'new'::state $$;
CREATE FUNCTION to_state_too(integer) RETURNS state LANGUAGE sql IMMUTABLE AS $$ SELECT 'paid'::state $$;
CREATE CAST (integer AS state) WITH FUNCTION to_state(integer);
--- added
CREATE TYPE "Weird ""Name""; --" AS (a integer);
CREATE CAST (bigint AS "Weird ""Name""; --") WITH INOUT AS IMPLICIT;
COMMENT ON CAST (bigint AS "Weird ""Name""; --") IS 'odd';
--- dropped
DROP CAST (integer AS state);
--- method
DROP CAST (integer AS state);
CREATE CAST (integer AS state) WITH INOUT;
--- method, another function
DROP CAST (integer AS state);
CREATE CAST (integer AS state) WITH FUNCTION to_state_too(integer);
--- context
DROP CAST (integer AS state);
CREATE CAST (integer AS state) WITH FUNCTION to_state(integer) AS ASSIGNMENT;
--- comment
COMMENT ON CAST (integer AS state) IS 'a state';
