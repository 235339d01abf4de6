-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE t (a integer, b text);
CREATE MATERIALIZED VIEW kept AS SELECT a FROM t;
CREATE UNIQUE INDEX kept_a ON kept (a);
CREATE MATERIALIZED VIEW plain AS SELECT b FROM t;
CREATE VIEW upon AS SELECT a FROM kept;
--- added
CREATE MATERIALIZED VIEW "Weird ""Name""; --" WITH (fillfactor = 70) AS SELECT a, count(*) AS n FROM t GROUP BY a WITH NO DATA;
CREATE INDEX odd_n ON "Weird ""Name""; --" (n);
COMMENT ON MATERIALIZED VIEW "Weird ""Name""; --" IS 'odd';
--- dropped
DROP MATERIALIZED VIEW plain;
--- definition, with its index and the view upon it
DROP MATERIALIZED VIEW kept CASCADE;
CREATE MATERIALIZED VIEW kept AS SELECT a FROM t WHERE a > 0;
CREATE UNIQUE INDEX kept_a ON kept (a);
CREATE VIEW upon AS SELECT a FROM kept;
--- populated
REFRESH MATERIALIZED VIEW plain WITH NO DATA;
--- options
ALTER MATERIALIZED VIEW plain SET (fillfactor = 50);
--- owner, grants and comment
ALTER MATERIALIZED VIEW plain OWNER TO draft_keeper;
GRANT SELECT ON plain TO draft_reader;
COMMENT ON MATERIALIZED VIEW plain IS 'plain';
