-- One number per product again. The order of columns does not matter to anyone,
-- we name them everywhere.
ALTER TABLE products ADD COLUMN in_stock integer NOT NULL DEFAULT 0 CHECK (in_stock >= 0);
UPDATE products SET in_stock = (SELECT sum(quantity) FROM stock WHERE product_id = products.id);
DROP TABLE stock;
DROP TABLE last_stock_count;
