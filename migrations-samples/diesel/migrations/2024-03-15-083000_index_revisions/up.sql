-- The list of revisions of a page is the slowest page of all. Built without
-- blocking the writers, so outside of a transaction: see metadata.toml.
CREATE INDEX CONCURRENTLY revisions_by_page ON revisions (page_id, created_at DESC);
