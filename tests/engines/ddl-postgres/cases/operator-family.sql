-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE OPERATOR FAMILY plain USING btree;
--- added
CREATE OPERATOR FAMILY "Weird ""Name""; --" USING hash;
COMMENT ON OPERATOR FAMILY "Weird ""Name""; --" USING hash IS 'odd';
--- dropped
DROP OPERATOR FAMILY plain USING btree;
--- members
ALTER OPERATOR FAMILY plain USING btree ADD OPERATOR 1 < (integer, bigint), OPERATOR 3 = (integer, bigint), FUNCTION 1 (integer, bigint) btint48cmp(integer, bigint);
--- owner and comment
ALTER OPERATOR FAMILY plain USING btree OWNER TO draft_keeper;
COMMENT ON OPERATOR FAMILY plain USING btree IS 'plain';
