-- We had no customers before, so the table can simply go.
DROP TABLE customers;
