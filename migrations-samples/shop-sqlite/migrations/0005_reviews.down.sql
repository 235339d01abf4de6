-- Index and table.
DROP INDEX reviews_by_product;
DROP TABLE reviews;
