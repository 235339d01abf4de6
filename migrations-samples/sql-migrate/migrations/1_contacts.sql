-- +migrate Up
CREATE TABLE contacts (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL COLLATE NOCASE,
    email TEXT CHECK (email LIKE '%_@_%')
);

-- +migrate Down
DROP TABLE contacts;
