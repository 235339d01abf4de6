======== added
-------- up
CREATE POLICY "Weird ""Policy""; --" ON public."Weird ""Name""; --" AS RESTRICTIVE FOR UPDATE TO draft_keeper, draft_reader USING ((a > 1)) WITH CHECK ((a > 2));

COMMENT ON POLICY "Weird ""Policy""; --" ON public."Weird ""Name""; --" IS 'odd';
-------- down
DROP POLICY "Weird ""Policy""; --" ON public."Weird ""Name""; --";
======== dropped
-------- up
DROP POLICY plain ON public."Weird ""Name""; --";
-------- down
CREATE POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== command
-------- up
DROP POLICY plain ON public."Weird ""Name""; --";

CREATE POLICY plain ON public."Weird ""Name""; --" FOR SELECT TO PUBLIC USING ((a > 0));
-------- down
DROP POLICY plain ON public."Weird ""Name""; --";

CREATE POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== permissive
-------- up
DROP POLICY plain ON public."Weird ""Name""; --";

CREATE POLICY plain ON public."Weird ""Name""; --" AS RESTRICTIVE TO PUBLIC USING ((a > 0));
-------- down
DROP POLICY plain ON public."Weird ""Name""; --";

CREATE POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== roles
-------- up
ALTER POLICY plain ON public."Weird ""Name""; --" TO draft_reader USING ((a > 0));
-------- down
ALTER POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== using and with check
-------- up
ALTER POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 5)) WITH CHECK ((a > 6));
-------- down
DROP POLICY plain ON public."Weird ""Name""; --";

CREATE POLICY plain ON public."Weird ""Name""; --" TO PUBLIC USING ((a > 0));
======== comment
-------- up
COMMENT ON POLICY plain ON public."Weird ""Name""; --" IS 'plain';
-------- down
COMMENT ON POLICY plain ON public."Weird ""Name""; --" IS NULL;
