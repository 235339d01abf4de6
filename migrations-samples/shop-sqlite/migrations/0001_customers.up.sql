-- The people who buy from us. The first six come from the spreadsheet we
-- started with, exactly as they typed themselves.
CREATE TABLE customers (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL,
    email      TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    phone      TEXT
);

INSERT INTO customers (name, email, created_at, phone) VALUES
    ('Ada Brandt',     'ada@example.org',          '2026-01-04 09:12:00', '+49 30 1234567'),
    ('Bo Lindqvist',   'bo.lindqvist@example.se',  '2026-01-05 17:40:00', NULL),
    ('Chiara Ricci',   'chiara@example.it',        '2026-01-09 08:03:00', '+39 06 555 0199'),
    ('Dilan Aydın',    'dilan@example.com',        '2026-01-15 21:27:00', '+49 (0)40 98 76 54'),
    ('Ada Brandt',     'Ada@Example.org',          '2026-02-02 10:30:00', '+49 30 1234567'),
    ('Émile Dubois',   'emile.dubois@example.fr',  '2026-02-11 13:55:00', NULL);
