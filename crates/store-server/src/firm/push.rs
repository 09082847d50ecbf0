//! Pushes: each number of a device takes effect exactly once, in the transaction that keeps the number (decision 0009).

use values::{Instant, MutationId, OrderId};

use super::FirmTx;
use crate::{
    db::sql,
    error::StoreError,
    scope::FirmScope,
    sealing::{FirmKeys, Place},
    store::Store,
};

/// What a device says of a mutation that it sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered {
    /// The device's own number: 1, 2, 3, … without gaps.
    pub seq: i64,
    /// The mutation's id.
    pub id: MutationId,
    /// SHA-256 of the body as sent.
    pub hash: [u8; 32],
}

/// What was processed, as the first answer said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processed {
    /// The outcome as it was answered.
    pub outcome: Vec<u8>,
    /// The number of the transaction that it happened in.
    pub rev: i64,
}

/// Whose turn it is.
pub enum Turn {
    /// This mutation's: it happens in this transaction, which ends with [`FirmTx::settle`].
    Yours(Box<FirmTx>),
    /// It happened already; the first answer may have been lost.
    Done(Processed),
    /// Number or id stand for another body already. A device never sends that: refuse it (409).
    Reused,
    /// A number before it is missing; this is the one to send.
    Missing {
        /// The number that comes next.
        expected: i64,
    },
}

/// What settles a mutation.
#[derive(Debug, Clone, Copy)]
pub struct Settlement<'a> {
    /// What the device said of it.
    pub numbered: Numbered,
    /// Its order.
    pub order: OrderId,
    /// Its name, such as `edit_lines`.
    pub kind: &'a str,
    /// The name of its outcome, such as `merged`.
    pub verdict: &'a str,
    /// The outcome as it is answered, now and to every repetition.
    pub outcome: &'a [u8],
    /// Whether it took effect beside others' changes: a note in the history.
    pub merged: bool,
    /// Whether a person must look at it: a conflict, a rejection.
    pub attention: bool,
    /// When.
    pub at: Instant,
}

const fn outcome_of(id: MutationId) -> Place {
    Place { table: "mutations", column: "outcome", row: *id.as_uuid() }
}

impl Store {
    /// Begins the turn of a mutation of the acting device. Two nodes that get it at once take turns here, and the second
    /// finds it done.
    pub async fn turn(&self, scope: &FirmScope, numbered: &Numbered) -> Result<Turn, StoreError> {
        let mut tx = self.write(scope).await?;
        let device = scope.actor().device;
        let kept = sql("SELECT device, seq, id, hash, outcome, rev FROM mutations \
                        WHERE firm = $1 AND (id = $4 OR (device = $2 AND seq = $3))")
        .bind(scope.firm())
        .bind(device)
        .bind(numbered.seq)
        .bind(numbered.id)
        .all(&mut tx.conn)
        .await?;
        if let [row] = kept.as_slice() {
            let same = row.get::<i64>("seq")? == numbered.seq
                && row.get::<values::DeviceId>("device")? == device
                && row.get::<MutationId>("id")? == numbered.id
                && row.get::<[u8; 32]>("hash")? == numbered.hash;
            #[cfg(feature = "planted")]
            if same && values::planted::is_planted(values::planted::Bug::RetryAnew) {
                sql("DELETE FROM mutations WHERE firm = $1 AND id = $2")
                    .bind(scope.firm())
                    .bind(numbered.id)
                    .run(&mut tx.conn)
                    .await?;
                return Ok(Turn::Yours(Box::new(tx)));
            }
            if same {
                return Ok(Turn::Done(processed(row, numbered.id, &tx.keys)?));
            }
        }
        if !kept.is_empty() {
            return Ok(Turn::Reused);
        }
        let expected = last_seq(&mut tx.conn, scope).await? + 1;
        // A number below would be one that is kept; there is none that is not.
        if numbered.seq == expected { Ok(Turn::Yours(Box::new(tx))) } else { Ok(Turn::Missing { expected }) }
    }
}

fn processed(row: &crate::db::Row, id: MutationId, keys: &FirmKeys) -> Result<Processed, StoreError> {
    let outcome = keys.open(outcome_of(id), &row.get::<Vec<u8>>("outcome")?)?;
    Ok(Processed { outcome, rev: row.get("rev")? })
}

/// The last number of the acting device that was processed; 0 before the first.
pub(crate) async fn last_seq(conn: &mut crate::db::Conn, scope: &FirmScope) -> Result<i64, StoreError> {
    sql("SELECT coalesce(max(seq), 0) AS seq FROM mutations WHERE firm = $1 AND device = $2")
        .bind(scope.firm())
        .bind(scope.actor().device)
        .one(conn)
        .await?
        .get("seq")
}

impl FirmTx {
    /// Ends a mutation's turn: its number, its outcome, what it leaves to decide and the audit row become durable together with its effect.
    /// Answers with the number of the transaction.
    pub async fn settle(mut self, settlement: Settlement<'_>) -> Result<i64, StoreError> {
        let Settlement { numbered, order, kind, verdict, outcome, merged, attention, at } = settlement;
        let actor = self.scope.actor();
        sql("INSERT INTO mutations (firm, device, seq, id, hash, order_id, kind, verdict, outcome, rev, person, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
        .bind(self.scope.firm())
        .bind(actor.device)
        .bind(numbered.seq)
        .bind(numbered.id)
        .bind(numbered.hash)
        .bind(order)
        .bind(kind)
        .bind(verdict)
        .bind(self.keys.seal(outcome_of(numbered.id), outcome))
        .bind(self.rev)
        .bind(actor.person)
        .bind(at)
        .run(&mut self.conn)
        .await?;
        if merged {
            sql("UPDATE changes SET merged = 1 WHERE firm = $1 AND id = $2")
                .bind(self.scope.firm())
                .bind(numbered.id)
                .run(&mut self.conn)
                .await?;
        }
        if attention {
            self.raise(settlement).await?;
        }
        self.audit(at, kind, &order.to_string(), verdict).await?;
        self.finish().await
    }

    /// Whether the creation of this order was refused.
    pub(super) async fn refused(&mut self, order: OrderId) -> Result<bool, StoreError> {
        let n: i64 = sql("SELECT count(*) AS n FROM mutations WHERE firm = $1 AND order_id = $2 \
                          AND kind = 'create_order' AND verdict = 'rejected'")
        .bind(self.scope.firm())
        .bind(order)
        .one(&mut self.conn)
        .await?
        .get("n")?;
        Ok(n > 0)
    }
}
