//! How far synchronisation is: the cursor of the rows, and the numbers that were given out.

use sqlx::{Row as _, SqliteConnection};
use wire::Cursor;

use crate::{error::StoreError, open::Store};

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
