======== up
== in a transaction
DROP INDEX three;

DROP INDEX one;

DROP INDEX two;

-- builds an index: t (the whole table is read)
-- blocks writes: t (nobody else writes to the database meanwhile)
CREATE INDEX four ON t (b, a);

-- builds an index: t (the whole table is read)
-- blocks writes: t (nobody else writes to the database meanwhile)
-- may fail: t (rows that are equal in its keys)
CREATE UNIQUE INDEX one ON t (a DESC, lower(b) COLLATE "NOCASE") WHERE b IS NOT NULL;

-- builds an index: t (the whole table is read)
-- blocks writes: t (nobody else writes to the database meanwhile)
CREATE INDEX "Two 2" ON t (a, b);
======== down
== in a transaction
DROP INDEX four;

DROP INDEX one;

DROP INDEX "Two 2";

-- builds an index: t (the whole table is read)
-- blocks writes: t (nobody else writes to the database meanwhile)
CREATE INDEX three ON t (b);

-- builds an index: t (the whole table is read)
-- blocks writes: t (nobody else writes to the database meanwhile)
CREATE INDEX one ON t (a);

-- builds an index: t (the whole table is read)
-- blocks writes: t (nobody else writes to the database meanwhile)
CREATE INDEX two ON t (a, b);
