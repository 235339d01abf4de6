-- +migrate Up
-- People have more than one number.
CREATE TABLE phones (
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL DEFAULT 'mobile',
    number     TEXT NOT NULL,
    PRIMARY KEY (contact_id, number)
) WITHOUT ROWID;

-- +migrate Down
DROP TABLE phones;
