-- migrate:up
-- For the reminder letters: everything that is out for more than four weeks.
CREATE VIEW overdue AS
SELECT loans.id, books.title, loans.reader, loans.lent_on
FROM loans
JOIN books ON books.id = loans.book_id
WHERE loans.returned_on IS NULL
  AND loans.lent_on < date('now', '-28 days');

-- migrate:down
DROP VIEW overdue;
