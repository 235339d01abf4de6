-- +goose Up
-- The body of a function has semicolons in it: goose must not cut there.
-- +goose StatementBegin
CREATE FUNCTION notify_frost() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.celsius < 0 THEN
        PERFORM pg_notify('frost', NEW.sensor_id::text);
    END IF;
    RETURN NEW;
END;
$$;
-- +goose StatementEnd
CREATE TRIGGER readings_frost
    AFTER INSERT ON readings
    FOR EACH ROW EXECUTE FUNCTION notify_frost();

-- +goose Down
DROP TRIGGER readings_frost ON readings;
DROP FUNCTION notify_frost();
