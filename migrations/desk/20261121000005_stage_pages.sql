-- Pages of a pull, kept aside until the complete one is there (docs/decisions/0009-sync.md). They go when they are put on.
-- Lines stand as their columns, so that 100,000 of them are put on by a few statements; other rows as they came.

CREATE TABLE staged_rows (
    kind  INTEGER NOT NULL,                 -- as in a position: 1 order, 2 import, 4 change, 5 attention
    id    BLOB    NOT NULL CHECK (length(id) = 16),
    rev   INTEGER NOT NULL,
    body  TEXT    NOT NULL,                 -- the row's JSON
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX staged_rows_by_rev ON staged_rows (kind, rev, id);

CREATE TABLE staged_lines (
    id             BLOB    NOT NULL PRIMARY KEY,
    order_id       BLOB    NOT NULL,
    rev            INTEGER,                 -- null: the server has no such row
    place          INTEGER NOT NULL,
    merchant_no    TEXT,
    merchant_name  TEXT,
    merchant_phone INTEGER,
    order_month    INTEGER,
    goods_name     TEXT,
    quantity       INTEGER,
    packages       INTEGER,
    amount         INTEGER,
    raw            TEXT,
    lookup         INTEGER NOT NULL,
    wrong          INTEGER NOT NULL,
    fingerprint    INTEGER,
    linked         INTEGER NOT NULL DEFAULT 0,
    import_id      BLOB,
    removed        INTEGER NOT NULL DEFAULT 0,
    came           INTEGER NOT NULL DEFAULT 1, -- 0: no page brought it; it goes back to what it is to be
    hash           BLOB,                    -- 16 bytes, of the row as it came; null: removed
    -- Found out while they are put on:
    line_key       INTEGER,                 -- null: the line is new here
    same           INTEGER NOT NULL DEFAULT 0, -- the line stands so already
    image          TEXT                     -- the row as it came, where something of ours is laid over it
) STRICT, WITHOUT ROWID;

-- Whose pages are aside: a program that finds another run, or other pages of its own, begins anew.
CREATE TABLE staged_pull (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    run   INTEGER NOT NULL,                 -- new with each first page, and with each time that pages were put on
    pages INTEGER NOT NULL
) STRICT;

INSERT INTO staged_pull (only, run, pages) VALUES (1, 0, 0);

-- How often pages were put on: beside the highest change it makes the counter that windows follow.
CREATE TABLE pulls (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    count INTEGER NOT NULL
) STRICT;

INSERT INTO pulls (only, count) VALUES (1, 0);

-- Whether a change of another desk took effect beside others' changes.
ALTER TABLE changes ADD COLUMN merged INTEGER NOT NULL DEFAULT 0 CHECK (merged IN (0, 1));

-- Two desks that each stay below the limit may be above it together until the server has refused one of them: a pull must not
-- stop at that. SQLite changes a CHECK in no other way ("Making Other Kinds Of Table Schema Changes").
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (line_count BETWEEN 0 AND 100000)', 'CHECK (line_count >= 0)')
WHERE type = 'table' AND name = 'orders';
PRAGMA writable_schema = RESET;
