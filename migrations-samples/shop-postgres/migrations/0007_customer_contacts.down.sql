-- The number goes back to where it came from, nobody loses theirs.
ALTER TABLE customers ADD COLUMN phone text;
UPDATE customers SET phone = (
    SELECT value FROM contacts WHERE customer_id = customers.id AND kind = 'phone' LIMIT 1
);
DROP TABLE contacts;
