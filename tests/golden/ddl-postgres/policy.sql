======== added
-------- up
-- changes access: public."Weird ""Name""; --" (fewer rows may be seen or written)
CREATE POLICY "Weird ""Policy""; --" ON public."Weird ""Name""; --" AS RESTRICTIVE FOR UPDATE TO draft_keeper, draft_reader USING ((a > 1)) WITH CHECK ((a > 2));

COMMENT ON POLICY "Weird ""Policy""; --" ON public."Weird ""Name""; --" IS 'odd';
-------- down
-- changes access: public."Weird ""Name""; --" (more rows may be seen or written)
DROP POLICY "Weird ""Policy""; --" ON public."Weird ""Name""; --";
======== dropped
-------- up
-- changes access: public."Weird ""Name""; --" (fewer rows may be seen or written)
DROP POLICY plain ON public."Weird ""Name""; --";
-------- down
-- changes access: public."Weird ""Name""; --" (more rows may be seen or written)
CREATE POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== command
-------- up
-- changes access: public."Weird ""Name""; --" (fewer rows may be seen or written)
DROP POLICY plain ON public."Weird ""Name""; --";

-- changes access: public."Weird ""Name""; --" (more rows may be seen or written)
CREATE POLICY plain ON public."Weird ""Name""; --" FOR SELECT TO PUBLIC USING ((a > 0));
-------- down
-- changes access: public."Weird ""Name""; --" (fewer rows may be seen or written)
DROP POLICY plain ON public."Weird ""Name""; --";

-- changes access: public."Weird ""Name""; --" (more rows may be seen or written)
CREATE POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== permissive
-------- up
-- changes access: public."Weird ""Name""; --" (fewer rows may be seen or written)
DROP POLICY plain ON public."Weird ""Name""; --";

-- changes access: public."Weird ""Name""; --" (fewer rows may be seen or written)
CREATE POLICY plain ON public."Weird ""Name""; --" AS RESTRICTIVE TO PUBLIC USING ((a > 0));
-------- down
-- changes access: public."Weird ""Name""; --" (more rows may be seen or written)
DROP POLICY plain ON public."Weird ""Name""; --";

-- changes access: public."Weird ""Name""; --" (more rows may be seen or written)
CREATE POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== roles
-------- up
-- changes access: public."Weird ""Name""; --" (other rows may be seen or written)
ALTER POLICY plain ON public."Weird ""Name""; --" TO draft_reader USING ((a > 0));
-------- down
-- changes access: public."Weird ""Name""; --" (other rows may be seen or written)
ALTER POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== using and with check
-------- up
-- changes access: public."Weird ""Name""; --" (other rows may be seen or written)
ALTER POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 5)) WITH CHECK ((a > 6));
-------- down
-- changes access: public."Weird ""Name""; --" (fewer rows may be seen or written)
DROP POLICY plain ON public."Weird ""Name""; --";

-- changes access: public."Weird ""Name""; --" (more rows may be seen or written)
CREATE POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== comment
-------- up
COMMENT ON POLICY plain ON public."Weird ""Name""; --" IS 'plain';
-------- down
COMMENT ON POLICY plain ON public."Weird ""Name""; --" IS NULL;
