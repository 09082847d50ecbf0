//! One database with the key of its sealed fields.

use values::{FirmId, Instant};

use crate::{
    db::{Conn, Db, sql},
    error::StoreError,
    hints::Hints,
    migrate,
    sealing::DataKey,
};

/// The server's database. Cheap to clone: clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) db: Db,
    pub(crate) key: DataKey,
    pub(crate) hints: Hints,
}

impl Store {
    /// Connects to `sqlite:…` or `postgres://…` and sees that the schema is this program's.
    ///
    /// # Errors
    /// `Address`, `Unreachable`, `Mighty` (PostgreSQL: a role that no wall holds), `Schema`.
    pub async fn connect(url: &str, key: DataKey) -> Result<Self, StoreError> {
        let store = Self { db: Db::connect(url).await?, key, hints: Hints::default() };
        migrate::refuse_other(&mut store.db.read().await?).await?;
        Ok(store)
    }

    /// Brings the schema of this database up to date.
    ///
    /// # Errors
    /// As [`Store::connect`], and `Migration`.
    pub async fn migrate(url: &str) -> Result<(), StoreError> {
        let db = Db::connect(url).await?;
        let migrated = db.migrate().await;
        db.close().await;
        migrated
    }

    /// Begins a transaction that writes what belongs to no firm.
    pub async fn system(&self) -> Result<SystemTx, StoreError> {
        Ok(SystemTx { conn: self.db.write().await? })
    }

    /// Begins a transaction that reads what belongs to no firm, all of one moment.
    pub async fn system_read(&self) -> Result<SystemTx, StoreError> {
        Ok(SystemTx { conn: self.db.read().await? })
    }

    /// The key of sealed fields, for what `accounts` seals.
    pub fn data_key(&self) -> &DataKey {
        &self.key
    }

    /// Closes every connection, after the transactions that are under way.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// A transaction over what belongs to no firm. PostgreSQL shows it no firm's rows. Dropped without
/// [`SystemTx::commit`], it rolls back.
pub struct SystemTx {
    pub(crate) conn: Conn,
}

impl SystemTx {
    /// Makes everything durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.conn.commit().await
    }

    /// Makes a firm's sequence, when its account is activated. `at` becomes the first epoch.
    ///
    /// # Errors
    /// `Constraint` if it is there already.
    pub async fn insert_firm(&mut self, firm: FirmId, at: Instant) -> Result<(), StoreError> {
        self.conn.set_firm(firm.as_uuid()).await?;
        sql("INSERT INTO firms (firm, epoch) VALUES ($1, $2)")
            .bind(firm)
            .bind(at)
            .run(&mut self.conn)
            .await?;
        Ok(())
    }
}
