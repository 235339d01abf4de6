-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE parent (a integer CONSTRAINT above CHECK (a > 0));
CREATE TABLE child () INHERITS (parent);
--- local as well
ALTER TABLE child ADD CONSTRAINT above CHECK (a > 0);
--- local only
ALTER TABLE child NO INHERIT parent;
