-- The column takes its index along.
ALTER TABLE orders DROP COLUMN coupon;
DROP TABLE coupons;
