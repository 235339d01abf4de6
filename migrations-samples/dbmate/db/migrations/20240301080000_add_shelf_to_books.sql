-- migrate:up
-- Where the book stands; the newcomers' shelf until somebody says otherwise.
ALTER TABLE books ADD COLUMN shelf TEXT NOT NULL DEFAULT 'new';
CREATE INDEX books_by_shelf ON books (shelf, author);

-- migrate:down
DROP INDEX books_by_shelf;
ALTER TABLE books DROP COLUMN shelf;
