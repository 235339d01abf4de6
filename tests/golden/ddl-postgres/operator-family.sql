======== added
-------- up
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public."Weird ""Name""; --" USING hash (superuser)
CREATE OPERATOR FAMILY public."Weird ""Name""; --" USING hash;

COMMENT ON OPERATOR FAMILY public."Weird ""Name""; --" USING hash IS 'odd';
-------- down
DROP OPERATOR FAMILY public."Weird ""Name""; --" USING hash;
======== dropped
-------- up
DROP OPERATOR FAMILY public.plain USING btree;
-------- down
-- What this makes belongs to the role that runs it; all that is there belongs to postgres.
-- needs a privilege: public.plain USING btree (superuser)
CREATE OPERATOR FAMILY public.plain USING btree;
======== members
-------- up
-- needs a privilege: public.plain USING btree (superuser)
ALTER OPERATOR FAMILY public.plain USING btree ADD FUNCTION 1 (integer, bigint) btint48cmp(integer,bigint), OPERATOR 1 < (integer,bigint), OPERATOR 3 = (integer,bigint);
-------- down
ALTER OPERATOR FAMILY public.plain USING btree DROP FUNCTION 1 (integer, bigint), OPERATOR 1 (integer,bigint), OPERATOR 3 (integer,bigint);
======== owner and comment
-------- up
-- needs a privilege: public.plain USING btree (membership in the role draft_keeper)
ALTER OPERATOR FAMILY public.plain USING btree OWNER TO draft_keeper;

COMMENT ON OPERATOR FAMILY public.plain USING btree IS 'plain';
-------- down
-- needs a privilege: public.plain USING btree (membership in the role postgres)
ALTER OPERATOR FAMILY public.plain USING btree OWNER TO postgres;

COMMENT ON OPERATOR FAMILY public.plain USING btree IS NULL;
