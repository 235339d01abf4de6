-- Up Migration
CREATE TYPE survey_kind AS ENUM ('poll', 'quiz', 'form');
ALTER TABLE surveys ADD COLUMN kind survey_kind NOT NULL DEFAULT 'form';

-- Down Migration
ALTER TABLE surveys DROP COLUMN kind;
DROP TYPE survey_kind;
