======== up
== in a transaction
CREATE TABLE parent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    "Weird ""Name""; --" TEXT
);

CREATE TABLE child (
    p INTEGER NOT NULL,
    FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE
);

CREATE INDEX parent_weird ON parent ("Weird ""Name""; --" DESC);
======== down
== in a transaction
-- deletes data: child (its rows are gone)
DROP TABLE child;

-- deletes data: parent (its rows are gone)
DROP TABLE parent;
