//! 【新增】: a new draft (YW-ORD-02).

use domain::{Change, Order, OrderField, OrderFields, change};
use values::{OrderId, Problem};

use crate::{
    fault::{ActionError, Done},
    host::{Host, UndoTx},
    step::{Role, Step},
};

/// Makes a draft with these fields typed in. Wrong texts are kept and told (YW-ORD-06).
pub async fn create_order<H: Host<Tx: UndoTx>>(
    host: &H,
    fields: &[(OrderField, String)],
) -> Result<Done<OrderId>, ActionError> {
    let id = OrderId::from_uuid(host.next_uuid());
    let mut order = Order::new(id, host.now());
    let problems = enter_all(&mut order.fields, fields)?;
    let change = Change::CreateOrder { fields: change::order_edits(&OrderFields::default(), &order.fields) };
    let mut step = Step::create(host, order).await?;
    step.note(change);
    step.close(Role::Unrecallable).await?;
    Ok(Done { value: id, problems })
}

/// Types texts into a head; every refusal is told, not only the first.
pub(crate) fn enter_all(
    into: &mut OrderFields,
    fields: &[(OrderField, String)],
) -> Result<Vec<Problem>, ActionError> {
    let mut problems = Vec::new();
    let mut refused = Vec::new();
    for (field, text) in fields {
        match into.enter(*field, text) {
            Ok(found) => problems.extend(found),
            Err(problem) => refused.push(problem),
        }
    }
    if refused.is_empty() { Ok(problems) } else { Err(ActionError::Refused(refused)) }
}
