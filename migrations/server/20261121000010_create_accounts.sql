-- Accounts and what comes before a session (decision 0010). These tables belong to no firm: whoever signs in has no
-- session yet, and the session is what names the firm. They are reached through `accounts` only, by keys that a session
-- or a secret gave. Wherever a value is only compared, its digest is kept instead.

CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT,
    number TEXT UNIQUE,
    uscc TEXT UNIQUE,
    services TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- The firm behind an account, as registration and registry describe it. The document's number is sealed.
CREATE TABLE account_firms (
    account BLOB NOT NULL PRIMARY KEY REFERENCES accounts (id),
    company_name TEXT NOT NULL,
    legal_rep_name TEXT NOT NULL,
    legal_rep_doc_type TEXT NOT NULL,
    legal_rep_doc_no BLOB NOT NULL,
    contact_name TEXT NOT NULL,
    mobile TEXT NOT NULL,
    contact_email TEXT,
    registered_address TEXT NOT NULL,
    office_address TEXT,
    customs_reg_no TEXT,
    agreement_version TEXT NOT NULL,
    agreement_at BIGINT NOT NULL,
    registry_checked_at BIGINT NOT NULL,
    registry_status TEXT NOT NULL
);

CREATE TABLE people (
    id BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL,
    grants_identity BIGINT NOT NULL,
    name TEXT,
    short_name TEXT,
    staff_name TEXT,
    mobile TEXT,
    mobile_unproven BIGINT NOT NULL,
    must_change_password BIGINT NOT NULL,
    disabled BIGINT NOT NULL,
    password_hash TEXT NOT NULL
);
CREATE INDEX people_of_account ON people (account, id);

-- Every way to sign in, each to one person only.
CREATE TABLE logins (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    person BLOB NOT NULL REFERENCES people (id),
    PRIMARY KEY (kind, name)
);

CREATE TABLE number_series (
    series TEXT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE TABLE registrations (
    id BLOB NOT NULL PRIMARY KEY,
    uscc TEXT NOT NULL,
    applicant BLOB NOT NULL,
    token BLOB UNIQUE,
    state TEXT NOT NULL,
    fail_code TEXT,
    verified_at BIGINT,
    registry_status TEXT,
    registry_address TEXT,
    at BIGINT NOT NULL
);

CREATE TABLE captchas (
    id BLOB NOT NULL PRIMARY KEY,
    answer BLOB NOT NULL,
    made_at BIGINT NOT NULL
);

-- What is counted, and the row by which two counts of one subject wait for each other.
CREATE TABLE attempts (
    kind TEXT NOT NULL,
    subject BLOB NOT NULL,
    id BLOB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (kind, subject, id)
);
CREATE INDEX attempts_by_id ON attempts (id, kind);
CREATE TABLE attempt_subjects (
    kind TEXT NOT NULL,
    subject BLOB NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (kind, subject)
);

CREATE TABLE sms_codes (
    id BLOB NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    number BLOB NOT NULL,
    bound BLOB NOT NULL,
    digits BLOB NOT NULL,
    sent_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX sms_codes_newest ON sms_codes (number, purpose, bound, sent_at);

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    person BLOB NOT NULL REFERENCES people (id),
    account BLOB NOT NULL REFERENCES accounts (id),
    device BLOB NOT NULL,
    device_name TEXT,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    rotation BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX sessions_of_person ON sessions (person, ended_at);

CREATE TABLE tokens (
    digest BLOB NOT NULL PRIMARY KEY,
    session BLOB NOT NULL REFERENCES sessions (id),
    kind TEXT NOT NULL,
    rotation BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX tokens_by_age ON tokens (issued_at);

-- Answers to requests with an idempotency key, sealed under a key that only the same request gives.
CREATE TABLE kept_answers (
    key BLOB NOT NULL PRIMARY KEY,
    request BLOB NOT NULL,
    sealed BLOB NOT NULL,
    until_at BIGINT NOT NULL
);

-- The audit trail, one chain for each account; what nobody did yet has an account of zeros (CM-AUD-01).
CREATE TABLE account_audit (
    account BLOB NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    person BLOB,
    role TEXT,
    device BLOB,
    action TEXT NOT NULL,
    entity BLOB,
    detail TEXT NOT NULL,
    result TEXT,
    request_id BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (account, seq)
);
CREATE TABLE account_audit_heads (
    account BLOB NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash BLOB NOT NULL
);
