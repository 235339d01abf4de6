-- What we sell. Prices are whole cents, so nothing is ever rounded.
CREATE TABLE products (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    sku      TEXT NOT NULL UNIQUE,
    supplier TEXT NOT NULL,
    in_stock INTEGER NOT NULL DEFAULT 0 CHECK (in_stock >= 0),
    name     TEXT NOT NULL,
    cents    INTEGER NOT NULL CHECK (cents >= 0)
);

INSERT INTO products (sku, supplier, in_stock, name, cents) VALUES
    ('TEA-001', 'Hafen & Co.',   40, 'Darjeeling, first flush, 100 g', 1490),
    ('TEA-002', 'Hafen & Co.',   25, 'Assam, 250 g',                    990),
    ('POT-010', 'Töpferei Lenz',  6, 'Tea pot, stoneware, 1.2 l',      5900),
    ('CUP-011', 'Töpferei Lenz', 48, 'Cup, stoneware',                 1250);
