-- Back to what today@v1.1 made.

BEGIN;

DROP VIEW today;

CREATE VIEW today AS
SELECT rooms.name AS room, bookings.booked_by
FROM bookings
JOIN rooms ON rooms.id = bookings.room_id
WHERE bookings.day = date('now');

COMMIT;
