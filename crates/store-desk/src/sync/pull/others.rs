//! Records of imports, the history of other desks, and what is to be decided.

use sqlx::SqliteConnection;
use values::{DeviceId, OrderId};
use wire::{ChangeRow, ImportRow, Row};

use super::stage::Kept;
use crate::{error::StoreError, sync::attention, tx};

const IMPORTS: u8 = 2;
const CHANGES: u8 = 4;
const ATTENTION: u8 = 5;

/// Records of imports. A record never changes: one that is here stays.
pub(super) async fn imports(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    let mut kept = Kept::of(IMPORTS);
    while let Some(row) = kept.next(conn).await? {
        let Row::Import(ImportRow { rev: _, order, facts, imported, person, device, at }) = row else {
            return Err(StoreError::Answer);
        };
        let known: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM imports WHERE id = ?)")
            .bind(&facts.id.as_uuid().as_bytes()[..])
            .fetch_one(&mut *conn)
            .await?;
        if known {
            continue;
        }
        let key = order_key(conn, order).await?;
        tx::imports::insert(conn, key, &facts, at, actions::Actor { person, device }).await?;
        tx::imports::finish(conn, facts.id, imported).await?;
    }
    Ok(())
}

/// The history of other desks. Ours is here already, and finer.
pub(super) async fn changes(conn: &mut SqliteConnection, own: DeviceId) -> Result<(), StoreError> {
    let mut kept = Kept::of(CHANGES);
    while let Some(row) = kept.next(conn).await? {
        let Row::Change(change) = row else { return Err(StoreError::Answer) };
        if change.device != own {
            put_change(conn, &change).await?;
        }
    }
    Ok(())
}

async fn put_change(conn: &mut SqliteConnection, change: &ChangeRow) -> Result<(), StoreError> {
    let ChangeRow { rev: _, id, order, name, lines, body, merged, person, device, at } = change;
    let key = order_key(conn, *order).await?;
    sqlx::query(
        "INSERT OR IGNORE INTO changes (id, order_key, kind, line_count, body, person, device, at, merged) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&id.as_uuid().as_bytes()[..])
    .bind(key)
    .bind(name)
    .bind(lines)
    .bind(body.to_string().into_bytes())
    .bind(&person.as_uuid().as_bytes()[..])
    .bind(&device.as_uuid().as_bytes()[..])
    .bind(at.millis())
    .bind(merged)
    .execute(conn)
    .await?;
    Ok(())
}

/// What other desks' mutations left to decide, and what was decided of ours.
pub(super) async fn attention(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    let mut kept = Kept::of(ATTENTION);
    while let Some(row) = kept.next(conn).await? {
        let Row::Attention(row) = row else { return Err(StoreError::Answer) };
        attention::take(conn, &row).await?;
    }
    Ok(())
}

/// A server that sends something of an order sends the order.
async fn order_key(conn: &mut SqliteConnection, order: OrderId) -> Result<i64, StoreError> {
    let key: Option<i64> = sqlx::query_scalar("SELECT key FROM orders WHERE id = ?")
        .bind(&order.as_uuid().as_bytes()[..])
        .fetch_optional(conn)
        .await?;
    key.ok_or(StoreError::Answer)
}
