-- migrate:up
-- The catalogue: what the library owns. The ISBN is missing for old books.
CREATE TABLE books (
    id     INTEGER PRIMARY KEY,
    title  TEXT NOT NULL,
    author TEXT NOT NULL,
    isbn   TEXT UNIQUE
);

-- migrate:down
DROP TABLE books;
