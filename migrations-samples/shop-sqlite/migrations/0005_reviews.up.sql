-- Customers can say what they think of a tea.
CREATE TABLE reviews (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id  INTEGER NOT NULL REFERENCES products (id),
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    stars       INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    body        TEXT NOT NULL DEFAULT '',
    title       TEXT NOT NULL
);
CREATE INDEX reviews_by_product ON reviews (product_id);
