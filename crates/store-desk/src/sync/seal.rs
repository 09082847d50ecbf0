//! Sealing: the unsealed changes of one order become numbered bodies that never change, all of them in one transaction.

mod bodies;
mod now;
#[cfg(test)]
mod tests;

use actions::Record;
use domain::Change;
use sqlx::{Acquire as _, Row as _, SqliteConnection};
use sync::{Fold, engine::Batch, fold};
use values::Instant;
use wire::{BODY_BYTES, Body};

use self::{bodies::Bodies, now::Now};
use super::state::state;
use crate::{error::StoreError, open::Store, tx::read_change};

/// How much is done at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Changes of more lines than this are folded beside the writers, who would wait too long.
    pub(crate) lines_at_once: i64,
    /// The lines of an import of more than this, or of additions of more together, are not held in memory.
    pub(crate) lines_held: usize,
}

const LIMITS: Limits = Limits { lines_at_once: 2_000, lines_held: 2_000 };

/// How often sealing beside the writers is tried while somebody works on the order; then they wait.
const TRIES: usize = 3;

/// What an order's unsealed changes come to.
struct Prepared {
    order_key: i64,
    /// The changes that it was made of: no other must have come since.
    changes: i64,
    last_seq: i64,
    since: Instant,
    what: What,
}

enum What {
    /// These bodies, in this order; none where everything is back as it was.
    Bodies(Vec<Numberless>),
    /// Made and deleted before anything was sent: nothing travels unless it is brought back.
    Withheld,
}

/// A body that has no number yet.
struct Numberless {
    id: values::MutationId,
    kind: &'static str,
    line_count: usize,
    /// The import of which it is one of several parts.
    import: Option<values::ImportId>,
    body: Body,
}

impl Store {
    /// Seals orders, that with the oldest change first, until this many mutations wait for an answer or a request is full, and
    /// answers with those to be sent next (`sync::engine::Effect::Seal`). What waits already goes first.
    ///
    /// An order is sealed in one transaction; a crash leaves all or nothing of it.
    ///
    /// # Errors
    /// `Busy`, `Full`, `ReadOnly`, `Closed`; `Inconsistent`. What was sealed before that stays.
    pub async fn seal(&self, at_most: usize) -> Result<Option<Batch>, StoreError> {
        self.seal_within(at_most, LIMITS).await
    }

    pub(crate) async fn seal_within(
        &self,
        at_most: usize,
        limits: Limits,
    ) -> Result<Option<Batch>, StoreError> {
        loop {
            let mut conn = self.read().await?;
            let (batch, is_full) = unanswered(&mut conn, at_most).await?;
            let next = if is_full { None } else { next_order(&mut conn).await? };
            drop(conn);
            let Some((order_key, lines)) = next else { return Ok(batch) };
            if lines > limits.lines_at_once && self.seal_beside(order_key, limits).await? {
                continue;
            }
            let mut tx = self.begin().await?;
            if let Some(prepared) = prepare(&mut tx, order_key, limits).await? {
                store(&mut tx, prepared).await?;
                tx.commit().await?;
            }
        }
    }

