-- Does not lock the table, and cannot run in a transaction.
CREATE INDEX CONCURRENTLY people_name_idx ON people (name);
