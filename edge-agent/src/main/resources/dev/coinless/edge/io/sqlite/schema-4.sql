-- The highest header of the Book that was seen; the newest replaces the one before.
CREATE UNIQUE INDEX one_header ON record (kind) WHERE kind = 'HEADER';
