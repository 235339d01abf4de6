-- Stock is counted per warehouse from now on. The sheet of the last count is
-- kept, as the tax office wants it.
CREATE TABLE last_stock_count AS
WITH counted (id, sku, in_stock, name, cents, supplier_id) AS (SELECT * FROM products)
SELECT sku, in_stock, name FROM counted;

CREATE TABLE stock (
    warehouse  text NOT NULL,
    product_id bigint NOT NULL REFERENCES products (id),
    quantity   integer NOT NULL CHECK (quantity >= 0),
    PRIMARY KEY (warehouse, product_id)
);
INSERT INTO stock (warehouse, product_id, quantity) SELECT 'Hamburg', id, in_stock FROM products;
ALTER TABLE products DROP COLUMN in_stock;
