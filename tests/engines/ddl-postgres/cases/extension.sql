-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE SCHEMA shop;
CREATE EXTENSION hstore VERSION '1.4';
--- added
CREATE EXTENSION citext SCHEMA shop;
--- version
ALTER EXTENSION hstore UPDATE TO '1.8';
--- schema
ALTER EXTENSION hstore SET SCHEMA shop;
--- comment
COMMENT ON EXTENSION hstore IS 'pairs';
--- comment taken away
COMMENT ON EXTENSION hstore IS NULL;
--- dropped with a column
DROP EXTENSION hstore;
