-- The same dance backwards, with the old list. What was returned counts as
-- shipped again.
CREATE TABLE orders_old (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    status      TEXT NOT NULL DEFAULT 'new'
                CHECK (status IN ('new', 'paid', 'shipped')),
    created_at  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO orders_old (id, customer_id, status, created_at)
SELECT id, customer_id, CASE status WHEN 'returned' THEN 'shipped' ELSE status END, created_at
FROM orders;
DROP TABLE orders;
ALTER TABLE orders_old RENAME TO orders;
