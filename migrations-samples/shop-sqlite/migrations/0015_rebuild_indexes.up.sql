-- After the import of the old orders: make the indexes compact again.
REINDEX orders_by_customer;
REINDEX reviews_by_product;
