-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE "Weird ""Name""; --" (k integer, v integer, n text) PARTITION BY RANGE (k);
CREATE TABLE w_1 PARTITION OF "Weird ""Name""; --" FOR VALUES FROM (0) TO (10);
CREATE TABLE w_2 PARTITION OF "Weird ""Name""; --" FOR VALUES FROM (10) TO (20);
CREATE TABLE w_3 PARTITION OF "Weird ""Name""; --" FOR VALUES FROM (30) TO (40);
CREATE TABLE w_4 PARTITION OF "Weird ""Name""; --" FOR VALUES FROM (40) TO (50);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER touched AFTER INSERT ON "Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE w_2 DISABLE TRIGGER touched;
CREATE TABLE target (id integer PRIMARY KEY, v integer) PARTITION BY RANGE (id);
CREATE TABLE target_1 PARTITION OF target FOR VALUES FROM (0) TO (10);
CREATE TABLE target_2 PARTITION OF target FOR VALUES FROM (20) TO (30);
CREATE INDEX target_v ON target (v);
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE listed (m mood PRIMARY KEY, v integer) PARTITION BY LIST (m);
CREATE TABLE listed_good PARTITION OF listed FOR VALUES IN ('good');
CREATE TABLE whole (id integer) PARTITION BY LIST (id);
CREATE TABLE whole_rest PARTITION OF whole DEFAULT;
CREATE TABLE refers (id integer REFERENCES target);
CREATE TABLE lone (id integer);
INSERT INTO "Weird ""Name""; --" VALUES (1, 2, 'a'), (12, 3, 'b');
INSERT INTO target VALUES (1, 2);
INSERT INTO listed VALUES ('good', 1);
INSERT INTO whole VALUES (2);
INSERT INTO refers VALUES (1);
INSERT INTO lone VALUES (1);
CREATE TABLE another (id integer);
CREATE TABLE far (id integer NOT NULL, v integer);
INSERT INTO another VALUES (7), (NULL);
INSERT INTO far VALUES (1000, 1);
CREATE TABLE strict (id integer NOT NULL, n integer) PARTITION BY RANGE (id);
CREATE TABLE strict_1 PARTITION OF strict FOR VALUES FROM (0) TO (10);
CREATE TABLE loose (id integer, n text);
INSERT INTO strict VALUES (1, 1);
INSERT INTO loose VALUES (11, '2');
--- a table that becomes NOT NULL, and gets another type, before it joins
ALTER TABLE loose ALTER id SET NOT NULL, ALTER n TYPE integer USING n::integer;
ALTER TABLE strict ATTACH PARTITION loose FOR VALUES FROM (10) TO (20);
--- a table that changes its type with the parent that it joins
ALTER TABLE strict ALTER n TYPE text;
ALTER TABLE loose ALTER id SET NOT NULL;
ALTER TABLE strict ATTACH PARTITION loose FOR VALUES FROM (10) TO (20);
--- NOT NULL, the partitions first
ALTER TABLE strict ALTER n SET NOT NULL;
--- bounds, with a type, columns, a check, an index and a key of the parent
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_1;
ALTER TABLE "Weird ""Name""; --" ATTACH PARTITION w_1 FOR VALUES FROM (0) TO (5);
CREATE TABLE w_1b PARTITION OF "Weird ""Name""; --" FOR VALUES FROM (5) TO (10);
ALTER TABLE "Weird ""Name""; --" ALTER v TYPE bigint, DROP n, ADD added text NOT NULL DEFAULT 'x',
    ADD CHECK (v > 0), ADD PRIMARY KEY (k);
