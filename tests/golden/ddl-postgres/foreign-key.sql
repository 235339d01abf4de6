======== added
-------- up
ALTER TABLE public.t ADD CONSTRAINT "Weird ""Key""; --" FOREIGN KEY (b) REFERENCES public.goal(b) ON DELETE CASCADE NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT "Weird ""Key""; --";
-- a transaction of its own
COMMENT ON CONSTRAINT "Weird ""Key""; --" ON public.t IS 'odd';
-------- down
ALTER TABLE public.t DROP CONSTRAINT "Weird ""Key""; --";
======== added, and not valid
-------- up
ALTER TABLE public.t ADD CONSTRAINT later FOREIGN KEY (b) REFERENCES public.second(a) NOT VALID;
-------- down
ALTER TABLE public.t DROP CONSTRAINT later;
======== dropped
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;
-------- down
ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES public.goal(a) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== columns and referenced columns
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (b) REFERENCES public.goal(b) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES public.goal(a) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== referenced table
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES public.second(a) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES public.goal(a) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== referenced schema
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES more.goal(a) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES public.goal(a) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== on update and on delete
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES public.goal(a) ON UPDATE CASCADE ON DELETE SET DEFAULT NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
-------- down
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES public.goal(a) NOT VALID;
-- outside of a transaction
-- may fail: public.t (where a row refers to none)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== on delete columns
-------- up
ALTER TABLE public.pair DROP CONSTRAINT pair_key;

ALTER TABLE public.pair ADD CONSTRAINT pair_key FOREIGN KEY (a, b) REFERENCES public.goal(a, b) ON DELETE SET NULL (b) NOT VALID;
-- outside of a transaction
-- may fail: public.pair (where a row refers to none)
ALTER TABLE public.pair VALIDATE CONSTRAINT pair_key;
-------- down
ALTER TABLE public.pair DROP CONSTRAINT pair_key;

ALTER TABLE public.pair ADD CONSTRAINT pair_key FOREIGN KEY (a, b) REFERENCES public.goal(a, b) ON DELETE SET NULL NOT VALID;
-- outside of a transaction
-- may fail: public.pair (where a row refers to none)
ALTER TABLE public.pair VALIDATE CONSTRAINT pair_key;
======== match
-------- up
ALTER TABLE public.pair DROP CONSTRAINT pair_key;

ALTER TABLE public.pair ADD CONSTRAINT pair_key FOREIGN KEY (a, b) REFERENCES public.goal(a, b) MATCH FULL ON DELETE SET NULL NOT VALID;
-- outside of a transaction
-- may fail: public.pair (where a row refers to none)
ALTER TABLE public.pair VALIDATE CONSTRAINT pair_key;
-------- down
ALTER TABLE public.pair DROP CONSTRAINT pair_key;

ALTER TABLE public.pair ADD CONSTRAINT pair_key FOREIGN KEY (a, b) REFERENCES public.goal(a, b) ON DELETE SET NULL NOT VALID;
-- outside of a transaction
-- may fail: public.pair (where a row refers to none)
ALTER TABLE public.pair VALIDATE CONSTRAINT pair_key;
======== deferrable
-------- up
ALTER TABLE public.t ALTER CONSTRAINT plain DEFERRABLE INITIALLY IMMEDIATE;
-------- down
ALTER TABLE public.t ALTER CONSTRAINT plain NOT DEFERRABLE INITIALLY IMMEDIATE;
======== initially deferred
-------- up
ALTER TABLE public.t ALTER CONSTRAINT plain DEFERRABLE INITIALLY DEFERRED;
-------- down
ALTER TABLE public.t ALTER CONSTRAINT plain NOT DEFERRABLE INITIALLY IMMEDIATE;
======== validated
-------- up
ALTER TABLE public.t DROP CONSTRAINT plain;

ALTER TABLE public.t ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES public.goal(a) NOT VALID;
-------- down
-- may fail: public.t (where a row does not fulfil it)
ALTER TABLE public.t VALIDATE CONSTRAINT plain;
======== part of the parent's
-------- up
-- The rows are looked at while others write; ATTACH then takes the check's word for it.
ALTER TABLE public.cut_1 ADD CONSTRAINT cut_1_bound CHECK (a IS NOT NULL AND a >= 0 AND a < 9) NOT VALID;
-- outside of a transaction
-- may fail: public.cut_1 (where a row is outside of the bounds)
ALTER TABLE public.cut_1 VALIDATE CONSTRAINT cut_1_bound;
-- a transaction of its own
ALTER TABLE public.cut ATTACH PARTITION public.cut_1 FOR VALUES FROM (0) TO (9);

ALTER TABLE public.cut_1 DROP CONSTRAINT cut_1_bound;
-------- down
-- blocks reads: public.cut (for a moment)
ALTER TABLE public.cut DETACH PARTITION public.cut_1;
======== comment
-------- up
COMMENT ON CONSTRAINT plain ON public.t IS 'whose';
-------- down
COMMENT ON CONSTRAINT plain ON public.t IS NULL;
