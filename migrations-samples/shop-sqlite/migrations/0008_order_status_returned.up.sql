-- Parcels come back, so orders can be 'returned'. SQLite cannot change a CHECK
-- in place: make the table anew, move the rows over, put the index back.
CREATE TABLE orders_new (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    status      TEXT NOT NULL DEFAULT 'new'
                CHECK (status IN ('new', 'paid', 'shipped', 'returned')),
    created_at  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO orders_new (id, customer_id, status, created_at)
SELECT id, customer_id, status, created_at FROM orders;
DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;
CREATE INDEX orders_by_customer ON orders (customer_id, created_at DESC);
