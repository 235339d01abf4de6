-- +goose NO TRANSACTION
-- +goose Up
-- The dashboard asks for the last hour over all sensors.
CREATE INDEX CONCURRENTLY readings_by_time ON readings (taken_at);

-- +goose Down
DROP INDEX CONCURRENTLY readings_by_time;
