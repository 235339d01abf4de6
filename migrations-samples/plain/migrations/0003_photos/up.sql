-- A migration may also be a folder with two files in it, as here.
CREATE TABLE photos (
    id       INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    file     TEXT NOT NULL,
    caption  TEXT NOT NULL DEFAULT ''
);
CREATE INDEX photos_of_entry ON photos (entry_id);
