DROP INDEX entries_by_place;
ALTER TABLE entries DROP COLUMN place;