CREATE INDEX by_v ON "Weird ""Name""; --" (v);
--- bounds that change places
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_3;
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_4;
ALTER TABLE "Weird ""Name""; --" ATTACH PARTITION w_3 FOR VALUES FROM (40) TO (50);
ALTER TABLE "Weird ""Name""; --" ATTACH PARTITION w_4 FOR VALUES FROM (30) TO (40);
--- bounds of rows that are referred to
ALTER TABLE refers DROP CONSTRAINT refers_id_fkey;
ALTER TABLE target DETACH PARTITION target_1;
ALTER TABLE target ATTACH PARTITION target_1 FOR VALUES FROM (0) TO (20);
ALTER TABLE refers ADD FOREIGN KEY (id) REFERENCES target;
--- bounds of a table with a trigger that is off
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_2;
ALTER TABLE "Weird ""Name""; --" ATTACH PARTITION w_2 FOR VALUES FROM (10) TO (15);
ALTER TABLE w_2 DISABLE TRIGGER touched;
--- a trigger of its own in place of the parent's
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_2;
CREATE TRIGGER touched BEFORE INSERT ON w_2 FOR EACH ROW EXECUTE FUNCTION touch();
--- the same trigger as the parent's
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_1;
CREATE TRIGGER touched AFTER INSERT ON w_1 FOR EACH ROW EXECUTE FUNCTION touch();
--- a key that is referred to at once
ALTER TABLE "Weird ""Name""; --" ADD PRIMARY KEY (k);
ALTER TABLE lone ADD FOREIGN KEY (id) REFERENCES "Weird ""Name""; --";
CREATE TABLE yet_another (id integer REFERENCES "Weird ""Name""; --");
--- rows that refer to a partitioned table
ALTER TABLE lone ADD FOREIGN KEY (id) REFERENCES target;
--- the type of a partition key
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_1;
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_2;
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_3;
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_4;
DROP TABLE "Weird ""Name""; --";
ALTER TABLE w_1 ALTER k TYPE bigint, ADD added text;
ALTER TABLE w_2 ALTER k TYPE bigint, ADD added text;
ALTER TABLE w_3 ALTER k TYPE bigint, ADD added text;
ALTER TABLE w_4 ALTER k TYPE bigint, ADD added text;
CREATE TABLE "Weird ""Name""; --" (k bigint, v integer, n text, added text) PARTITION BY RANGE (k);
CREATE INDEX by_v ON "Weird ""Name""; --" (v);
CREATE TRIGGER touched AFTER INSERT ON "Weird ""Name""; --" FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE "Weird ""Name""; --" ATTACH PARTITION w_1 FOR VALUES FROM (0) TO (10);
ALTER TABLE "Weird ""Name""; --" ATTACH PARTITION w_2 FOR VALUES FROM (10) TO (20);
ALTER TABLE "Weird ""Name""; --" ATTACH PARTITION w_3 FOR VALUES FROM (30) TO (40);
ALTER TABLE "Weird ""Name""; --" ATTACH PARTITION w_4 FOR VALUES FROM (40) TO (50);
ALTER TABLE w_2 DISABLE TRIGGER touched;
--- the type that rows are cut by is made anew
DROP TABLE listed;
DROP TYPE mood;
CREATE TYPE mood AS ENUM ('good', 'new');
CREATE TABLE listed (m mood PRIMARY KEY, v integer) PARTITION BY LIST (m);
CREATE TABLE listed_good PARTITION OF listed FOR VALUES IN ('good');
--- an index that a partition lacks
DROP INDEX target_v;
CREATE INDEX target_v ON ONLY target (v);
CREATE INDEX target_1_v_idx ON target_1 (v);
ALTER INDEX target_v ATTACH PARTITION target_1_v_idx;
--- a partition beside the default one
CREATE TABLE whole_1 PARTITION OF whole FOR VALUES IN (1);
--- a partition that leaves a key that refers to it, and one that keeps its index
ALTER TABLE target DETACH PARTITION target_2;
--- a partition that outlives its parent, without the parent's index
ALTER TABLE "Weird ""Name""; --" DETACH PARTITION w_2;
DROP TABLE "Weird ""Name""; --";
--- an index less on a partition that leaves
ALTER TABLE target DETACH PARTITION target_2;
DROP INDEX target_2_v_idx;
DROP INDEX target_v;
--- a table with rows becomes a partition of ranges, and one of lists
ALTER TABLE whole ATTACH PARTITION another FOR VALUES IN (7, NULL);
ALTER TABLE target ATTACH PARTITION far FOR VALUES FROM (1000) TO (MAXVALUE);
