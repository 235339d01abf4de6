-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER there FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (a integer OPTIONS (column_name 'b')) SERVER there;
--- foreign options
ALTER FOREIGN TABLE f ALTER a OPTIONS (SET column_name 'c', ADD other 'it''s');
