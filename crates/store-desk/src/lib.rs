//! The desk's encrypted database: everything of our house that is SQL on a desk. SQLite under SQLCipher, through sqlx.

mod audit;
mod backup;
mod checks;
mod doctor;
mod error;
mod filters;
mod list;
mod open;
mod ranges;
mod reads;
mod records;
mod rows;
mod search;
mod settings;
mod sync;
#[cfg(feature = "testing")]
mod testing;
mod tx;

pub use checks::ContentCheck;
pub use doctor::{Check, examine};
pub use error::{BUSY_TIMEOUT_SECONDS, StoreError};
pub use filters::SavedFilter;
pub use list::{
    Links, OrderColumn, OrderFigures, OrderPage, OrderQuery, OrderRow, OrderSort, OrderSums, PENDING_MAX,
    ROWS_MAX,
};
pub use open::{DatabaseKey, FolderLock, SCHEMA, Store};
pub use ranges::{RangeSums, UndoName, UndoState, UsedMerchant};
pub use reads::{LinesPage, PlacedLine};
pub use records::{HistoryEntry, ImportRecord};
pub use search::{INDEX_ROWS, Indexed, LineHit, LineHits, SearchHit, SearchPage, TOTAL_MAX, Total};
pub use sync::{AttentionEntry, AttentionItem, SealedBody, SyncCounts, SyncState, UnsentBody, WaitingOrder};
pub use tx::{DeskTx, PassportKey};
