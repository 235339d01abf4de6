-- Finished and failed jobs stay for a while, so that people can look at them.
CREATE TYPE job_state AS ENUM ('waiting', 'running', 'done', 'failed');
ALTER TABLE jobs
    ADD COLUMN state job_state NOT NULL DEFAULT 'waiting',
    ADD COLUMN attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0);
