-- Empty while the book is out.
ALTER TABLE loans ADD COLUMN returned_on TEXT;
