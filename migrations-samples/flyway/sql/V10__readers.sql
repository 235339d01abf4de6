-- Version 10 comes after 2.1: Flyway compares numbers, not text. There is no way back from this one.
CREATE TABLE readers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

INSERT INTO readers (name) SELECT DISTINCT reader FROM loans;
