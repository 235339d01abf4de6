-- +goose Up
CREATE TABLE readings (
    sensor_id bigint NOT NULL REFERENCES sensors (id),
    taken_at  timestamptz NOT NULL,
    celsius   numeric(5, 2) NOT NULL CHECK (celsius BETWEEN -90 AND 90),
    PRIMARY KEY (sensor_id, taken_at)
);
COMMENT ON TABLE readings IS 'One row per sensor and measurement.';

-- +goose Down
DROP TABLE readings;
