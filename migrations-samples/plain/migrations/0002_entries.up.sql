CREATE TABLE entries (
    id      INTEGER PRIMARY KEY,
    trip_id INTEGER NOT NULL REFERENCES trips (id),
    day     TEXT NOT NULL,
    text    TEXT NOT NULL,
    UNIQUE (trip_id, day)
);
