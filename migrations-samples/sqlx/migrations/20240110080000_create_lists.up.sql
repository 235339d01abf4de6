CREATE TABLE lists (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
INSERT INTO lists (name) VALUES ('inbox');
