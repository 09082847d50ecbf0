-- What a firm's desks share (decisions 0009 and 0010). Every primary key begins with the firm.
-- Ids are 16 bytes, instants Unix milliseconds, money minor units, quantities thousandths, months YYYYMM, flags 0 and 1.
-- `rev` is the number of the firm's transaction that wrote the row last: what desks pull by.
-- "Sealed" columns are encrypted by the server before they come here (identity numbers, and texts that may quote one).

-- The firm's sequence. Its row is locked first by every writing transaction, so that no number is seen before a lower one.
CREATE TABLE firms (
    firm    BLOB   NOT NULL PRIMARY KEY CHECK (length(firm) = 16),
    epoch   BIGINT NOT NULL,                -- new after a restore: cursors of before start anew
    seq     BIGINT NOT NULL DEFAULT 0 CHECK (seq >= 0),
    floor   BIGINT NOT NULL DEFAULT 0 CHECK (floor >= 0) -- tombstones up to here are gone: a lower cursor starts anew
);

CREATE TABLE orders (
    firm                  BLOB   NOT NULL REFERENCES firms (firm),
    id                    BLOB   NOT NULL CHECK (length(id) = 16),
    rev                   BIGINT NOT NULL,
    state                 TEXT   NOT NULL CHECK (state IN ('draft', 'confirmed', 'declared', 'voided')),
    order_no              TEXT,
    confirmed_at          BIGINT,
    declaration_no        TEXT,
    declared_at           BIGINT,
    void_reason           TEXT,
    voided_at             BIGINT,
    buyer_kind            TEXT   NOT NULL CHECK (buyer_kind IN ('person', 'company')),
    buyer_name            TEXT,
    buyer_passport        BLOB,             -- sealed
    passport_hash         BLOB,             -- keyed hash, for search by the whole number
    buyer_registration_no TEXT,
    buyer_nationality     TEXT,
    buyer_phone           TEXT,
    buyer_email           TEXT,
    destination           TEXT,
    total_usd             BIGINT,
    line_currency         TEXT   NOT NULL CHECK (line_currency IN ('CNY', 'USD')),
    contract_no           TEXT,
    remark                TEXT,
    purchase_order_nos    TEXT,             -- one per line
    consolidation_no      TEXT,
    raw                   BLOB,             -- sealed JSON object: field → text as typed, for texts that are no value
    line_count            BIGINT NOT NULL CHECK (line_count BETWEEN 0 AND 100000),
    wrong_count           BIGINT NOT NULL CHECK (wrong_count >= 0),
    pending_count         BIGINT NOT NULL CHECK (pending_count >= 0),
    linked_count          BIGINT NOT NULL CHECK (linked_count >= 0),
    packages_sum          BIGINT NOT NULL,
    amount_sum            BIGINT NOT NULL,
    head_hash             BLOB   NOT NULL CHECK (length(head_hash) = 16),
    lines_hash            BLOB   NOT NULL CHECK (length(lines_hash) = 16), -- sum of the hashes of the lines that are not removed
    deleted               BIGINT NOT NULL CHECK (deleted IN (0, 1)),
    created_at            BIGINT NOT NULL,
    updated_at            BIGINT NOT NULL,
    PRIMARY KEY (firm, id),
    UNIQUE (firm, order_no)
);

CREATE INDEX orders_by_rev ON orders (firm, rev, id);
CREATE INDEX orders_by_passport ON orders (firm, passport_hash) WHERE passport_hash IS NOT NULL;

CREATE TABLE imports (
    firm           BLOB   NOT NULL,
    id             BLOB   NOT NULL CHECK (length(id) = 16),
    rev            BIGINT NOT NULL,
    order_id       BLOB   NOT NULL,
    file_name      TEXT   NOT NULL,
    sha256         BLOB   NOT NULL CHECK (length(sha256) = 32),
    mode           TEXT   NOT NULL CHECK (mode IN ('append', 'replace')),
    row_count      BIGINT NOT NULL,
    imported       BIGINT NOT NULL,
    left_out       BIGINT NOT NULL,
    duplicates     BIGINT NOT NULL,
    errors_by_code TEXT   NOT NULL,         -- JSON object: code → count
    person         BLOB   NOT NULL,
    device         BLOB   NOT NULL,
    at             BIGINT NOT NULL,
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, order_id) REFERENCES orders (firm, id)
);

CREATE INDEX imports_by_rev ON imports (firm, rev, id);

-- No reference to `orders`: it would be looked up for each of 100,000 rows of an import. `doctor` looks for strays.
CREATE TABLE lines (
    firm           BLOB   NOT NULL,
    id             BLOB   NOT NULL,
    rev            BIGINT NOT NULL,
    order_id       BLOB   NOT NULL,
    place          BIGINT NOT NULL,         -- ascending within the order, gaps allowed; equal places stand by id
    merchant_no    TEXT,
    merchant_name  TEXT,
    merchant_phone BIGINT,
    order_month    BIGINT,
    goods_name     TEXT,
    quantity       BIGINT,
    packages       BIGINT,
    amount         BIGINT,
    raw            TEXT,                    -- JSON object: field → text as typed
    lookup         BIGINT NOT NULL,         -- 0 none, 1 ok, 2 pending, 3 missing, 4 mismatch
    linked         BIGINT NOT NULL,
    fingerprint    BIGINT,                  -- upper half of the sameness hash (YW-ORD-13); null while a field is missing
    import_id      BLOB,
    import_hash    BIGINT,                  -- of its content as imported: is it untouched?
    removed        BIGINT NOT NULL,
    PRIMARY KEY (firm, id)
);

