-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE parent (id integer NOT NULL, a text, v integer);
CREATE TABLE child (b integer) INHERITS (parent);
CREATE TABLE "Weird ""Name""; --" (c integer) INHERITS (child);
CREATE TABLE stray (id integer, a text, v integer, d integer);
CREATE VIEW rows_of AS SELECT id, a FROM stray;
CREATE TABLE referred (id integer PRIMARY KEY);
CREATE TABLE referring (id integer REFERENCES referred);
CREATE TABLE numbered (id integer GENERATED ALWAYS AS IDENTITY, CONSTRAINT numbered_n_not_null CHECK (id > 0), n integer);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TYPE mood__old AS ENUM ('x');
CREATE TABLE felt (m mood);
CREATE TYPE pair AS (a integer, b text);
CREATE TABLE of_pair OF pair;
CREATE TYPE used AS (a integer, b text);
CREATE TABLE held (id integer);
CREATE TABLE with_used (u used, r held);
CREATE TABLE counted (a integer, c integer);
CREATE INDEX by_count ON counted (c);
CREATE INDEX by_c ON counted (a DESC);
CREATE FUNCTION most() RETURNS integer BEGIN ATOMIC SELECT max(c)::integer FROM counted WHERE a > 1; END;
CREATE TABLE shapes (a box, o oid, s interval second(2), i integer, c inet, j json, w varchar(10)[], n varchar(10), t timestamp, m numeric(10, 2));
--- a column leaves the parent, and the child keeps it
ALTER TABLE ONLY parent DROP a;
--- a column leaves the parent and those below it
ALTER TABLE parent DROP a;
--- a column begins one table further down
ALTER TABLE ONLY parent DROP v;
--- a table joins a parent whose column is NOT NULL
ALTER TABLE stray ALTER id SET NOT NULL, INHERIT parent;
--- not logged any more, with a key between them
ALTER TABLE referring SET UNLOGGED;
ALTER TABLE referred SET UNLOGGED;
--- an identity's sequence under another name
ALTER SEQUENCE numbered_id_seq RENAME TO numbers;
GRANT USAGE ON SEQUENCE numbers TO draft_reader;
--- the helper's name is taken
ALTER TABLE numbered ALTER n SET NOT NULL;
--- the name to move aside to is taken
ALTER TYPE mood RENAME TO gone;
CREATE TYPE mood AS ENUM ('glad');
ALTER TABLE felt ALTER m TYPE mood USING m::text::mood;
DROP TYPE gone;
--- a domain with a check, upon another type
DROP DOMAIN positive;
CREATE DOMAIN positive AS bigint CHECK (VALUE > 0);
--- a typed table's type gets more
ALTER TYPE pair ADD ATTRIBUTE c integer CASCADE;
--- a typed table's type has less
ALTER TYPE pair DROP ATTRIBUTE b CASCADE;
--- a type that a table's column is of
ALTER TABLE with_used DROP u;
ALTER TYPE used ALTER ATTRIBUTE a TYPE bigint;
ALTER TABLE with_used ADD u used;
--- a function lets go of a column whose type changes
CREATE OR REPLACE FUNCTION most() RETURNS integer BEGIN ATOMIC SELECT count(*)::integer FROM counted; END;
ALTER TABLE counted ALTER a TYPE bigint;
--- what casts take away, and what they do not
ALTER TABLE shapes ALTER a TYPE point USING a::point, ALTER o TYPE bigint, ALTER s TYPE interval, ALTER i TYPE bit(4) USING i::bit(4), ALTER c TYPE cidr, ALTER j TYPE jsonb, ALTER w TYPE varchar(20)[], ALTER n TYPE varchar(20), ALTER t TYPE timestamptz(0), ALTER m TYPE numeric(12, 2);
--- a default that is computed once, and one that is not
ALTER TABLE shapes ADD since timestamptz DEFAULT now(), ADD chance double precision DEFAULT random(), ADD positive positive DEFAULT 5;
--- a domain that demands something
ALTER TABLE shapes ADD p positive;
--- lists of texts, as the server shows them
CREATE TABLE listed (s varchar(20) CHECK (s IN ('a', 'it''s', 'x, (y]')), c char(3) CHECK (c NOT IN ('a', 'b')), up varchar GENERATED ALWAYS AS (CASE WHEN s IN ('a', 'b') THEN 'x' END) STORED);
CREATE INDEX ON listed (s) WHERE s IN ('a', 'b');
CREATE VIEW chosen AS SELECT s FROM listed WHERE s IN ('a', 'b') AND c = ANY (ARRAY['x', 'y']);
CREATE POLICY few ON listed USING (s IN ('a', 'b'));
--- a policy reads a view of its own table
CREATE TABLE accounts (id integer);
CREATE VIEW active AS SELECT id FROM accounts;
CREATE POLICY access ON accounts USING (id IN (SELECT id FROM active));
--- an index with another key, and one that goes
DROP INDEX by_count;
CREATE INDEX by_count ON counted (a, c DESC);
COMMENT ON INDEX by_count IS 'of both';
DROP INDEX by_c;
--- a family whose parent is the first by name
CREATE TABLE aaa (id integer);
CREATE TABLE bbb (x integer) INHERITS (aaa);
