-- A minute of the shop: two people register, one of them buys, a parcel leaves.
-- Needs what the shop has had since 0003_orders, so use it for newer migrations:
-- --last 10 --traffic traffic.sql
INSERT INTO customers (name, email) VALUES
    ('Frida Olsen', 'frida@example.dk'),
    ('Goran Petrović', 'goran@example.rs');
INSERT INTO orders (customer_id, status)
SELECT id, 'paid' FROM customers WHERE email = 'frida@example.dk';
INSERT INTO order_items (order_id, product_id, quantity, cents)
SELECT max(o.id), min(p.id), 1, 1490 FROM orders AS o, products AS p;
UPDATE orders SET status = 'shipped' WHERE status = 'paid' AND customer_id = 3;
