-- Up Migration
-- One answer per person and survey; the answers themselves are free in form.
CREATE TABLE answers (
    survey_id integer NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
    person    text NOT NULL,
    answers   jsonb NOT NULL,
    given_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (survey_id, person)
);

-- Down Migration
DROP TABLE answers;
