SELECT seats FROM rooms WHERE 0;
