SELECT room, booked_by FROM today WHERE 0;
