-- After the import of the old orders: let the planner know.
ANALYZE orders, order_items;
