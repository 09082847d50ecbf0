//! How far synchronisation is: the cursor of the rows, and the numbers that were given out.

use sqlx::{Row as _, SqliteConnection};
use values::DeviceId;
use wire::Cursor;

use crate::{error::StoreError, open::Store};

/// The setting that names the device whose numbers the sealed mutations have.
const NUMBERED_BY: &str = "sync.numbered_by";

/// What the engine starts with (`sync::Engine::new`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncState {
    /// How far the rows go.
    pub cursor: Cursor,
    /// The highest number that was sealed; 0 before the first.
    pub sealed: i64,
    /// The highest number whose final outcome is kept; every number below it has one too.
    pub processed: i64,
}

impl Store {
    /// How far this vault is. Another program may carry it further.
    pub async fn sync_state(&self) -> Result<SyncState, StoreError> {
        let mut conn = self.read().await?;
        state(&mut conn).await
    }

    /// Makes the numbers those of this device, before anything is sealed or sent. A vault that was restored from a backup is
    /// another device, which has given out none: what was not answered is numbered anew from 1, in its order. Bodies do not
    /// change, since they name no device.
    ///
    /// # Errors
    /// `Busy`, `Full`, `ReadOnly`, `Closed`.
    pub async fn own_numbers(&self, device: DeviceId) -> Result<(), StoreError> {
        let device = device.to_string();
        if self.setting(NUMBERED_BY).await?.as_ref() == Some(&device) {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        let of_another: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM settings WHERE name = ? AND value <> ?)")
                .bind(NUMBERED_BY)
                .bind(device.clone())
                .fetch_one(&mut *tx)
                .await?;
        if of_another {
            sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut *tx).await?;
            // What was answered goes to 0 and below: it keeps its place before the others.
            for sql in [
                "UPDATE attention SET seq = seq - (SELECT processed FROM sync_state) WHERE seq IS NOT NULL",
                "UPDATE mutations SET seq = seq - (SELECT processed FROM sync_state)",
                "UPDATE sync_state SET sealed = sealed - processed, processed = 0",
            ] {
                sqlx::query(sql).execute(&mut *tx).await?;
            }
        }
        sqlx::query("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value")
            .bind(NUMBERED_BY)
            .bind(device)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }
}

pub(crate) async fn state(conn: &mut SqliteConnection) -> Result<SyncState, StoreError> {
    let row = sqlx::query("SELECT epoch, rev, sealed, processed FROM sync_state").fetch_one(conn).await?;
    let cursor = Cursor { epoch: row.try_get("epoch")?, rev: row.try_get("rev")? };
    Ok(SyncState { cursor, sealed: row.try_get("sealed")?, processed: row.try_get("processed")? })
}

/// The rows go so far now: in the transaction that puts them on.
pub(crate) async fn set_cursor(conn: &mut SqliteConnection, cursor: &Cursor) -> Result<(), StoreError> {
    sqlx::query("UPDATE sync_state SET epoch = ?, rev = ?")
        .bind(cursor.epoch.clone())
        .bind(cursor.rev)
        .execute(conn)
        .await?;
    Ok(())
}
