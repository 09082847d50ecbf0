//! What a person must decide (需处理): the firm's desks see the same list.

use actions::Actor;
use values::{MutationId, OrderId};

use super::{FirmTx, push::Settlement};
use crate::{
    db::{Row, sql},
    error::StoreError,
    sealing::{FirmKeys, Place},
};

/// A mutation that had no effect, or not its whole one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    /// The mutation.
    pub id: MutationId,
    /// Its order.
    pub order: OrderId,
    /// Its name, such as `edit_lines`.
    pub kind: String,
    /// The outcome as it was answered.
    pub outcome: Vec<u8>,
    /// Whose mutation it was; the device has it whole.
    pub actor: Actor,
    /// Whether somebody has decided.
    pub resolved: bool,
    /// When it was processed.
    pub at: values::Instant,
}

const fn outcome_of(id: MutationId) -> Place {
    Place { table: "attention", column: "outcome", row: *id.as_uuid() }
}

impl FirmTx {
    /// Puts a mutation on the list, in the name of who acts.
    pub(super) async fn raise(&mut self, settlement: Settlement<'_>) -> Result<(), StoreError> {
        let actor = self.scope.actor();
        let id = settlement.numbered.id;
        sql("INSERT INTO attention (firm, id, rev, order_id, kind, outcome, person, device, resolved, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)")
        .bind(self.scope.firm())
        .bind(id)
        .bind(self.rev)
        .bind(settlement.order)
        .bind(settlement.kind)
        .bind(self.keys.seal(outcome_of(id), settlement.outcome))
        .bind(actor.person)
        .bind(actor.device)
        .bind(settlement.at)
        .run(&mut self.conn)
        .await?;
        Ok(())
    }

    /// Marks something as decided, whether or not it was before; `None` if it is not on the list. Otherwise whether this was
    /// the first time.
    pub async fn decide(&mut self, id: MutationId) -> Result<Option<bool>, StoreError> {
        if self.resolve(id).await? {
            return Ok(Some(true));
        }
        let known: i64 = sql("SELECT count(*) AS n FROM attention WHERE firm = $1 AND id = $2")
            .bind(self.scope.firm())
            .bind(id)
            .one(&mut self.conn)
            .await?
            .get("n")?;
        Ok((known > 0).then_some(false))
    }

    /// Marks something as decided. `false` if it is not on the list, or was decided before.
    pub async fn resolve(&mut self, id: MutationId) -> Result<bool, StoreError> {
        let marked =
            sql("UPDATE attention SET resolved = 1, rev = $3 WHERE firm = $1 AND id = $2 AND resolved = 0")
                .bind(self.scope.firm())
                .bind(id)
                .bind(self.rev)
                .run(&mut self.conn)
                .await?;
        self.wrote |= marked > 0;
        Ok(marked > 0)
    }
}

/// An `attention` row.
pub(crate) fn read(row: &Row, keys: &FirmKeys) -> Result<Attention, StoreError> {
    let id: MutationId = row.get("id")?;
    Ok(Attention {
        id,
        order: row.get("order_id")?,
        kind: row.get("kind")?,
        outcome: keys.open(outcome_of(id), &row.get::<Vec<u8>>("outcome")?)?,
        actor: Actor { person: row.get("person")?, device: row.get("device")? },
        resolved: row.get("resolved")?,
        at: row.get("at")?,
    })
}
