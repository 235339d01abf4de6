-- Orders and their lines. The shop page lists a customer's orders, newest
-- first, hence the index.
CREATE TABLE orders (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    status      TEXT NOT NULL DEFAULT 'new'
                CHECK (status IN ('new', 'paid', 'shipped')),
    created_at  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX orders_by_customer ON orders (customer_id, created_at DESC);

CREATE TABLE order_items (
    order_id   INTEGER NOT NULL REFERENCES orders (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    cents      INTEGER NOT NULL,
    PRIMARY KEY (order_id, product_id)
) WITHOUT ROWID;

INSERT INTO orders (customer_id, status, created_at) VALUES
    (1, 'shipped', '2026-02-03 11:00:00'),
    (3, 'paid',    '2026-02-07 19:21:00'),
    (5, 'new',     '2026-02-14 07:45:00');
INSERT INTO order_items (order_id, product_id, quantity, cents) VALUES
    (1, 1, 2, 1490), (1, 4, 4, 1250), (2, 3, 1, 5900), (3, 2, 1, 990);
