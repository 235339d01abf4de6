CREATE TABLE tasks (
    id      INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES lists (id),
    title   TEXT NOT NULL,
    due_on  TEXT,
    done_at TEXT
);
-- The list shows what is open, soonest first.
CREATE INDEX tasks_open ON tasks (list_id, due_on) WHERE done_at IS NULL;
