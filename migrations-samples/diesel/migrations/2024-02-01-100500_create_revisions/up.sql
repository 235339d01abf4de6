-- Nothing is overwritten: each edit is a row, the newest one is shown.
CREATE TABLE revisions (
    id         serial PRIMARY KEY,
    page_id    integer NOT NULL REFERENCES pages (id),
    body       text NOT NULL,
    author     varchar(100) NOT NULL,
    created_at timestamp NOT NULL DEFAULT current_timestamp
);
