-- Titles were the first line of the text until now.
ALTER TABLE pages ADD COLUMN title varchar(200);
UPDATE pages SET title = initcap(replace(slug, '-', ' '));
ALTER TABLE pages ALTER COLUMN title SET NOT NULL;
