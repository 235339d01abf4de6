-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE one (a integer, CHECK (a > 0));
CREATE TABLE two (b integer);
CREATE TABLE three (c integer);
CREATE TABLE "Weird ""Name""; --" (a integer CONSTRAINT one_a_check CHECK (a > 0), b integer, c integer);
ALTER TABLE "Weird ""Name""; --" INHERIT one;
ALTER TABLE "Weird ""Name""; --" INHERIT two;
CREATE TABLE below () INHERITS (one, two);
INSERT INTO below VALUES (1, 2);
INSERT INTO "Weird ""Name""; --" VALUES (1, 2, 3);
--- another order
ALTER TABLE "Weird ""Name""; --" NO INHERIT one;
ALTER TABLE "Weird ""Name""; --" INHERIT one;
--- a new one comes first
ALTER TABLE "Weird ""Name""; --" NO INHERIT one;
ALTER TABLE "Weird ""Name""; --" NO INHERIT two;
ALTER TABLE "Weird ""Name""; --" INHERIT three;
ALTER TABLE "Weird ""Name""; --" INHERIT one;
ALTER TABLE "Weird ""Name""; --" INHERIT two;
--- another order of what is only inherited
DROP TABLE below;
CREATE TABLE below () INHERITS (two, one);
