SELECT room, seats, booked_by FROM today WHERE 0;
