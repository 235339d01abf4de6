-- Write the names back, then take away the table. A NOT NULL column cannot be
-- added to rows that exist, so the table is made anew.
CREATE TABLE products_old (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    sku      TEXT NOT NULL UNIQUE,
    in_stock INTEGER NOT NULL DEFAULT 0 CHECK (in_stock >= 0),
    name     TEXT NOT NULL,
    cents    INTEGER NOT NULL CHECK (cents >= 0),
    supplier TEXT NOT NULL
);
INSERT INTO products_old (id, sku, in_stock, name, cents, supplier)
SELECT p.id, p.sku, p.in_stock, p.name, p.cents, s.name
FROM products AS p JOIN suppliers AS s ON s.id = p.supplier_id;
DROP TABLE products;
ALTER TABLE products_old RENAME TO products;
DROP TABLE suppliers;
