-- migrate:up
-- A book can be lent once at a time: no second row without a return date.
CREATE TABLE loans (
    id          INTEGER PRIMARY KEY,
    book_id     INTEGER NOT NULL REFERENCES books (id),
    reader      TEXT NOT NULL,
    lent_on     TEXT NOT NULL DEFAULT CURRENT_DATE,
    returned_on TEXT
);
CREATE UNIQUE INDEX loans_open ON loans (book_id) WHERE returned_on IS NULL;

-- migrate:down
DROP TABLE loans;