CREATE INDEX lines_by_place ON lines (firm, order_id, place, id);
CREATE INDEX lines_by_rev ON lines (firm, rev, id);

-- History (变更记录). Never deleted, never changed.
CREATE TABLE changes (
    firm       BLOB   NOT NULL,
    id         BLOB   NOT NULL CHECK (length(id) = 16),
    rev        BIGINT NOT NULL,
    nth        BIGINT NOT NULL,             -- its place among the changes of one transaction
    order_id   BLOB   NOT NULL,
    kind       TEXT   NOT NULL,
    line_count BIGINT NOT NULL,
    body       BLOB   NOT NULL,             -- sealed JSON
    merged     BIGINT NOT NULL DEFAULT 0 CHECK (merged IN (0, 1)), -- it took effect beside others' changes
    undoes     BIGINT,                      -- the revision of the change that this one takes back
    person     BLOB   NOT NULL,
    device     BLOB   NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, order_id) REFERENCES orders (firm, id)
);

CREATE INDEX changes_by_rev ON changes (firm, rev, id);
CREATE INDEX changes_by_order ON changes (firm, order_id, rev, nth);

-- What devices have pushed, each number once, with the outcome that a repetition gets again.
CREATE TABLE mutations (
    firm    BLOB   NOT NULL REFERENCES firms (firm),
    device  BLOB   NOT NULL CHECK (length(device) = 16),
    seq     BIGINT NOT NULL CHECK (seq > 0), -- the device's own number, without gaps
    id      BLOB   NOT NULL CHECK (length(id) = 16),
    hash    BLOB   NOT NULL CHECK (length(hash) = 32), -- SHA-256 of the body as sent
    order_id BLOB  NOT NULL,
    kind    TEXT   NOT NULL,
    verdict TEXT   NOT NULL,
    outcome BLOB   NOT NULL,                -- sealed, as answered
    rev     BIGINT NOT NULL,
    person  BLOB   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (firm, device, seq),
    UNIQUE (firm, id)
);

-- Orders whose creation was refused: nothing that belongs to them can ever be put on (SYNC_PARENT_REFUSED).
CREATE INDEX mutations_refused ON mutations (firm, order_id) WHERE kind = 'create_order' AND verdict = 'rejected';

-- Parts of imports that are too large for one body. They take effect together, with the last.
CREATE TABLE import_parts (
    firm      BLOB   NOT NULL REFERENCES firms (firm),
    import_id BLOB   NOT NULL CHECK (length(import_id) = 16),
    part      BIGINT NOT NULL CHECK (part >= 1),
    parts     BIGINT NOT NULL CHECK (parts >= part),
    device    BLOB   NOT NULL,
    body      BLOB   NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (firm, import_id, part)
);

-- What a person must decide (需处理): mutations that had no effect, or not their whole one, under their ids.
CREATE TABLE attention (
    firm     BLOB   NOT NULL REFERENCES firms (firm),
    id       BLOB   NOT NULL CHECK (length(id) = 16),
    rev      BIGINT NOT NULL,
    order_id BLOB   NOT NULL,
    kind     TEXT   NOT NULL,
    outcome  BLOB   NOT NULL,               -- sealed, as answered
    person   BLOB   NOT NULL,
    device   BLOB   NOT NULL,
    resolved BIGINT NOT NULL CHECK (resolved IN (0, 1)),
    at       BIGINT NOT NULL,
    PRIMARY KEY (firm, id)
);

CREATE INDEX attention_by_rev ON attention (firm, rev, id);

-- Who did what in a firm (CM-AUD-01). Each entry's hash covers the one before it.
CREATE TABLE audit (
    firm     BLOB   NOT NULL REFERENCES firms (firm),
    seq      BIGINT NOT NULL CHECK (seq > 0),
    at       BIGINT NOT NULL,
    person   BLOB   NOT NULL,
    device   BLOB   NOT NULL,
    action   TEXT   NOT NULL,
    subject  TEXT   NOT NULL,               -- an id, never personal data
    detail   TEXT   NOT NULL,
    previous BLOB   NOT NULL,
    hash     BLOB   NOT NULL,
    PRIMARY KEY (firm, seq)
);

-- Merchants of the platform (YW-ORD-12). They belong to no firm: every firm may ask for a purchase number.
CREATE TABLE merchants (
    merchant_no TEXT   NOT NULL PRIMARY KEY,
    name        TEXT   NOT NULL,
    phone       BIGINT NOT NULL,
    active      BIGINT NOT NULL CHECK (active IN (0, 1)),
    seen_at     BIGINT NOT NULL
);
