-- +goose Up
-- One row per device in the field.
CREATE TABLE sensors (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text NOT NULL UNIQUE,
    place    point,
    added_on date NOT NULL DEFAULT current_date
);

-- +goose Down
DROP TABLE sensors;
