-- Up Migration
CREATE TABLE surveys (
    id         serial PRIMARY KEY,
    title      text NOT NULL,
    open_until timestamptz
);

-- Down Migration
DROP TABLE surveys;
