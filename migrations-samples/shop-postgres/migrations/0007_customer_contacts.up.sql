-- A customer may have several ways to be reached. Numbers are stored without
-- spaces and brackets from now on, so that they can be searched.
CREATE TABLE contacts (
    customer_id bigint NOT NULL REFERENCES customers (id),
    kind        text NOT NULL CHECK (kind IN ('phone', 'messenger')),
    value       text NOT NULL,
    PRIMARY KEY (customer_id, kind, value)
);
INSERT INTO contacts (customer_id, kind, value)
SELECT id, 'phone', translate(phone, ' ()', '')
FROM customers
WHERE phone IS NOT NULL;
ALTER TABLE customers DROP COLUMN phone;
