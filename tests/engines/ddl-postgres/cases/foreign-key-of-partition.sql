-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE goal (a integer PRIMARY KEY);
CREATE TABLE cut (a integer) PARTITION BY RANGE (a);
CREATE TABLE cut_1 PARTITION OF cut FOR VALUES FROM (0) TO (9);
CREATE TABLE cut_2 (a integer);
--- added to all
ALTER TABLE cut ADD CONSTRAINT cut_a FOREIGN KEY (a) REFERENCES goal (a);
--- local only
ALTER TABLE cut ADD CONSTRAINT cut_a FOREIGN KEY (a) REFERENCES goal (a);
ALTER TABLE cut DETACH PARTITION cut_1;
