-- Export orders, their lines, and every change made to them (DECISIONS: Drafts, Mutations, Rows, Undo).
-- Instants are Unix milliseconds, money is minor units, quantities are thousandths, months are YYYYMM, ids are 16 bytes.
-- A `raw` column is a JSON object: field → text as typed, for fields whose text is no value; their own column is null.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
    key                   INTEGER PRIMARY KEY,
    id                    BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    confirmed_rev         INTEGER,          -- the server's revision; null: no server has it
    state                 TEXT    NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'confirmed', 'declared', 'voided')),
    order_no              TEXT    UNIQUE,
    confirmed_at          INTEGER,
    declaration_no        TEXT,
    declared_at           INTEGER,
    declaration_prepared  TEXT,
    void_reason           TEXT,
    voided_at             INTEGER,
    buyer_kind            TEXT    NOT NULL CHECK (buyer_kind IN ('person', 'company')),
    buyer_name            TEXT,
    buyer_passport        TEXT,
    passport_hash         BLOB,             -- keyed hash, for search by the whole number
    buyer_registration_no TEXT,
    buyer_nationality     TEXT,
    buyer_phone           TEXT,
    buyer_email           TEXT,
    destination           TEXT,
    total_usd             INTEGER,
    line_currency         TEXT    NOT NULL CHECK (line_currency IN ('CNY', 'USD')),
    contract_no           TEXT,
    remark                TEXT,
    purchase_order_nos    TEXT,             -- one per line
    consolidation_no      TEXT,
    raw                   TEXT,
    line_count            INTEGER NOT NULL DEFAULT 0 CHECK (line_count BETWEEN 0 AND 100000),
    wrong_count           INTEGER NOT NULL DEFAULT 0 CHECK (wrong_count >= 0),
    pending_count         INTEGER NOT NULL DEFAULT 0 CHECK (pending_count >= 0),
    linked_count          INTEGER NOT NULL DEFAULT 0 CHECK (linked_count >= 0),
    packages_sum          INTEGER NOT NULL DEFAULT 0,
    amount_sum            INTEGER NOT NULL DEFAULT 0,
    deleted               INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL
) STRICT;

CREATE INDEX orders_by_change ON orders (updated_at DESC, key DESC) WHERE deleted = 0;
CREATE INDEX orders_by_passport ON orders (passport_hash) WHERE passport_hash IS NOT NULL;

CREATE TABLE imports (
    key            INTEGER PRIMARY KEY,
    id             BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    order_key      INTEGER NOT NULL REFERENCES orders (key),
    file_name      TEXT    NOT NULL,
    sha256         BLOB    NOT NULL CHECK (length(sha256) = 32),
    mode           TEXT    NOT NULL CHECK (mode IN ('append', 'replace')),
    row_count      INTEGER NOT NULL,
    imported       INTEGER NOT NULL DEFAULT 0,
    left_out       INTEGER NOT NULL,
    duplicates     INTEGER NOT NULL,
    errors_by_code TEXT    NOT NULL,        -- JSON object: code → count
    person         BLOB    NOT NULL,
    device         BLOB    NOT NULL,
    at             INTEGER NOT NULL
) STRICT;

CREATE INDEX imports_by_order ON imports (order_key, key);

