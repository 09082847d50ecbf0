//! The desk's encrypted database: everything of our house that is SQL on a desk. SQLite under SQLCipher, through sqlx.

mod backup;
mod error;
mod open;

pub use error::{BUSY_TIMEOUT_SECONDS, StoreError};
pub use open::{DatabaseKey, FolderLock, SCHEMA, Store};
