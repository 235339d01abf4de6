-- Spring campaign.
CREATE TABLE coupons (
    code        TEXT PRIMARY KEY,
    percent     INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 50),
    valid_until TEXT NOT NULL
);
INSERT INTO coupons (code, percent, valid_until) VALUES ('SPRING26', 10, '2026-05-31');
ALTER TABLE orders ADD COLUMN coupon TEXT REFERENCES coupons (code);
CREATE INDEX orders_by_coupon ON orders (coupon) WHERE coupon IS NOT NULL;
