//! History (变更记录) on the server: every change with before and after, sealed, since it may quote a passport.

use actions::{Actor, Record};
use values::{Instant, MutationId, OrderId};

use super::FirmTx;
use crate::{
    db::{Row, sql},
    error::StoreError,
    sealing::{FirmKeys, Place},
};

const fn body_of(id: MutationId) -> Place {
    Place { table: "changes", column: "body", row: *id.as_uuid() }
}

pub(super) async fn record(
    tx: &mut FirmTx,
    order: OrderId,
    record: &Record,
    undoes: Option<i64>,
) -> Result<i64, StoreError> {
    let body = tx.keys.seal(body_of(record.id), &wire::change::encode(&record.change));
    sql("INSERT INTO changes (firm, id, rev, nth, order_id, kind, line_count, body, undoes, person, device, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
    .bind(tx.scope.firm())
    .bind(record.id)
    .bind(tx.rev)
    .bind(tx.recorded)
    .bind(order)
    .bind(record.change.name())
    .bind(i64::try_from(record.change.line_count()).unwrap_or(i64::MAX))
    .bind(body)
    .bind(undoes)
    .bind(record.actor.person)
    .bind(record.actor.device)
    .bind(record.at)
    .run(&mut tx.conn)
    .await?;
    tx.recorded += 1;
    tx.wrote = true;
    Ok(tx.rev)
}

/// An entry of the history as pages tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The mutation's id, or that of one of several changes that it brought.
    pub id: MutationId,
    /// Its order.
    pub order: OrderId,
    /// What was done, such as `edit_lines`.
    pub kind: String,
    /// How many lines it touched.
    pub lines: u32,
    /// What it changed: the JSON that both stores keep.
    pub body: String,
    /// Whether it took effect beside others' changes.
    pub merged: bool,
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Instant,
}

/// A `changes` row.
pub(crate) fn read(row: &Row, keys: &FirmKeys) -> Result<HistoryEntry, StoreError> {
    let id: MutationId = row.get("id")?;
    Ok(HistoryEntry {
        id,
        order: row.get("order_id")?,
        kind: row.get("kind")?,
        lines: row.get("line_count")?,
        body: keys.open_text(body_of(id), &row.get::<Vec<u8>>("body")?)?,
        merged: row.get("merged")?,
        actor: Actor { person: row.get("person")?, device: row.get("device")? },
        at: row.get("at")?,
    })
}
