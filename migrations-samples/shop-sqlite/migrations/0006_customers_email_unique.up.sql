-- Some people are in here twice, once with capitals and once without. Keep the
-- first account, hand it the orders of the others, and let it not happen again.
UPDATE orders SET customer_id = (
    SELECT min(keep.id) FROM customers AS keep, customers AS mine
    WHERE mine.id = orders.customer_id AND lower(keep.email) = lower(mine.email)
);
UPDATE reviews SET customer_id = (
    SELECT min(keep.id) FROM customers AS keep, customers AS mine
    WHERE mine.id = reviews.customer_id AND lower(keep.email) = lower(mine.email)
);
DELETE FROM customers WHERE id NOT IN (SELECT min(id) FROM customers GROUP BY lower(email));
CREATE UNIQUE INDEX customers_email_unique ON customers (lower(email));
