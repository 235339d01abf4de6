-- Deploy today

BEGIN;

CREATE VIEW today AS
SELECT rooms.name AS room, bookings.booked_by
FROM bookings
JOIN rooms ON rooms.id = bookings.room_id
WHERE bookings.day = date('now');

COMMIT;
