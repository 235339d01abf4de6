-- A trip has a beginning; the end is open while one travels.
CREATE TABLE trips (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT CHECK (ended >= began)
);
