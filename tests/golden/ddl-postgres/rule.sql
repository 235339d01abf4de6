======== added
-------- up
CREATE RULE "Weird ""Rule""; --" AS
    ON UPDATE TO public."Weird ""Name""; --"
   WHERE (old.a > 0) DO  INSERT INTO public.log (a)
  VALUES (old.a);

COMMENT ON RULE "Weird ""Rule""; --" ON public."Weird ""Name""; --" IS 'odd';
-------- down
DROP RULE "Weird ""Rule""; --" ON public."Weird ""Name""; --";
======== dropped
-------- up
DROP RULE plain ON public."Weird ""Name""; --";
-------- down
CREATE RULE plain AS
    ON DELETE TO public."Weird ""Name""; --" DO INSTEAD NOTHING;
======== definition
-------- up
DROP RULE plain ON public."Weird ""Name""; --";

CREATE RULE plain AS
    ON DELETE TO public."Weird ""Name""; --" DO  INSERT INTO public.log (a)
  VALUES (old.a);
-------- down
DROP RULE plain ON public."Weird ""Name""; --";

CREATE RULE plain AS
    ON DELETE TO public."Weird ""Name""; --" DO INSTEAD NOTHING;
======== state
-------- up
ALTER TABLE public."Weird ""Name""; --" DISABLE RULE plain;
-------- down
ALTER TABLE public."Weird ""Name""; --" ENABLE RULE plain;
======== comment
-------- up
COMMENT ON RULE plain ON public."Weird ""Name""; --" IS 'plain';
-------- down
COMMENT ON RULE plain ON public."Weird ""Name""; --" IS NULL;
