-- What the platform tells everybody: notices, and the values that its operator sets (YW-HELP-02, YW-OPS-04). They belong to no
-- firm and name nobody but the reader of a notice.

CREATE TABLE notices (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    training_on TEXT,
    training_place TEXT,
    published_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
-- Days are YYYY-MM-DD, which sorts as they do.
CREATE INDEX notices_by_last_day ON notices (to_on);

-- Who has read a notice, and when.
CREATE TABLE notice_reads (
    person BLOB NOT NULL REFERENCES people (id),
    notice BLOB NOT NULL REFERENCES notices (id),
    read_at BIGINT NOT NULL,
    PRIMARY KEY (person, notice)
);

-- A value from a day on. The trail of the operator who set it tells who.
CREATE TABLE settings (
    name TEXT NOT NULL,
    from_on TEXT NOT NULL,
    value TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (name, from_on)
);
