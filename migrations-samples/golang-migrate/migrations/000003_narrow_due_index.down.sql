DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (run_at, id);
