-- Deploy today, the second version of it

BEGIN;

DROP VIEW today;

CREATE VIEW today AS
SELECT rooms.name AS room, rooms.seats, bookings.booked_by
FROM bookings
JOIN rooms ON rooms.id = bookings.room_id
WHERE bookings.day = date('now');

COMMIT;
