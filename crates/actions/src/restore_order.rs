//! Bringing a deleted draft back.

use domain::Change;
use values::OrderId;

use crate::{
    fault::ActionError,
    host::{Host, UndoTx},
    step::{Role, Step},
};

/// Brings a deleted draft back with its lines. One that is not deleted stays as it is.
pub async fn restore_order<H: Host<Tx: UndoTx>>(host: &H, id: OrderId) -> Result<(), ActionError> {
    let mut step = Step::open_any(host, id).await?;
    if step.order.deleted {
        step.order.deleted = false;
        step.note(Change::RestoreOrder);
    }
    step.close(Role::New).await?;
    Ok(())
}
