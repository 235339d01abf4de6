-- Without the index everything is as it was.
DROP INDEX customers_email_unique;
