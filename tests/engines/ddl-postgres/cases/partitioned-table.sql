-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE events (id integer, at date, kind text) PARTITION BY RANGE (at);
CREATE TABLE years (at date) PARTITION BY RANGE (at);
CREATE TABLE months (at date) PARTITION BY RANGE (at);
CREATE TABLE quarters PARTITION OF years FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') PARTITION BY RANGE (at);
--- added with partitions, keys and indexes
CREATE TABLE "Weird ""Name""; --" (id integer, at date, PRIMARY KEY (id, at)) PARTITION BY LIST (at);
CREATE TABLE one PARTITION OF "Weird ""Name""; --" FOR VALUES IN ('2024-01-01');
CREATE TABLE rest PARTITION OF "Weird ""Name""; --" DEFAULT;
CREATE INDEX by_at ON "Weird ""Name""; --" (at);
--- dropped
DROP TABLE events;
--- partition key
DROP TABLE events;
CREATE TABLE events (id integer, at date, kind text) PARTITION BY HASH (id);
--- partition of
ALTER TABLE years ATTACH PARTITION months FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
--- partition bound
ALTER TABLE years DETACH PARTITION quarters;
ALTER TABLE years ATTACH PARTITION quarters FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
--- replica identity and row security
ALTER TABLE events REPLICA IDENTITY FULL;
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE years FORCE ROW LEVEL SECURITY;
--- owner, grants and comment
ALTER TABLE events OWNER TO draft_keeper;
GRANT SELECT ON events TO draft_reader;
COMMENT ON TABLE events IS 'what was';
--- a column, an index and a check on all partitions
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE events ADD note text;
ALTER TABLE events ADD CONSTRAINT known CHECK (kind <> '');
CREATE INDEX events_kind ON events (kind);
