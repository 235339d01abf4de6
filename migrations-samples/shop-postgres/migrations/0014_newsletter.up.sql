-- Who wants to hear of new teas.
CREATE TABLE newsletter (
    email      text PRIMARY KEY,
    confirmed  boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);
