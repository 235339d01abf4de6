======== added
-------- up
CREATE TRIGGER "Weird ""Trigger""; --" AFTER INSERT OR UPDATE OF b ON public."Weird ""Name""; --" FOR EACH ROW WHEN ((new.a > 0)) EXECUTE FUNCTION public.touch('it''s');

COMMENT ON TRIGGER "Weird ""Trigger""; --" ON public."Weird ""Name""; --" IS 'odd';
-------- down
DROP TRIGGER "Weird ""Trigger""; --" ON public."Weird ""Name""; --";
======== added as a constraint
-------- up
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON public."Weird ""Name""; --" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.touch();

ALTER TABLE public."Weird ""Name""; --" DISABLE TRIGGER late;
-------- down
DROP TRIGGER late ON public."Weird ""Name""; --";
======== dropped
-------- up
DROP TRIGGER plain ON public."Weird ""Name""; --";
-------- down
CREATE TRIGGER plain BEFORE UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.touch();
======== definition
-------- up
DROP TRIGGER plain ON public."Weird ""Name""; --";

CREATE TRIGGER plain AFTER DELETE ON public."Weird ""Name""; --" FOR EACH STATEMENT EXECUTE FUNCTION public.touch();
-------- down
DROP TRIGGER plain ON public."Weird ""Name""; --";

CREATE TRIGGER plain BEFORE UPDATE ON public."Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION public.touch();
======== state
-------- up
ALTER TABLE public."Weird ""Name""; --" ENABLE ALWAYS TRIGGER plain;
-------- down
ALTER TABLE public."Weird ""Name""; --" ENABLE TRIGGER plain;
======== inherited
-------- up
DROP TRIGGER twice ON public.cut_1;

CREATE TRIGGER twice AFTER INSERT ON public.cut FOR EACH ROW EXECUTE FUNCTION public.touch();
-------- down
DROP TRIGGER twice ON public.cut;

CREATE TRIGGER twice AFTER INSERT ON public.cut_1 FOR EACH ROW EXECUTE FUNCTION public.touch();
======== inherited by a new partition, and not by one that left
-------- up
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.cut_1;

-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.cut_2 ADD CONSTRAINT cut_2_bound CHECK (id IS NOT NULL AND id >= 10 AND id < 20) NOT VALID;
-- outside of a transaction
-- may fail: public.cut_2 (where a row is outside of the bounds)
ALTER TABLE public.cut_2 VALIDATE CONSTRAINT cut_2_bound;
-- a transaction of its own
ALTER TABLE public.cut ATTACH PARTITION public.cut_2 FOR VALUES FROM (10) TO (20);

ALTER TABLE public.cut_2 DROP CONSTRAINT cut_2_bound;
-------- down
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.cut_2;

-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.cut_1 ADD CONSTRAINT cut_1_bound CHECK (id IS NOT NULL AND id >= 0 AND id < 9) NOT VALID;
-- outside of a transaction
-- may fail: public.cut_1 (where a row is outside of the bounds)
ALTER TABLE public.cut_1 VALIDATE CONSTRAINT cut_1_bound;
-- a transaction of its own
ALTER TABLE public.cut ATTACH PARTITION public.cut_1 FOR VALUES FROM (0) TO (9);

ALTER TABLE public.cut_1 DROP CONSTRAINT cut_1_bound;
======== comment
-------- up
COMMENT ON TRIGGER plain ON public."Weird ""Name""; --" IS 'plain';
-------- down
COMMENT ON TRIGGER plain ON public."Weird ""Name""; --" IS NULL;
