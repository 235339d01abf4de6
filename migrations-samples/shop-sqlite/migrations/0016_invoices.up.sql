-- Invoices. There is no way back from here, the tax office keeps the numbers,
-- so there is no down script.
CREATE TABLE invoices (
    number    INTEGER PRIMARY KEY,
    order_id  INTEGER NOT NULL UNIQUE REFERENCES orders (id),
    issued_on TEXT NOT NULL,
    cents     INTEGER NOT NULL
);
INSERT INTO invoices (number, order_id, issued_on, cents)
SELECT 1000 + o.id, o.id, date(o.created_at), sum(i.quantity * i.cents)
FROM orders AS o JOIN order_items AS i ON i.order_id = o.id
WHERE o.status <> 'new'
GROUP BY o.id;
