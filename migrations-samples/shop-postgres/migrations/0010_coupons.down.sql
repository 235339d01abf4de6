-- Everything backwards: the unique index, the column, the table.
DROP INDEX orders_coupon_once;
ALTER TABLE orders DROP COLUMN coupon;
DROP TABLE coupons;
