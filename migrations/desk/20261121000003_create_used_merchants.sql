-- Merchants that lines name, to choose from while one is being typed (YW-ORD-12): each once, however many lines name it.
-- Like the search index they follow behind: lines up to the marker are counted here, with every change of theirs; newer ones
-- are looked at themselves until they are counted.

CREATE TABLE used_merchants (
    key         INTEGER PRIMARY KEY,
    merchant_no TEXT    NOT NULL,           -- empty: none
    name        TEXT    NOT NULL,           -- empty: none
    phone       INTEGER NOT NULL,           -- 0: none
    haystack    TEXT    NOT NULL,           -- the three, folded for search and with pinyin initials
    line_count  INTEGER NOT NULL CHECK (line_count > 0),
    used        INTEGER NOT NULL,           -- the key of the newest line when it was last named
    UNIQUE (merchant_no, name, phone)
) STRICT;

CREATE INDEX used_merchants_by_use ON used_merchants (used DESC);

CREATE TABLE used_merchants_marker (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    line_key INTEGER NOT NULL
) STRICT;

INSERT INTO used_merchants_marker (only, line_key) VALUES (1, 0);
