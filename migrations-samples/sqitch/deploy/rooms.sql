-- Deploy rooms

BEGIN;

CREATE TABLE rooms (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

COMMIT;
