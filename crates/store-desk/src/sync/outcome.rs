//! What the server made of sealed mutations.

use domain::Outcome;
use sqlx::SqliteConnection;
use values::Instant;
use wire::{Answered, PushAnswer, outcome::outcome_text};

use super::state::state;
use crate::{error::StoreError, open::Store, rows::inconsistent};

impl Store {
    /// Keeps the outcomes of a push; a conflict or a rejection makes its entry under 需处理. One transaction
    /// (`sync::engine::Effect::Keep`). What is known already, because another program pushed the same, is passed over.
    ///
    /// The rows stay as they are: a mutation is laid over them until a pull has passed its outcome.
    ///
    /// # Errors
    /// `Inconsistent` for a number that was never given out; `Busy`, `Full`, `ReadOnly`, `Closed`. Nothing is kept then.
    pub async fn keep_outcomes(&self, answer: &PushAnswer, now: Instant) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for answered in &answer.answered {
            keep(&mut tx, &answer.epoch, answered, now).await?;
        }
        Ok(tx.commit().await?)
    }
}

async fn keep(
    conn: &mut SqliteConnection,
    epoch: &str,
    answered: &Answered,
    now: Instant,
) -> Result<(), StoreError> {
    let Answered { seq, outcome, rev } = answered;
    let known = state(conn).await?;
    if *seq <= known.processed {
        return Ok(());
    }
    let row =
        sqlx::query("SELECT 1 FROM mutations WHERE seq = ?").bind(seq).fetch_optional(&mut *conn).await?;
    if row.is_none() || *seq != known.processed + 1 {
        return Err(inconsistent("mutations", "seq", &seq.to_string()));
    }
    sqlx::query("UPDATE mutations SET verdict = ?, outcome = ?, epoch = ?, rev = ? WHERE seq = ?")
        .bind(outcome.name())
        .bind(outcome_text(outcome))
        .bind(epoch.to_owned())
        .bind(rev)
        .bind(seq)
        .execute(&mut *conn)
        .await?;
    if matches!(outcome, Outcome::Conflict(_) | Outcome::Rejected(_)) {
        raise(conn, *seq, *rev, now).await?;
    }
    if matches!(outcome, Outcome::Merged) {
        note_merged(conn, *seq).await?;
    }
    if outcome.is_final() {
        sqlx::query("UPDATE sync_state SET processed = ?").bind(seq).execute(conn).await?;
    }
    Ok(())
}

/// Makes the entry of a mutation that had no effect, or not its whole one. The server's own row of it may have come down
/// before the answer did.
async fn raise(conn: &mut SqliteConnection, seq: i64, rev: i64, now: Instant) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO attention (id, order_id, seq, kind, verdict, outcome, rev, at) \
         SELECT mutations.id, orders.id, seq, kind, verdict, outcome, ?2, ?3 \
         FROM mutations JOIN orders ON orders.key = order_key WHERE seq = ?1 \
         ON CONFLICT (id) DO UPDATE SET seq = excluded.seq",
    )
    .bind(seq)
    .bind(rev)
    .bind(now.millis())
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes in the history that changes of ours took effect beside others': those of its kind that the mutation holds. Its id has
/// the time of the newest of them, which is ours for certain.
async fn note_merged(conn: &mut SqliteConnection, seq: i64) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE changes SET merged = 1 WHERE seq IN (SELECT held.seq FROM mutations \
         JOIN changes newest ON newest.order_key = mutations.order_key AND substr(newest.id, 1, 6) = substr(mutations.id, 1, 6) \
         JOIN changes held ON held.order_key = newest.order_key AND held.device = newest.device AND held.seq <= newest.seq \
         WHERE mutations.seq = ? AND held.kind = mutations.kind AND held.at >= mutations.since)",
    )
    .bind(seq)
    .execute(conn)
    .await?;
    Ok(())
}
