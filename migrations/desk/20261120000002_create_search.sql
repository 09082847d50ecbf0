-- Search text (docs/decisions/0005-search.md). One document per order and per line that is not removed; texts are cut
-- into tokens before they come here, so the tokenizer only splits at spaces.
-- The row id of a document is (order key << 32) | line key; an order's own fields are its line 0.

CREATE VIRTUAL TABLE search USING fts5 (
    merchant,                               -- of a line: name, number, phone; with pinyin initials
    subject,                                -- of a line: goods; of an order: numbers, buyer, contract, remark
    content = '', contentless_delete = 1, tokenize = "ascii tokenchars '^'"
);

-- The steps that fill the index merge its segments too, a few pages each, four segments at a time. FTS5 itself never does,
-- unless that were to fall far behind.
INSERT INTO search (search, rank) VALUES ('automerge', 0), ('usermerge', 4), ('crisismerge', 64);

-- Everything up to these keys is in the index, except what is marked below. Newer rows are scanned until indexed.
CREATE TABLE search_marker (
    only      INTEGER PRIMARY KEY CHECK (only = 1),
    order_key INTEGER NOT NULL,
    line_key  INTEGER NOT NULL
) STRICT;

INSERT INTO search_marker (only, order_key, line_key) VALUES (1, 0, 0);

-- Indexed rows that have changed since.
CREATE TABLE search_dirty_orders (order_key INTEGER PRIMARY KEY) STRICT;
CREATE TABLE search_dirty_lines (line_key INTEGER PRIMARY KEY) STRICT;

-- Deleted orders are few, and every search leaves them out.
CREATE INDEX orders_deleted ON orders (key) WHERE deleted = 1;
