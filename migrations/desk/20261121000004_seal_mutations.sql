-- Sealed mutations, what became of them, and how far the rows go (docs/decisions/0009-sync.md).

-- One row: what the engine starts with.
CREATE TABLE sync_state (
    only      INTEGER PRIMARY KEY CHECK (only = 1),
    epoch     TEXT    NOT NULL,             -- of the server's rows; empty before the first pull
    rev       INTEGER NOT NULL,             -- the cursor within the epoch
    sealed    INTEGER NOT NULL,             -- the highest number that was given out
    processed INTEGER NOT NULL              -- the highest number whose final outcome is kept
) STRICT;

INSERT INTO sync_state (only, epoch, rev, sealed, processed) VALUES (1, '', 0, 0, 0);

-- What the server's rows of an order come to: written by pulls alone, since no edit of ours changes them.
ALTER TABLE orders ADD COLUMN confirmed_lines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN confirmed_hash BLOB; -- 16 bytes; null: no row of the server's

-- What is in the outbox is a change that is not sealed yet. A body is no matter of a change: many changes fold into few mutations.
-- Its columns for a sealed body (device_seq, sealed, hash) were never written and go with a later release.
ALTER TABLE outbox ADD COLUMN order_key INTEGER NOT NULL DEFAULT 0; -- the change's
ALTER TABLE outbox ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0 CHECK (withheld IN (0, 1)); -- made and deleted before anything was sent

UPDATE outbox SET order_key = (SELECT order_key FROM changes WHERE seq = change_seq);

CREATE INDEX outbox_by_order ON outbox (order_key, change_seq);
CREATE INDEX outbox_ready ON outbox (change_seq) WHERE withheld = 0;

-- Sealed mutations: number, body and hash never change. A row goes once the rows of the server have its effect; one that
-- had none, or not its whole one, stays with its content.
CREATE TABLE mutations (
    seq        INTEGER PRIMARY KEY,         -- this device's number, from 1 without gaps
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    order_key  INTEGER NOT NULL REFERENCES orders (key),
    kind       TEXT    NOT NULL,
    line_count INTEGER NOT NULL,
    import_id  BLOB,                        -- of an import that has several parts
    since      INTEGER NOT NULL,            -- when the oldest change in it was made
    verdict    TEXT CHECK (verdict IN ('applied', 'merged', 'conflict', 'rejected', 'deferred', 'staged')),
    outcome    TEXT,                        -- as the server answered; null while it has not
    epoch      TEXT,                        -- which the revision belongs to
    rev        INTEGER,                     -- the server's revision that has its effect
    landed     INTEGER NOT NULL DEFAULT 0 CHECK (landed BETWEEN 0 AND 2), -- 0: laid over the rows; 1: being taken off; 2: off
    hash       BLOB    NOT NULL CHECK (length(hash) = 32),
    body_bytes INTEGER NOT NULL,
    body       TEXT    NOT NULL             -- canonical JSON; last, since it is long
) STRICT;

CREATE INDEX mutations_by_order ON mutations (order_key, seq) WHERE landed = 0;
CREATE INDEX mutations_of_imports ON mutations (import_id, seq) WHERE import_id IS NOT NULL;

-- What a person must decide (需处理): of this device, with its content in `mutations`; of others as it came down.
CREATE TABLE attention (
    key        INTEGER PRIMARY KEY,
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16), -- the mutation's
    order_id   BLOB    NOT NULL CHECK (length(order_id) = 16),
    seq        INTEGER REFERENCES mutations (seq),              -- null: another device has it whole
    kind       TEXT    NOT NULL,
    verdict    TEXT    NOT NULL CHECK (verdict IN ('conflict', 'rejected')),
    outcome    TEXT    NOT NULL,            -- as the server answered
    rev        INTEGER NOT NULL,            -- of the entry
    person     BLOB,                        -- null until the server's row came down
    device     BLOB,
    at         INTEGER NOT NULL,
    settled    INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
    settlement TEXT CHECK (settlement IN ('mine', 'theirs', 'chosen')), -- decided here
    settled_by BLOB,
    settled_at INTEGER
) STRICT;

CREATE INDEX attention_open ON attention (order_id) WHERE settled = 0;
