-- What it costs to send a parcel. Older copies of the shop open the database
-- without foreign keys, so a trigger guards the zone as well.
CREATE TABLE shipping_zones (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE shipping_rates (
    zone_id   INTEGER NOT NULL REFERENCES shipping_zones (id),
    max_grams INTEGER NOT NULL CHECK (max_grams > 0),
    cents     INTEGER NOT NULL,
    PRIMARY KEY (zone_id, max_grams)
);
CREATE TRIGGER shipping_rates_zone BEFORE INSERT ON shipping_rates
WHEN NOT EXISTS (SELECT 1 FROM shipping_zones WHERE id = NEW.zone_id)
BEGIN
    SELECT RAISE(ABORT, 'shipping rate for a zone that does not exist');
END;

INSERT INTO shipping_zones (name) VALUES
    ('Germany'), ('Austria'), ('France'), ('Italy'), ('Denmark'), ('Sweden');
INSERT INTO shipping_rates (zone_id, max_grams, cents) VALUES
    (1, 1000, 490), (1, 5000, 690), (2, 1000, 990), (3, 1000, 1290),
    (4, 1000, 1290), (5, 1000, 1190), (6, 1000, 1390);
