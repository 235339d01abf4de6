======== up
== in a transaction
ALTER TABLE "Weird ""Name""; --" ADD COLUMN "select" INTEGER NOT NULL DEFAULT -1;

ALTER TABLE "Weird ""Name""; --" ADD COLUMN twice GENERATED ALWAYS AS (a || a) VIRTUAL;

ALTER TABLE "Weird ""Name""; --" ADD COLUMN p INTEGER CONSTRAINT to_parent REFERENCES parent (id);
======== down
== in a transaction
-- "Weird ""Name""; --" is made anew, with its rows: it loses a foreign key
CREATE TABLE "new_Weird ""Name""; --" (
    a TEXT
);

-- rewrites the table: "Weird ""Name""; --" (it loses a foreign key)
-- blocks writes: "Weird ""Name""; --" (nobody else writes to the database meanwhile)
-- deletes data: "Weird ""Name""; --" (the values of p, select are gone)
INSERT INTO "new_Weird ""Name""; --" (rowid, a)
SELECT rowid, a FROM "Weird ""Name""; --";

DROP TABLE "Weird ""Name""; --";

ALTER TABLE "new_Weird ""Name""; --" RENAME TO "Weird ""Name""; --";
