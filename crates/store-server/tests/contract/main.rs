//! What both databases must do alike. Each test runs over SQLite and over PostgreSQL, a fresh database each.
#![allow(clippy::unwrap_used, reason = "tests assert; the contract's checks are functions that tests call")]

mod bulk;
mod common;
mod doctor;
mod files;
mod pulling;
mod pushing;
mod rows;
mod sealed;
mod walls;
