-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TYPE mood AS ENUM ('bad', 'so so', 'good');
CREATE TABLE days (m mood DEFAULT 'good', ms mood[]);
CREATE INDEX days_good ON days (m) WHERE m = 'good';
CREATE VIEW good AS SELECT m FROM days WHERE m = 'good';
COMMENT ON VIEW good IS 'good days';
GRANT SELECT ON good TO draft_reader;
--- added
CREATE TYPE "Weird ""Name""; --" AS ENUM ('it''s', '');
COMMENT ON TYPE "Weird ""Name""; --" IS 'odd';
--- a label is added in the middle
ALTER TYPE mood ADD VALUE 'better' BEFORE 'good';
--- a label is added and used
BEGIN; ALTER TYPE mood ADD VALUE 'best'; COMMIT;
ALTER TABLE days ALTER m SET DEFAULT 'best';
--- a label has another name
ALTER TYPE mood RENAME VALUE 'so so' TO 'fair';
--- labels in another order, below a column, an index and a view
DROP VIEW good; DROP INDEX days_good; ALTER TABLE days ALTER m DROP DEFAULT;
ALTER TYPE mood RENAME TO was; CREATE TYPE mood AS ENUM ('good', 'so so', 'bad');
ALTER TABLE days ALTER m TYPE mood USING m::text::mood, ALTER ms TYPE mood[] USING ms::text[]::mood[];
DROP TYPE was; ALTER TABLE days ALTER m SET DEFAULT 'good';
CREATE INDEX days_good ON days (m) WHERE m = 'good';
CREATE VIEW good AS SELECT m FROM days WHERE m = 'good';
COMMENT ON VIEW good IS 'good days';
GRANT SELECT ON good TO draft_reader;
--- owner, grants and comment
ALTER TYPE mood OWNER TO draft_keeper;
GRANT USAGE ON TYPE mood TO draft_reader;
COMMENT ON TYPE mood IS 'how it is';
