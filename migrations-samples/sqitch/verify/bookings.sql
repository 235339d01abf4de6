SELECT id, room_id, booked_by, day FROM bookings WHERE 0;
