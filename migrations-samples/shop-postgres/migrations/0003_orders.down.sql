-- Lines first, they point at the orders. The index goes with its table, the
-- type does not.
DROP TABLE order_items;
DROP TABLE orders;
DROP TYPE order_status;
