======== added to all
-------- up
-- blocks writes: public.cut (as long as all rows are looked at)
-- may fail: public.cut (where a row refers to none)
ALTER TABLE public.cut ADD CONSTRAINT cut_a FOREIGN KEY (a) REFERENCES public.goal(a);
-------- down
ALTER TABLE public.cut DROP CONSTRAINT cut_a;
======== local only
-------- up
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.cut_1;

-- blocks writes: public.cut (as long as all rows are looked at)
-- may fail: public.cut (where a row refers to none)
ALTER TABLE public.cut ADD CONSTRAINT cut_a FOREIGN KEY (a) REFERENCES public.goal(a);

ALTER TABLE public.cut_1 ADD CONSTRAINT cut_a FOREIGN KEY (a) REFERENCES public.goal(a) NOT VALID;
-- outside of a transaction
-- may fail: public.cut_1 (where a row refers to none)
ALTER TABLE public.cut_1 VALIDATE CONSTRAINT cut_a;
-------- down
ALTER TABLE public.cut DROP CONSTRAINT cut_a;

ALTER TABLE public.cut_1 DROP CONSTRAINT cut_a;

-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.cut_1 ADD CONSTRAINT cut_1_bound CHECK (a IS NOT NULL AND a >= 0 AND a < 9) NOT VALID;
-- outside of a transaction
-- may fail: public.cut_1 (where a row is outside of the bounds)
ALTER TABLE public.cut_1 VALIDATE CONSTRAINT cut_1_bound;
-- a transaction of its own
ALTER TABLE public.cut ATTACH PARTITION public.cut_1 FOR VALUES FROM (0) TO (9);

ALTER TABLE public.cut_1 DROP CONSTRAINT cut_1_bound;
