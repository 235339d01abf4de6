-- Write the names back, then take away the table.
ALTER TABLE products ADD COLUMN supplier text;
UPDATE products SET supplier = s.name FROM suppliers AS s WHERE s.id = supplier_id;
ALTER TABLE products ALTER COLUMN supplier SET NOT NULL;
ALTER TABLE products DROP COLUMN supplier_id;
DROP TABLE suppliers;
