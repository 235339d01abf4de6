-- +migrate Up
-- Who changed whose name: kept by the database, not by the application.
CREATE TABLE name_changes (
    contact_id INTEGER NOT NULL,
    old_name   TEXT NOT NULL,
    changed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
-- +migrate StatementBegin
CREATE TRIGGER contacts_renamed AFTER UPDATE OF name ON contacts
WHEN old.name <> new.name
BEGIN
    INSERT INTO name_changes (contact_id, old_name) VALUES (old.id, old.name);
END;
-- +migrate StatementEnd

-- +migrate Down
DROP TRIGGER contacts_renamed;
DROP TABLE name_changes;
