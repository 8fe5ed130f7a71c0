-- Sales for coins have numbers of their own, each once.
CREATE UNIQUE INDEX one_cash ON record (number) WHERE kind = 'CASH';

-- Up to where the platform has them; the newest replaces the one before.
CREATE UNIQUE INDEX one_cash_ack ON record (kind) WHERE kind = 'CASH_ACK';
