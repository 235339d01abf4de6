-- Who has which book, and until when. The period comes from flyway.toml.
CREATE TABLE loans (
    id INTEGER PRIMARY KEY,
    book_id INTEGER NOT NULL REFERENCES books (id),
    reader TEXT NOT NULL,
    lent_on TEXT NOT NULL,
    days INTEGER NOT NULL DEFAULT ${loan_days}
);

CREATE INDEX loans_book_id ON loans (book_id);
