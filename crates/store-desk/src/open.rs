//! Opening the encrypted database: key first, then the schema, then one writer and a few readers (CM-SEC-01, CM-OFF-01).
//!
//! The vault key never comes here; [`DatabaseKey`] is derived from it for this one purpose.

mod connect;
mod ending;
mod lock;
mod migrate;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::Sqlite;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqlitePool;
use zeroize::Zeroizing;

use crate::{error::StoreError, search::Turns, sync::Staging};

pub(crate) use connect::{Access, alone, check_file, create_file};
pub use lock::FolderLock;
pub use migrate::SCHEMA;
pub(crate) use migrate::schema_of;

/// The 256-bit key of one database, wiped when dropped.
#[derive(Clone)]
pub struct DatabaseKey(Zeroizing<[u8; 32]>);

impl DatabaseKey {
    /// Takes over 32 bytes that are already as random as a key has to be: SQLCipher does not stretch them.
    pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }
}

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseKey")
    }
}

/// An open encrypted database. Cloning shares it.
#[derive(Clone)]
pub struct Store {
    path: PathBuf,
    access: Access,
    writer: SqlitePool,
    readers: SqlitePool,
    pub(crate) turns: Arc<Turns>,
    pub(crate) staging: Arc<Staging>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Store {
    /// Makes a new database with the newest schema, readable by its owner only.
    ///
    /// # Errors
    /// [`StoreError::Io`] with `AlreadyExists` if there is a file; `Full`, `ReadOnly`.
    pub async fn create(path: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        connect::create_file(path)?;
        migrate::up_to_date(path, key, migrate::migrations(), Access::Write, true).await?;
        Self::pools(path, key, Access::Write).await
    }

    /// Opens a database. An older schema is migrated first, after a copy was put under `backups/` beside it. Where the file
    /// or its folder cannot be written, it is opened for reading, and every write is `ReadOnly`.
    ///
    /// # Errors
    /// `Missing`, `WrongKey`, `Damaged`, `Newer` (nothing was changed), `Busy` (another program is migrating it),
    /// `Full`; `ReadOnly` where it can neither be written nor be read without writing: of an older schema, or with the log
    /// of a program that was killed.
    pub async fn open(path: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        Self::open_with(path, key, migrate::migrations()).await
    }

    pub(crate) async fn open_with(
        path: &Path,
        key: &DatabaseKey,
        migrations: &sqlx::migrate::Migrator,
    ) -> Result<Self, StoreError> {
        match Self::open_as(path, key, migrations, Access::Write).await {
            Err(StoreError::ReadOnly) => Self::open_as(path, key, migrations, Access::Read).await,
            opened => opened,
        }
    }

    async fn open_as(
        path: &Path,
        key: &DatabaseKey,
        migrations: &sqlx::migrate::Migrator,
        access: Access,
    ) -> Result<Self, StoreError> {
        connect::check_file(path, access)?;
        migrate::up_to_date(path, key, migrations, access, false).await?;
        Self::pools(path, key, access).await
    }

    async fn pools(path: &Path, key: &DatabaseKey, access: Access) -> Result<Self, StoreError> {
        let writer = connect::writer(path, key, access);
        let readers = connect::readers(path, key, access);
        // The first read proves key and folder now rather than at the first edit.
        drop(writer.acquire().await?);
        Ok(Self {
            path: path.to_owned(),
            access,
            writer,
            readers,
            turns: Arc::default(),
            staging: Arc::default(),
        })
    }

    /// Where the database file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether nothing can be written here: every write is `ReadOnly`.
    pub fn is_read_only(&self) -> bool {
        self.access == Access::Read
    }

    /// Begins the one write transaction (`BEGIN IMMEDIATE`), after waiting for other writers of this and other
    /// programs. Dropped without `commit`, it rolls back.
    ///
    /// # Errors
    /// `Busy` after ten seconds; `Closed` once the vault is locked; `ReadOnly`.
    pub async fn begin(&self) -> Result<sqlx::Transaction<'static, Sqlite>, StoreError> {
        if self.is_read_only() {
            // SQLite would begin to read and refuse the first row that is written.
            return Err(StoreError::ReadOnly);
        }
        let _waiting = self.turns.wait();
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// A connection that can only read. Several reads that must agree belong into one `begin()` of it.
    ///
    /// # Errors
    /// `Busy` if all readers are in use for ten seconds; `Closed` once the vault is locked.
    pub async fn read(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        Ok(self.readers.acquire().await?)
    }

    /// Moves what is committed from the write-ahead log into the database, as far as no reader or writer is in the way.
    /// For idle time: it never waits and never blocks an edit. Returns how many pages still wait in the log.
    ///
    /// # Errors
    /// `Full`, `Damaged`, `Closed`.
    pub async fn checkpoint(&self) -> Result<u64, StoreError> {
        let mut reader = self.readers.acquire().await?;
        let (_busy, log, moved): (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(&mut *reader).await?;
        Ok(u64::try_from(log - moved).unwrap_or(0))
    }

    /// Closes every connection, which empties the write-ahead log and wipes the keys that SQLite held. Waits for
    /// running transactions.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

#[cfg(test)]
pub(crate) mod tests;
