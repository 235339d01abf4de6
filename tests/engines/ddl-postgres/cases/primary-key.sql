-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, c text);
CREATE TABLE keyed (a integer CONSTRAINT keyed_pkey PRIMARY KEY, b integer NOT NULL);
CREATE TABLE refers (a integer CONSTRAINT refers_a REFERENCES keyed);
CREATE TABLE plain (a integer NOT NULL, b integer NOT NULL, CONSTRAINT plain_pkey PRIMARY KEY (a));
CREATE TABLE cut (id integer NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE cut_1 PARTITION OF cut FOR VALUES FROM (0) TO (9);
CREATE TABLE own (id integer CONSTRAINT own_pkey PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE own_1 (id integer CONSTRAINT own_1_pkey PRIMARY KEY);
--- added
ALTER TABLE t ADD CONSTRAINT "Weird ""Key""; --" PRIMARY KEY (a, b);
COMMENT ON CONSTRAINT "Weird ""Key""; --" ON t IS 'odd';
--- dropped with what refers to it
ALTER TABLE keyed DROP CONSTRAINT keyed_pkey CASCADE;
--- columns
ALTER TABLE plain DROP CONSTRAINT plain_pkey, ADD CONSTRAINT plain_pkey PRIMARY KEY (b, a);
--- deferrable
ALTER TABLE plain DROP CONSTRAINT plain_pkey, ADD CONSTRAINT plain_pkey PRIMARY KEY (a) DEFERRABLE;
--- initially deferred
ALTER TABLE plain DROP CONSTRAINT plain_pkey, ADD CONSTRAINT plain_pkey PRIMARY KEY (a) DEFERRABLE INITIALLY DEFERRED;
--- index: include and options
ALTER TABLE plain DROP CONSTRAINT plain_pkey, ADD CONSTRAINT plain_pkey PRIMARY KEY (a) INCLUDE (b) WITH (fillfactor = 70);
--- index: clustered, replica identity and comment
ALTER TABLE plain CLUSTER ON plain_pkey;
ALTER TABLE plain REPLICA IDENTITY USING INDEX plain_pkey;
COMMENT ON INDEX plain_pkey IS 'an index';
--- of a partitioned table and its partitions
ALTER TABLE cut ADD PRIMARY KEY (id);
--- part of the parent's
ALTER TABLE own ATTACH PARTITION own_1 FOR VALUES FROM (0) TO (9);
--- another name
ALTER TABLE plain RENAME CONSTRAINT plain_pkey TO plain_key;
--- comment
COMMENT ON CONSTRAINT plain_pkey ON plain IS 'the key';
