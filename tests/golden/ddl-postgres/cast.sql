======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
CREATE TYPE public."Weird ""Name""; --" AS (a integer);

CREATE CAST (bigint AS public."Weird ""Name""; --") WITH INOUT AS IMPLICIT;

COMMENT ON CAST (bigint AS public."Weird ""Name""; --") IS 'odd';
-------- down
DROP CAST (bigint AS public."Weird ""Name""; --");

DROP TYPE public."Weird ""Name""; --";
======== dropped
-------- up
DROP CAST (integer AS public.state);
-------- down
CREATE CAST (integer AS public.state) WITH FUNCTION public.to_state(integer);
======== method
-------- up
DROP CAST (integer AS public.state);

CREATE CAST (integer AS public.state) WITH INOUT;
-------- down
DROP CAST (integer AS public.state);

CREATE CAST (integer AS public.state) WITH FUNCTION public.to_state(integer);
======== method, another function
-------- up
DROP CAST (integer AS public.state);

CREATE CAST (integer AS public.state) WITH FUNCTION public.to_state_too(integer);
-------- down
DROP CAST (integer AS public.state);

CREATE CAST (integer AS public.state) WITH FUNCTION public.to_state(integer);
======== context
-------- up
DROP CAST (integer AS public.state);

CREATE CAST (integer AS public.state) WITH FUNCTION public.to_state(integer) AS ASSIGNMENT;
-------- down
DROP CAST (integer AS public.state);

CREATE CAST (integer AS public.state) WITH FUNCTION public.to_state(integer);
======== comment
-------- up
COMMENT ON CAST (integer AS public.state) IS 'a state';
-------- down
COMMENT ON CAST (integer AS public.state) IS NULL;
