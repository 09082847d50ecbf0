//! Deleting a draft (YW-ORD-07).

use domain::Change;
use values::OrderId;

use crate::{
    fault::ActionError,
    host::{Host, UndoTx},
    step::{Role, Step},
};

/// Deletes a draft; undo brings it back. `ORD_STATE`, `ORD_LOCKED_DECLARED` in any other state.
pub async fn delete_order<H: Host<Tx: UndoTx>>(host: &H, id: OrderId) -> Result<(), ActionError> {
    let mut step = Step::open(host, id).await?;
    step.order.state.name().may_delete()?;
    step.order.deleted = true;
    step.note(Change::DeleteOrder);
    step.close(Role::New).await?;
    Ok(())
}
