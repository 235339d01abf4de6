-- 0 is normal; the page sorts by this before the date.
ALTER TABLE tasks ADD COLUMN priority INTEGER NOT NULL DEFAULT 0
    CHECK (priority BETWEEN -1 AND 2);