CREATE TABLE lines (
    key            INTEGER PRIMARY KEY,
    id             BLOB    NOT NULL,        -- 16 bytes; a CHECK would cost an import a copy of each page it touches
    order_key      INTEGER NOT NULL REFERENCES orders (key) DEFERRABLE INITIALLY DEFERRED,
    place          INTEGER NOT NULL,        -- ascending within the order, gaps allowed
    confirmed_rev  INTEGER,
    merchant_no    TEXT,
    merchant_name  TEXT,
    merchant_phone INTEGER,
    order_month    INTEGER,
    goods_name     TEXT,
    quantity       INTEGER,
    packages       INTEGER,
    amount         INTEGER,
    raw            TEXT,
    lookup         INTEGER NOT NULL,        -- 0 none, 1 ok, 2 pending, 3 missing, 4 mismatch
    linked         INTEGER NOT NULL DEFAULT 0,
    wrong          INTEGER NOT NULL,
    fingerprint    INTEGER,                 -- upper half of the sameness hash (YW-ORD-13); null while a field is missing
    import_key     INTEGER REFERENCES imports (key) DEFERRABLE INITIALLY DEFERRED,
    import_hash    INTEGER,                 -- of its content as imported: is it untouched?
    removed        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX lines_by_id ON lines (id);
CREATE INDEX lines_by_place ON lines (order_key, place) WHERE removed = 0;
CREATE INDEX lines_by_sameness ON lines (order_key, fingerprint) WHERE fingerprint IS NOT NULL AND removed = 0;
CREATE INDEX lines_wrong ON lines (order_key, place) WHERE wrong = 1 AND removed = 0;
-- A new line goes behind the removed ones too, so that what comes back finds its place free.
CREATE INDEX lines_removed ON lines (order_key, place) WHERE removed = 1;

-- How many lines of each month an order has: the month filter of the list never looks at lines.
CREATE TABLE order_months (
    order_key   INTEGER NOT NULL REFERENCES orders (key),
    order_month INTEGER NOT NULL,
    line_count  INTEGER NOT NULL CHECK (line_count > 0),
    PRIMARY KEY (order_key, order_month)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_months_by_month ON order_months (order_month, order_key);

-- What the server confirmed, of rows that a pending change touched: copied on first write.
CREATE TABLE order_before_images (
    order_key INTEGER PRIMARY KEY REFERENCES orders (key),
    rev       INTEGER NOT NULL,
    image     TEXT    NOT NULL              -- JSON object of the row
) STRICT;

CREATE TABLE line_before_images (
    line_key INTEGER PRIMARY KEY REFERENCES lines (key),
    rev      INTEGER NOT NULL,
    image    TEXT    NOT NULL
) STRICT;

-- History (变更记录): every change with before and after, in order. Never deleted, never changed.
CREATE TABLE changes (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    order_key  INTEGER NOT NULL REFERENCES orders (key),
    kind       TEXT    NOT NULL,
    line_count INTEGER NOT NULL,
    body       BLOB    NOT NULL,            -- JSON
    undoes     INTEGER,                     -- first change of the step that this one takes back or does again
    person     BLOB    NOT NULL,
    device     BLOB    NOT NULL,
    at         INTEGER NOT NULL
) STRICT;

CREATE INDEX changes_by_order ON changes (order_key, seq);

-- What has not reached a server yet. Names the change; the body is sealed when it is sent.
CREATE TABLE outbox (
    change_seq INTEGER PRIMARY KEY REFERENCES changes (seq),
    device_seq INTEGER UNIQUE,              -- given when sealed, without gaps
    sealed     BLOB,
    hash       BLOB
) STRICT;

-- One stack per order and person. A step's range is that of the changes that did it last (or undid it last).
CREATE TABLE undo_steps (
    order_key INTEGER NOT NULL REFERENCES orders (key),
    person    BLOB    NOT NULL,
    step      INTEGER NOT NULL,
    what      TEXT    NOT NULL,             -- the name of the step's last change as it was first done
    first_seq INTEGER NOT NULL REFERENCES changes (seq),
    last_seq  INTEGER NOT NULL REFERENCES changes (seq),
    undone    INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    PRIMARY KEY (order_key, person, step)
) STRICT, WITHOUT ROWID;

-- Merchants as the platform last described them (YW-ORD-12), kept 90 days.
CREATE TABLE merchants (
    merchant_no TEXT    PRIMARY KEY,
    name        TEXT    NOT NULL,
    phone       INTEGER NOT NULL,
    active      INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is being typed: entry rows and the field in focus. No history, no sync.
CREATE TABLE scratch (
    place      TEXT    PRIMARY KEY,         -- such as order/<id>/entry
    body       TEXT    NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_filters (
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT    NOT NULL UNIQUE,
    body       TEXT    NOT NULL,            -- JSON
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How a person assigned columns to a header that did not fit by itself.
CREATE TABLE column_mappings (
    header_fingerprint BLOB    PRIMARY KEY,
    columns            TEXT    NOT NULL,    -- JSON object: field → column
    used_at            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who looked at or took out what (CM-AUD-01). Each entry's hash covers the one before it.
CREATE TABLE audit (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    person   BLOB    NOT NULL,
    device   BLOB    NOT NULL,
    action   TEXT    NOT NULL,
    subject  TEXT    NOT NULL,              -- an id, never personal data
    detail   TEXT    NOT NULL,
    previous BLOB    NOT NULL,
    hash     BLOB    NOT NULL
) STRICT;
