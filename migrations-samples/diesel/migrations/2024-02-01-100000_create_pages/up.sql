-- A page is known by its address; its text lives in the revisions.
CREATE TABLE pages (
    id   serial PRIMARY KEY,
    slug varchar(200) NOT NULL UNIQUE CHECK (slug = lower(slug))
);