    /// Folds what a reader sees and stores it, unless somebody went on working meanwhile. `false` if that never came to pass.
    async fn seal_beside(&self, order_key: i64, limits: Limits) -> Result<bool, StoreError> {
        for _ in 0..TRIES {
            let mut reader = self.read().await?;
            let mut snapshot = reader.begin().await?;
            let prepared = prepare(&mut snapshot, order_key, limits).await?;
            drop(snapshot);
            drop(reader);
            let Some(prepared) = prepared else { return Ok(true) };
            let mut tx = self.begin().await?;
            if unsealed_range(&mut tx, order_key).await? == (prepared.changes, Some(prepared.last_seq)) {
                store(&mut tx, prepared).await?;
                tx.commit().await?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Seals what is unsealed of an order within the caller's transaction, if anything is: before a pull touches its rows.
pub(crate) async fn seal_order(conn: &mut SqliteConnection, order_key: i64) -> Result<(), StoreError> {
    match prepare(conn, order_key, LIMITS).await? {
        Some(prepared) => store(conn, prepared).await,
        None => Ok(()),
    }
}

/// What is to be sent next, at most so many and no more bytes than a request carries, and whether there is no room for more.
async fn unanswered(
    conn: &mut SqliteConnection,
    at_most: usize,
) -> Result<(Option<Batch>, bool), StoreError> {
    let processed = state(conn).await?.processed;
    let rows: Vec<(i64, i64)> =
        sqlx::query_as("SELECT seq, body_bytes FROM mutations WHERE seq > ? ORDER BY seq LIMIT ?")
            .bind(processed)
            .bind(i64::try_from(at_most).unwrap_or(i64::MAX))
            .fetch_all(conn)
            .await?;
    let (mut batch, mut bytes) = (None, 0);
    for (seq, body_bytes) in &rows {
        bytes += usize::try_from(*body_bytes).unwrap_or(usize::MAX);
        if bytes > BODY_BYTES && batch.is_some() {
            return Ok((batch, true));
        }
        batch = Some(Batch { first: processed + 1, last: *seq });
    }
    Ok((batch, rows.len() >= at_most || bytes >= BODY_BYTES))
}

/// The order with the oldest change to be sealed, and how many lines its changes name.
async fn next_order(conn: &mut SqliteConnection) -> Result<Option<(i64, i64)>, StoreError> {
    let key: Option<i64> =
        sqlx::query_scalar("SELECT order_key FROM outbox WHERE withheld = 0 ORDER BY change_seq LIMIT 1")
            .fetch_optional(&mut *conn)
            .await?;
    let Some(key) = key else { return Ok(None) };
    let lines = sqlx::query_scalar(
        "SELECT sum(line_count) FROM outbox JOIN changes ON seq = change_seq WHERE outbox.order_key = ?",
    )
    .bind(key)
    .fetch_one(conn)
    .await?;
    Ok(Some((key, lines)))
}

/// How many unsealed changes an order has, and the newest of them.
async fn unsealed_range(
    conn: &mut SqliteConnection,
    order_key: i64,
) -> Result<(i64, Option<i64>), StoreError> {
    Ok(sqlx::query_as("SELECT count(*), max(change_seq) FROM outbox WHERE order_key = ?")
        .bind(order_key)
        .fetch_one(conn)
        .await?)
}

/// Folds and splits what is unsealed of an order. Writes nothing.
async fn prepare(
    conn: &mut SqliteConnection,
    order_key: i64,
    limits: Limits,
) -> Result<Option<Prepared>, StoreError> {
    let (changes, Some(last_seq)) = unsealed_range(conn, order_key).await? else { return Ok(None) };
    let records = unsealed(conn, order_key).await?;
    let (Some(first), Some(last)) = (records.first(), records.last()) else { return Ok(None) };
    let (since, at, newest) = (first.at, last.at, last.id);
    let of_changes: Vec<Change> = records.into_iter().map(|record| record.change).collect();
    let now = Now::load(conn, order_key, &of_changes, limits.lines_held).await?;
    let what = match fold(&of_changes, &now.rows) {
        Fold::Withheld => What::Withheld,
        Fold::Deeds(deeds) => {
            drop(of_changes);
            let mut bodies = Bodies::new(&now, newest, at);
            for deed in deeds {
                bodies.seal(conn, deed).await?;
            }
            What::Bodies(bodies.sealed)
        }
    };
    Ok(Some(Prepared { order_key, changes, last_seq, since, what }))
}

/// The unsealed changes of an order, oldest first.
async fn unsealed(conn: &mut SqliteConnection, order_key: i64) -> Result<Vec<Record>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, kind, body, person, device, at FROM outbox JOIN changes ON seq = change_seq \
         WHERE outbox.order_key = ? ORDER BY change_seq",
    )
    .bind(order_key)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read_change).collect()
}

/// Gives bodies their numbers and takes the changes out of the outbox.
async fn store(conn: &mut SqliteConnection, prepared: Prepared) -> Result<(), StoreError> {
    let Prepared { order_key, changes: _, last_seq: _, since, what } = prepared;
    let What::Bodies(bodies) = what else {
        sqlx::query("UPDATE outbox SET withheld = 1 WHERE order_key = ?")
            .bind(order_key)
            .execute(conn)
            .await?;
        return Ok(());
    };
    let mut seq: i64 =
        sqlx::query("SELECT sealed FROM sync_state").fetch_one(&mut *conn).await?.try_get(0)?;
    for Numberless { id, kind, line_count, import, body } in bodies {
        seq += 1;
        sqlx::query(
            "INSERT INTO mutations (seq, id, order_key, kind, line_count, import_id, since, hash, body_bytes, body) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(seq)
        .bind(&id.as_uuid().as_bytes()[..])
        .bind(order_key)
        .bind(kind)
        .bind(i64::try_from(line_count).unwrap_or(i64::MAX))
        .bind(import.map(|import| import.as_uuid().as_bytes().to_vec()))
        .bind(since.millis())
        .bind(&body.hash[..])
        .bind(i64::try_from(body.text.len()).unwrap_or(i64::MAX))
        .bind(body.text)
        .execute(&mut *conn)
        .await?;
    }
    sqlx::query("UPDATE sync_state SET sealed = ?").bind(seq).execute(&mut *conn).await?;
    sqlx::query("DELETE FROM outbox WHERE order_key = ?").bind(order_key).execute(conn).await?;
    Ok(())
}
