//! History, outbox and undo stacks inside a write transaction.

use actions::{Actor, Record, UndoStep};
use domain::Change;
use futures_util::TryStreamExt as _;
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};
use values::{DeviceId, Instant, MutationId, PersonId};
use wire::change;

use super::KnownOrder;
use crate::{error::StoreError, rows};

/// Steps that a stack keeps (DECISIONS, Undo).
const UNDO_STEPS: i64 = 500;

pub(super) async fn record(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    record: &Record,
    undoes: Option<i64>,
) -> Result<i64, StoreError> {
    let seq: i64 = sqlx::query_scalar(
        "INSERT INTO changes (id, order_key, kind, line_count, body, undoes, person, device, at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
    )
    .bind(&record.id.as_uuid().as_bytes()[..])
    .bind(known.key)
    .bind(record.change.name())
    .bind(i64::try_from(record.change.line_count()).unwrap_or(i64::MAX))
    .bind(change::encode(&record.change))
    .bind(undoes)
    .bind(&record.actor.person.as_uuid().as_bytes()[..])
    .bind(&record.actor.device.as_uuid().as_bytes()[..])
    .bind(record.at.millis())
    .fetch_one(&mut *conn)
    .await?;
    sqlx::query("INSERT INTO outbox (change_seq, order_key) VALUES (?, ?)")
        .bind(seq)
        .bind(known.key)
        .execute(conn)
        .await?;
    Ok(seq)
}

pub(super) async fn changes(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    first_seq: i64,
    last_seq: i64,
) -> Result<Vec<Record>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, kind, body, person, device, at FROM changes \
         WHERE order_key = ? AND seq BETWEEN ? AND ? ORDER BY seq",
    )
    .bind(known.key)
    .bind(first_seq)
    .bind(last_seq)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

pub(super) async fn newest(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    after_seq: i64,
    touches: &(dyn Fn(&Change) -> bool + Sync),
) -> Result<Option<Record>, StoreError> {
    let mut rows = sqlx::query(
        "SELECT id, kind, body, person, device, at FROM changes WHERE order_key = ? AND seq > ? ORDER BY seq DESC",
    )
    .bind(known.key)
    .bind(after_seq)
    .fetch(conn);
    while let Some(row) = rows.try_next().await? {
        let record = read(&row)?;
        if touches(&record.change) {
            return Ok(Some(record));
        }
    }
    Ok(None)
}

/// A `changes` row.
pub(crate) fn read(row: &SqliteRow) -> Result<Record, StoreError> {
    let id = MutationId::from_uuid(rows::uuid(row.try_get("id")?, "changes")?);
    Ok(Record {
        id,
        change: change::decode(row.try_get("kind")?, row.try_get("body")?)
            .ok_or_else(|| rows::inconsistent("changes", "body", &id.to_string()))?,
        at: Instant::from_millis(row.try_get("at")?),
        actor: Actor {
            person: PersonId::from_uuid(rows::uuid(row.try_get("person")?, "changes")?),
            device: DeviceId::from_uuid(rows::uuid(row.try_get("device")?, "changes")?),
        },
    })
}

pub(super) async fn push(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    person: PersonId,
    first_seq: i64,
    last_seq: i64,
) -> Result<(), StoreError> {
    let person = person.as_uuid().as_bytes().to_vec();
    sqlx::query("DELETE FROM undo_steps WHERE order_key = ? AND person = ? AND undone = 1")
        .bind(known.key)
        .bind(&person)
        .execute(&mut *conn)
        .await?;
    let step: i64 = sqlx::query_scalar(
        "INSERT INTO undo_steps (order_key, person, step, what, first_seq, last_seq) \
         SELECT ?1, ?2, coalesce(max(step), 0) + 1, (SELECT kind FROM changes WHERE seq = ?4), ?3, ?4 FROM undo_steps WHERE order_key = ?1 AND person = ?2 \
         RETURNING step",
    )
    .bind(known.key)
    .bind(&person)
    .bind(first_seq)
    .bind(last_seq)
    .fetch_one(&mut *conn)
    .await?;
    sqlx::query("DELETE FROM undo_steps WHERE order_key = ? AND person = ? AND step <= ?")
        .bind(known.key)
        .bind(&person)
        .bind(step - UNDO_STEPS)
        .execute(conn)
        .await?;
    Ok(())
}

/// The step on top: the newest that stands, or the oldest that was undone.
pub(super) async fn next(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    person: PersonId,
    undone: bool,
) -> Result<Option<UndoStep>, StoreError> {
    let sql = if undone {
        "SELECT step, what, first_seq, last_seq FROM undo_steps WHERE order_key = ? AND person = ? AND undone = 1 \
         ORDER BY step LIMIT 1"
    } else {
        "SELECT step, what, first_seq, last_seq FROM undo_steps WHERE order_key = ? AND person = ? AND undone = 0 \
         ORDER BY step DESC LIMIT 1"
    };
    let row: Option<(i64, String, i64, i64)> = sqlx::query_as(sql)
        .bind(known.key)
        .bind(&person.as_uuid().as_bytes()[..])
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|(step, what, first_seq, last_seq)| UndoStep { step, what, first_seq, last_seq }))
}

pub(super) async fn turn(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    person: PersonId,
    step: i64,
    undone: bool,
    by: Option<(i64, i64)>,
) -> Result<(), StoreError> {
    let Some(by) = by else {
        sqlx::query("DELETE FROM undo_steps WHERE order_key = ? AND person = ? AND step = ?")
            .bind(known.key)
            .bind(&person.as_uuid().as_bytes()[..])
            .bind(step)
            .execute(conn)
            .await?;
        return Ok(());
    };
    sqlx::query(
        "UPDATE undo_steps SET undone = ?, first_seq = ?, last_seq = ? WHERE order_key = ? AND person = ? AND step = ?",
    )
    .bind(undone)
    .bind(by.0)
    .bind(by.1)
    .bind(known.key)
    .bind(&person.as_uuid().as_bytes()[..])
    .bind(step)
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn depth(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    person: PersonId,
) -> Result<(u32, u32), StoreError> {
    let depth: (u32, u32) = sqlx::query_as(
        "SELECT coalesce(sum(undone = 0), 0), coalesce(sum(undone = 1), 0) FROM undo_steps \
         WHERE order_key = ? AND person = ?",
    )
    .bind(known.key)
    .bind(&person.as_uuid().as_bytes()[..])
    .fetch_one(conn)
    .await?;
    Ok(depth)
}
