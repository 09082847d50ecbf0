//! What a person must decide (需处理): the firm's desks see the same list.

use actions::Actor;
use values::{Instant, MutationId, OrderId, Uuid};

use super::FirmTx;
use crate::{
    db::{Row, sql},
    error::StoreError,
    sealing::{FirmKeys, Place},
};

/// Something to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    /// Its id.
    pub id: Uuid,
    /// The order that it is about.
    pub order: OrderId,
    /// The mutation that met something else.
    pub mutation: MutationId,
    /// Both contents, as the wire writes them.
    pub body: Vec<u8>,
    /// Whose mutation it was.
    pub actor: Actor,
    /// Whether somebody has decided.
    pub resolved: bool,
    /// When it came up.
    pub at: Instant,
}

/// Something new to decide.
#[derive(Debug, Clone, Copy)]
pub struct NewAttention<'a> {
    /// Its id.
    pub id: Uuid,
    /// The order that it is about.
    pub order: OrderId,
    /// The mutation that met something else.
    pub mutation: MutationId,
    /// Both contents, as the wire writes them.
    pub body: &'a [u8],
    /// When it came up.
    pub at: Instant,
}

const fn body_of(id: Uuid) -> Place {
    Place { table: "attention", column: "body", row: id }
}

impl FirmTx {
    /// Puts something on the list, in the name of who acts.
    pub async fn raise(&mut self, new: NewAttention<'_>) -> Result<(), StoreError> {
        let actor = self.scope.actor();
        sql("INSERT INTO attention (firm, id, rev, order_id, mutation, body, person, device, resolved, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)")
        .bind(self.scope.firm())
        .bind(new.id)
        .bind(self.rev)
        .bind(new.order)
        .bind(new.mutation)
        .bind(self.keys.seal(body_of(new.id), new.body))
        .bind(actor.person)
        .bind(actor.device)
        .bind(new.at)
        .run(&mut self.conn)
        .await?;
        self.wrote = true;
        Ok(())
    }

    /// Marks something as decided. `false` if it is not on the list, or was decided before.
    pub async fn resolve(&mut self, id: Uuid) -> Result<bool, StoreError> {
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
    let id: Uuid = row.get("id")?;
    Ok(Attention {
        id,
        order: row.get("order_id")?,
        mutation: row.get("mutation")?,
        body: keys.open(body_of(id), &row.get::<Vec<u8>>("body")?)?,
        actor: Actor { person: row.get("person")?, device: row.get("device")? },
        resolved: row.get("resolved")?,
        at: row.get("at")?,
    })
}
