CREATE UNIQUE INDEX people_email_idx ON people (email);
