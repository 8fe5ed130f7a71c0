-- What stands until the next one replaces it: at most one of each.
CREATE UNIQUE INDEX one_standing ON record (kind) WHERE kind IN ('CONFIG', 'DENYLIST');

-- A start reads what matters now, and not each sale of a month without network.
CREATE INDEX of_kind ON record (kind);
