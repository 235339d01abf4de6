-- Nobody wants to think of a headline for a tea. The text is enough.
ALTER TABLE reviews DROP COLUMN title;
