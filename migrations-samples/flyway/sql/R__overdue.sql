-- Repeatable: runs again whenever this file changes, after all versions.
DROP VIEW IF EXISTS overdue;

CREATE VIEW overdue AS
SELECT loans.id, books.title, loans.reader
FROM loans
JOIN books ON books.id = loans.book_id
WHERE loans.returned_on IS NULL
  AND date(loans.lent_on, '+' || loans.days || ' days') < date('now');
