-- The trigger goes with its table.
DROP TABLE shipping_rates;
DROP TABLE shipping_zones;
