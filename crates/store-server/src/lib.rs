//! The server's database: SQLite or PostgreSQL behind the same functions; everything of our house that is SQL on a
//! server (decisions 0009 and 0010).
//!
//! Read in this order: [`Store`] (one database), [`FirmScope`] (whose rows), then what happens in a firm, then what
//! belongs to none.
//!
//! # How a function of the store is written
//!
//! It takes the transaction that it works in, states its SQL once with `$1` places, and reads columns by name:
//!
//! ```text
//! pub async fn person_of(tx: &mut SystemTx, phone: &str) -> Result<Option<PersonId>, StoreError> {
//!     let row = sql("SELECT id FROM people WHERE phone = $1").bind(phone).optional(&mut tx.conn).await?;
//!     row.map(|row| row.get("id")).transpose()
//! }
//! ```
//!
//! - [`Store::system`] and [`Store::system_read`] give transactions for what belongs to no firm (accounts before
//!   sign-in, captchas, the firm directory); each function on them says why it may.
//! - Values are numbers, texts, bytes (`db::Value`): ids are 16 bytes, flags 0 and 1, instants milliseconds, money minor
//!   units. A row answers `get::<T>` for those, for ids, hashes, flags and instants, and for `Option`s of them. PostgreSQL
//!   wants `CAST(… AS BIGINT)` around `sum(…)` and around a literal that is selected.
//! - Migrations lie in `migrations/server` and say `BLOB`, `BIGINT`, `TEXT` to both databases; what only PostgreSQL has in
//!   `migrations/server/postgres`. A new table whose key begins with the firm gets `CALL wall('its_name')` there.
//! - A refused row is `StoreError::Constraint`; on PostgreSQL the transaction is over then. Ask before, or use
//!   `ON CONFLICT`.
//!
//! # Tests
//!
//! Each test runs over both databases, a fresh one each (feature `testing`):
//!
//! ```text
//! store_contract! {
//!     /// What it proves (YW-AUTH-01).
//!     #[test]
//!     async fn a_phone_belongs_to_one_person(fresh: Fresh) { let store = fresh.store(); … }
//! }
//! ```
//!
//! PostgreSQL is the cluster that `XINBAO_TEST_POSTGRES` names; without it one is started for the run, and a machine
//! without PostgreSQL fails the test.

mod accounts;
mod backup;
mod db;
mod doctor;
mod error;
mod files;
mod firm;
mod hints;
mod migrate;
mod pull;
mod rows;
mod scope;
mod sealing;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod upkeep;

pub use accounts::{AccountsTx, Swept};
pub use doctor::Check;
pub use error::{BUSY_TIMEOUT_SECONDS, StoreError};
pub use files::{
    Appended, Leftover, NewUpload, OPEN_UPLOADS_MAX, PIECES_MAX, Piece, UPLOAD_LIFE, Upload, UploadState,
};
pub use firm::{
    Attention, AuditEntry, FirmRead, FirmTx, HistoryEntry, ImportPart, Numbered, Processed, Settlement, Turn,
};
pub use hints::Hint;
pub use pull::{Complete, Cursor, Epoch, Kind, OrderCheck, Page, Patch, Position, Pulled};
pub use scope::FirmScope;
pub use sealing::DataKey;
pub use store::{Store, SystemTx};
pub use upkeep::{Forgotten, TOMBSTONE_LIFE};
