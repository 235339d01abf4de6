-- Spring campaign. A coupon is worth between 1 and 50 percent.
CREATE TABLE coupons (
    code        text PRIMARY KEY,
    percent     integer NOT NULL CHECK (percent BETWEEN 1 AND 50),
    valid_until date NOT NULL
);
INSERT INTO coupons (code, percent, valid_until) VALUES ('SPRING26', 10, '2026-05-31');
ALTER TABLE orders ADD COLUMN coupon text REFERENCES coupons (code);
ALTER TABLE orders ADD CONSTRAINT orders_coupon_once UNIQUE (customer_id, coupon);
