-- Workers look at waiting jobs only; the index need not hold the others.
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state = 'waiting';
