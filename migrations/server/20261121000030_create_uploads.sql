-- Files on their way and at their place (decision 0012). The bytes lie sealed in the place of files, as pieces.

CREATE TABLE uploads (
    firm BLOB NOT NULL,
    id BLOB NOT NULL,
    person BLOB NOT NULL,
    device BLOB NOT NULL,
    purpose TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BLOB NOT NULL,
    -- How far it is: all pieces together.
    stands_at BIGINT NOT NULL,
    pieces BIGINT NOT NULL,
    -- open, verified, ended
    state TEXT NOT NULL,
    -- Of a verified one: its media type by content. Of an ended one: the code that says why.
    kind TEXT,
    -- The key of the pieces, sealed; null once it is ended, after which nobody reads them.
    file_key BLOB,
    -- Whether the pieces of an ended one are gone from the place of files.
    cleared BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Until when it may be finished; when it was verified or ended.
    until_at BIGINT NOT NULL,
    PRIMARY KEY (firm, id)
);
CREATE INDEX uploads_of_content ON uploads (firm, sha256);
CREATE INDEX uploads_by_state ON uploads (firm, state, until_at);

CREATE TABLE upload_pieces (
    firm BLOB NOT NULL,
    upload BLOB NOT NULL,
    starts_at BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    object BLOB NOT NULL,
    PRIMARY KEY (firm, upload, starts_at)
);
