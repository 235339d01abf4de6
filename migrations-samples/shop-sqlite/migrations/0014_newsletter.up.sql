-- Who wants to hear of new teas.
CREATE TABLE newsletter (
    email      TEXT PRIMARY KEY,
    confirmed  INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
