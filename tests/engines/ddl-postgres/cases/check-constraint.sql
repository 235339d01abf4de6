-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE t (a integer, b integer, CONSTRAINT plain CHECK (a > 0));
CREATE TABLE parent (a integer CONSTRAINT above CHECK (a > 0));
CREATE TABLE child (a integer CONSTRAINT above CHECK (a > 0));
--- added
ALTER TABLE t ADD CONSTRAINT "Weird ""Check""; --" CHECK (b > 0 AND b < 9);
COMMENT ON CONSTRAINT "Weird ""Check""; --" ON t IS 'odd';
--- added, and not valid
ALTER TABLE t ADD CONSTRAINT later CHECK (b > 0) NOT VALID;
--- dropped
ALTER TABLE t DROP CONSTRAINT plain;
--- expression
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain CHECK (a > 1);
--- columns
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain CHECK (b > 0);
--- validated
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain CHECK (a > 0) NOT VALID;
--- no inherit
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain CHECK (a > 0) NO INHERIT;
--- inherit count
ALTER TABLE child INHERIT parent;
--- local
DROP TABLE child;
CREATE TABLE child () INHERITS (parent);
--- comment
COMMENT ON CONSTRAINT plain ON t IS 'why';
