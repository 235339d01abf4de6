-- Where a day was spent; many entries lack it, so it may be empty.
ALTER TABLE entries ADD COLUMN place TEXT;
CREATE INDEX entries_by_place ON entries (place) WHERE place IS NOT NULL;
