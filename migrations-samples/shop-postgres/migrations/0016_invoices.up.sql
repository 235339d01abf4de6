-- Invoices. There is no way back from here, the tax office keeps the numbers,
-- so there is no down script.
CREATE TABLE invoices (
    number    bigint PRIMARY KEY,
    order_id  bigint NOT NULL UNIQUE REFERENCES orders (id),
    issued_on date NOT NULL,
    cents     integer NOT NULL
);
INSERT INTO invoices (number, order_id, issued_on, cents)
SELECT 1000 + o.id, o.id, o.created_at::date, sum(i.quantity * i.cents)
FROM orders AS o JOIN order_items AS i ON i.order_id = o.id
WHERE o.status <> 'new'
GROUP BY o.id;
