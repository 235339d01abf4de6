SELECT id, name FROM rooms WHERE 0;
