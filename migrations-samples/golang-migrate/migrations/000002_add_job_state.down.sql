ALTER TABLE jobs
    DROP COLUMN attempts,
    DROP COLUMN state;
DROP TYPE job_state;
