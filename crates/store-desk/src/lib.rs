//! The desk's encrypted database: everything of our house that is SQL on a desk. SQLite under SQLCipher, through sqlx.

mod audit;
mod backup;
mod checks;
mod error;
mod open;
mod reads;
mod records;
mod rows;
mod search;
mod settings;
mod tx;
#[cfg(feature = "testing")]
mod testing;

pub use error::{BUSY_TIMEOUT_SECONDS, StoreError};
pub use open::{DatabaseKey, FolderLock, SCHEMA, Store};
pub use checks::ContentCheck;
pub use reads::{LinesPage, PlacedLine};
pub use records::{HistoryEntry, ImportRecord};
pub use tx::{DeskTx, PassportKey};
