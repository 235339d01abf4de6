-- The catalogue is new with this version.
DROP TABLE products;
