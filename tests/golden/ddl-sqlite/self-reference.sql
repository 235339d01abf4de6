======== up
== by itself
-- A table that others refer to is dropped and made again: with foreign keys on, SQLite would delete or change the rows that refer to it.
PRAGMA foreign_keys = OFF;

BEGIN IMMEDIATE;

-- tree is made anew, with its rows: the type of tree.name changes
CREATE TABLE new_tree (
    id INTEGER PRIMARY KEY,
    up INTEGER,
    name TEXT NOT NULL,
    FOREIGN KEY (up) REFERENCES tree ON DELETE CASCADE
);

-- rewrites the table: tree (the type of tree.name changes)
-- blocks writes: tree (nobody else writes to the database meanwhile)
-- deletes data: tree (name: numbers become text, floating point ones with 15 digits)
-- may fail: tree (rows without a value of name)
INSERT INTO new_tree (id, up, name)
SELECT id, up, name FROM tree;

DROP TABLE tree;

ALTER TABLE new_tree RENAME TO tree;

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

-- tree is made anew, with its rows: the type of tree.name changes
CREATE TABLE new_tree (
    id INTEGER PRIMARY KEY,
    up INTEGER,
    name,
    FOREIGN KEY (up) REFERENCES tree ON DELETE CASCADE
);

-- rewrites the table: tree (the type of tree.name changes)
-- blocks writes: tree (nobody else writes to the database meanwhile)
INSERT INTO new_tree (id, up, name)
SELECT id, up, name FROM tree;

DROP TABLE tree;

ALTER TABLE new_tree RENAME TO tree;

-- Each row of the answer is a reference to a row that is not there: ROLLBACK then, or COMMIT where it was so before.
PRAGMA foreign_key_check;

COMMIT;

-- Leave this out where the application runs without foreign keys.
PRAGMA foreign_keys = ON;
