-- PostgreSQL's name for bytes is BYTEA, SQLite's is BLOB; with this the shared steps say BLOB to both.
CREATE DOMAIN blob AS bytea;
