-- The sequence belongs to the column and goes with it.
ALTER TABLE orders DROP COLUMN number;
