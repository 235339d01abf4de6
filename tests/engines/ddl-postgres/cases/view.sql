-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE t (a integer, b text);
CREATE VIEW low AS SELECT a FROM t;
CREATE VIEW high AS SELECT a FROM low WHERE a > 0;
COMMENT ON VIEW high IS 'high';
GRANT SELECT ON high TO draft_reader;
CREATE RULE high_in AS ON INSERT TO high DO INSTEAD NOTHING;
--- added
CREATE VIEW "Weird ""Name""; --" WITH (security_barrier) AS SELECT b AS "Weird ""Column""; --" FROM t;
COMMENT ON COLUMN "Weird ""Name""; --"."Weird ""Column""; --" IS 'odd';
--- dropped
DROP VIEW high;
--- definition: a column more at the end
CREATE OR REPLACE VIEW low AS SELECT a, b FROM t;
--- definition: another type, below another view with its comment, grants and rule
DROP VIEW low CASCADE;
CREATE VIEW low AS SELECT a::bigint AS a FROM t;
CREATE VIEW high AS SELECT a FROM low WHERE a > 0;
COMMENT ON VIEW high IS 'high';
GRANT SELECT ON high TO draft_reader;
CREATE RULE high_in AS ON INSERT TO high DO INSTEAD NOTHING;
--- options
ALTER VIEW low SET (security_barrier = true, check_option = local, security_invoker = true);
--- owner
ALTER VIEW low OWNER TO draft_keeper;
--- grants
GRANT UPDATE (a) ON low TO draft_reader;
GRANT SELECT ON low TO draft_reader WITH GRANT OPTION;
--- comment
COMMENT ON VIEW low IS 'low';
