-- Order numbers that customers see begin where our own numbers are now, so
-- that support never meets the same number twice.
DO $$
BEGIN
    EXECUTE format('CREATE SEQUENCE order_numbers START %s',
                   nextval(pg_get_serial_sequence('orders', 'id')) + 10000);
END;
$$;
ALTER TABLE orders ADD COLUMN number bigint NOT NULL DEFAULT nextval('order_numbers');
ALTER SEQUENCE order_numbers OWNED BY orders.number;
