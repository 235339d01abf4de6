-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE SCHEMA more;
CREATE TABLE goal (a integer PRIMARY KEY, b integer, UNIQUE (b), UNIQUE (a, b));
CREATE TABLE more.goal (a integer PRIMARY KEY);
CREATE TABLE second (a integer PRIMARY KEY);
CREATE TABLE t (a integer, b integer, CONSTRAINT plain FOREIGN KEY (a) REFERENCES goal (a));
CREATE TABLE pair (a integer, b integer, CONSTRAINT pair_key FOREIGN KEY (a, b) REFERENCES goal (a, b) ON DELETE SET NULL);
CREATE TABLE cut (a integer, CONSTRAINT cut_a FOREIGN KEY (a) REFERENCES goal (a)) PARTITION BY RANGE (a);
CREATE TABLE cut_1 (a integer, CONSTRAINT cut_a FOREIGN KEY (a) REFERENCES goal (a));
--- added
ALTER TABLE t ADD CONSTRAINT "Weird ""Key""; --" FOREIGN KEY (b) REFERENCES goal (b) ON DELETE CASCADE;
COMMENT ON CONSTRAINT "Weird ""Key""; --" ON t IS 'odd';
--- added, and not valid
ALTER TABLE t ADD CONSTRAINT later FOREIGN KEY (b) REFERENCES second NOT VALID;
--- dropped
ALTER TABLE t DROP CONSTRAINT plain;
--- columns and referenced columns
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain FOREIGN KEY (b) REFERENCES goal (b);
--- referenced table
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES second (a);
--- referenced schema
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES more.goal (a);
--- on update and on delete
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES goal (a) ON UPDATE CASCADE ON DELETE SET DEFAULT;
--- on delete columns
ALTER TABLE pair DROP CONSTRAINT pair_key, ADD CONSTRAINT pair_key FOREIGN KEY (a, b) REFERENCES goal (a, b) ON DELETE SET NULL (b);
--- match
ALTER TABLE pair DROP CONSTRAINT pair_key, ADD CONSTRAINT pair_key FOREIGN KEY (a, b) REFERENCES goal (a, b) MATCH FULL ON DELETE SET NULL;
--- deferrable
ALTER TABLE t ALTER CONSTRAINT plain DEFERRABLE;
--- initially deferred
ALTER TABLE t ALTER CONSTRAINT plain DEFERRABLE INITIALLY DEFERRED;
--- validated
ALTER TABLE t DROP CONSTRAINT plain, ADD CONSTRAINT plain FOREIGN KEY (a) REFERENCES goal (a) NOT VALID;
--- part of the parent's
ALTER TABLE cut ATTACH PARTITION cut_1 FOR VALUES FROM (0) TO (9);
--- comment
COMMENT ON CONSTRAINT plain ON t IS 'whose';
