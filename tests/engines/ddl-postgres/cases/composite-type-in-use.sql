-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TYPE pair AS (a integer, b text);
CREATE TYPE turned AS (a integer, b text);
CREATE TYPE held AS (a integer, b text);
CREATE TYPE lone AS (a integer, b text, c text);
CREATE TYPE shape AS (a integer, b text);
CREATE TABLE "Weird ""Name""; --" (id integer, p pair DEFAULT ROW(1, 'x')::pair, hs held[], t turned);
CREATE VIEW seen AS SELECT id, (p).b AS b FROM "Weird ""Name""; --";
CREATE TABLE typed OF shape;
CREATE FUNCTION taking(lone) RETURNS text LANGUAGE sql AS 'SELECT $1.b';
INSERT INTO "Weird ""Name""; --" VALUES (1, ROW(1, 'x, y'), ARRAY[ROW(1, 'x')::held, NULL]), (2, NULL, NULL), (3, ROW(NULL, NULL), '{}');
INSERT INTO typed VALUES (1, 'x');
--- an attribute's type, with a column of it
DROP VIEW seen;
ALTER TABLE "Weird ""Name""; --" ALTER p DROP DEFAULT, ALTER p TYPE text;
ALTER TYPE pair ALTER ATTRIBUTE a TYPE bigint;
ALTER TABLE "Weird ""Name""; --" ALTER p TYPE pair USING p::pair, ALTER p SET DEFAULT ROW(1, 'x')::pair;
CREATE VIEW seen AS SELECT id, (p).b AS b FROM "Weird ""Name""; --";
--- an attribute's type, with an array of it
ALTER TABLE "Weird ""Name""; --" ALTER hs TYPE text[] USING hs::text[];
ALTER TYPE held ALTER ATTRIBUTE a TYPE bigint;
ALTER TABLE "Weird ""Name""; --" ALTER hs TYPE held[] USING hs::held[];
--- an attribute's type, with a table of it
ALTER TYPE shape ALTER ATTRIBUTE a TYPE bigint CASCADE;
--- attributes come and go, and one has another type, with a column of it
DROP VIEW seen;
ALTER TABLE "Weird ""Name""; --" DROP p;
DROP TYPE pair;
CREATE TYPE pair AS (c date, b varchar(9), d integer);
ALTER TABLE "Weird ""Name""; --" ADD p pair;
CREATE VIEW seen AS SELECT id, (p).b AS b FROM "Weird ""Name""; --";
--- attributes come and go, and one has another type, with an array of it
ALTER TABLE "Weird ""Name""; --" DROP hs;
DROP TYPE held;
CREATE TYPE held AS (b varchar(9), d integer);
ALTER TABLE "Weird ""Name""; --" ADD hs held[];
--- attributes come in their order
ALTER TYPE lone ADD ATTRIBUTE z text, ADD ATTRIBUTE y integer, ADD ATTRIBUTE x date;
--- another order
DROP FUNCTION taking(lone);
DROP TYPE lone;
CREATE TYPE lone AS (c text, a integer, b text);
COMMENT ON COLUMN lone.c IS 'now first';
CREATE FUNCTION taking(lone) RETURNS text LANGUAGE sql AS 'SELECT $1.b';
--- another order, with a column of it
ALTER TABLE "Weird ""Name""; --" DROP t;
DROP TYPE turned;
CREATE TYPE turned AS (b text, a integer);
ALTER TABLE "Weird ""Name""; --" ADD t turned;
