======== up
== by itself
-- A table that others refer to is dropped and made again: with foreign keys on, SQLite would delete or change the rows that refer to it.
PRAGMA foreign_keys = OFF;

BEGIN IMMEDIATE;

DROP VIEW adults;

-- users is made anew, with its rows: the type of users.age changes
CREATE TABLE new_users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    age INTEGER
);

-- rewrites the table: users (the type of users.age changes)
-- blocks writes: users (nobody else writes to the database meanwhile)
-- deletes data: users (age: text that looks like a number becomes one, without its leading zeros and the digits that a number cannot hold)
INSERT INTO new_users (id, age)
SELECT id, age FROM users;

DELETE FROM sqlite_sequence WHERE name = 'new_users';

INSERT INTO sqlite_sequence (name, seq)
SELECT 'new_users', seq FROM sqlite_sequence WHERE name = 'users';

DROP TABLE users;

ALTER TABLE new_users RENAME TO users;

-- builds an index: users (the whole table is read)
-- blocks writes: users (nobody else writes to the database meanwhile)
CREATE INDEX users_age ON users (age);

CREATE VIEW adults AS SELECT * FROM users WHERE age > 17;

CREATE TRIGGER users_bye AFTER DELETE ON users BEGIN DELETE FROM orders; END;

-- Each row of the answer is a reference to a row that is not there: ROLLBACK then, or COMMIT where it was so before.
PRAGMA foreign_key_check;

COMMIT;

-- Leave this out where the application runs without foreign keys.
PRAGMA foreign_keys = ON;
======== down
== by itself
-- A table that others refer to is dropped and made again: with foreign keys on, SQLite would delete or change the rows that refer to it.
PRAGMA foreign_keys = OFF;

BEGIN IMMEDIATE;

DROP VIEW adults;

-- users is made anew, with its rows: the type of users.age changes
CREATE TABLE new_users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    age TEXT
);

-- rewrites the table: users (the type of users.age changes)
-- blocks writes: users (nobody else writes to the database meanwhile)
-- deletes data: users (age: floating point numbers, if there are any, become text with 15 digits)
INSERT INTO new_users (id, age)
SELECT id, age FROM users;

DELETE FROM sqlite_sequence WHERE name = 'new_users';

INSERT INTO sqlite_sequence (name, seq)
SELECT 'new_users', seq FROM sqlite_sequence WHERE name = 'users';

DROP TABLE users;

ALTER TABLE new_users RENAME TO users;

-- builds an index: users (the whole table is read)
-- blocks writes: users (nobody else writes to the database meanwhile)
CREATE INDEX users_age ON users (age);

CREATE VIEW adults AS SELECT * FROM users WHERE age > 17;

CREATE TRIGGER users_bye AFTER DELETE ON users BEGIN DELETE FROM orders; END;

-- Each row of the answer is a reference to a row that is not there: ROLLBACK then, or COMMIT where it was so before.
PRAGMA foreign_key_check;

COMMIT;

-- Leave this out where the application runs without foreign keys.
PRAGMA foreign_keys = ON;
