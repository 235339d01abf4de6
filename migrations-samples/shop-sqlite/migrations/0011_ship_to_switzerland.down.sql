-- Rates first, then the zone. Can be applied again at any time.
DELETE FROM shipping_rates
WHERE zone_id = (SELECT id FROM shipping_zones WHERE name = 'Switzerland');
DELETE FROM shipping_zones WHERE name = 'Switzerland';
