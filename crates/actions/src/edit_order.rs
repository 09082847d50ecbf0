//! Editing the head of an order (YW-ORD-03 … 06, 09, 18).

use domain::OrderField;
use values::OrderId;

use crate::{
    create_order::enter_all,
    fault::{ActionError, Done},
    host::{Host, UndoTx},
    step::{Role, Step},
};

/// Types texts into fields of an order's head; an empty text empties the field.
///
/// `ORD_LOCKED_BUYER`, `ORD_LOCKED_DECLARED`, `ORD_STATE` where the state locks a field; texts that say what stands
/// there already change nothing.
pub async fn edit_order<H: Host<Tx: UndoTx>>(
    host: &H,
    id: OrderId,
    fields: &[(OrderField, String)],
) -> Result<Done<()>, ActionError> {
    let mut step = Step::open(host, id).await?;
    let before = step.order.fields.clone();
    let mut problems = enter_all(&mut step.order.fields, fields)?;
    step.note_fields(&before)?;
    problems.extend(step.order.total_difference());
    step.close(Role::New).await?;
    Ok(Done { value: (), problems })
}
