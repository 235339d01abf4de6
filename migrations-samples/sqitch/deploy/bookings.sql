-- Deploy bookings

BEGIN;

CREATE TABLE bookings (
    id INTEGER PRIMARY KEY,
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    booked_by TEXT NOT NULL,
    day TEXT NOT NULL,
    UNIQUE (room_id, day)
);

COMMIT;
