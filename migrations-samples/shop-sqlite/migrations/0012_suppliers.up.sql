-- A supplier is more than a name: it gets a table of its own.
CREATE TABLE suppliers (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
INSERT INTO suppliers (name) SELECT DISTINCT supplier FROM products ORDER BY supplier;
ALTER TABLE products ADD COLUMN supplier_id INTEGER REFERENCES suppliers (id);
UPDATE products SET supplier_id = (SELECT id FROM suppliers WHERE name = supplier);
ALTER TABLE products DROP COLUMN supplier;
