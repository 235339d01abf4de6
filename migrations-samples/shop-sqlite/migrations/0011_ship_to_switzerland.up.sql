-- Switzerland is zone 7, with the customs fee in it.
INSERT INTO shipping_zones (name) VALUES ('Switzerland');
INSERT INTO shipping_rates (zone_id, max_grams, cents) VALUES
    (7, 1000, 1990),
    (7, 5000, 2990);
