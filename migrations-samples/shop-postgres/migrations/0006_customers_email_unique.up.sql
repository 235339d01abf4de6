-- Some people are in here twice, once with capitals and once without. Keep the
-- first account, hand it the orders of the others, and let it not happen again.
CREATE TEMPORARY TABLE twins ON COMMIT DROP AS
SELECT id, min(id) OVER (PARTITION BY lower(email)) AS keep FROM customers;

UPDATE orders SET customer_id = keep FROM twins
WHERE twins.id = customer_id AND twins.id <> keep;
UPDATE reviews SET customer_id = keep FROM twins
WHERE twins.id = customer_id AND twins.id <> keep;
DELETE FROM customers USING twins WHERE twins.id = customers.id AND twins.id <> keep;
CREATE UNIQUE INDEX customers_email_unique ON customers (lower(email));
