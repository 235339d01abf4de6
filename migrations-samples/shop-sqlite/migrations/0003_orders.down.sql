-- Lines first, they point at the orders. The index goes with its table.
DROP TABLE order_items;
DROP TABLE orders;
