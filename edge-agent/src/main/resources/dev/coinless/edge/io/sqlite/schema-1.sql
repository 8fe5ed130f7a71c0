-- Records are only added; what may happen only once is unique.
CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    counter INTEGER NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL) STRICT;

CREATE UNIQUE INDEX one_consumed ON record (counter) WHERE kind = 'CONSUMED';

CREATE UNIQUE INDEX one_intent ON record (counter, number) WHERE kind = 'INTENT';

CREATE UNIQUE INDEX one_result ON record (counter, number) WHERE kind = 'RESULT';

CREATE UNIQUE INDEX one_receipt ON record (number) WHERE kind = 'RECEIPT';

CREATE UNIQUE INDEX one_receipted ON record (counter) WHERE kind = 'RECEIPT';

CREATE INDEX about ON record (counter) WHERE counter > 0;
