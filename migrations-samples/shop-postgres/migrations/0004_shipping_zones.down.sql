-- The trigger goes with its table, the function stays unless it is dropped too.
DROP TABLE shipping_rates;
DROP FUNCTION shipping_rate_changed();
DROP TABLE shipping_zones;
