//! 复制订单: a new draft with what another order says (YW-ORD-02).

use domain::{Change, Field, Order, OrderFields, Sums, change};
use values::{Code, LineId, OrderId, Problem};

use crate::{
    fault::{ActionError, Done},
    host::{Host, Tx as _, UndoTx},
    step::{Role, SPACING, Step},
};

/// Makes a draft with the head and all lines of another order, in one transaction, whatever the other's state. Left behind
/// are what belongs to that one trade: number, declaration, state, links, and the trace numbers (YW-ORD-18). Wrong texts
/// are taken over and stay marked.
///
/// `NOT_FOUND` if the order is not there, or was deleted. The beginning of an order cannot be undone; the copy can be
/// deleted.
///
/// The lines are copied by the store: nothing of them has to be known here.
pub async fn duplicate_order<H: Host<Tx: UndoTx>>(
    host: &H,
    source: OrderId,
) -> Result<Done<OrderId>, ActionError> {
    let id = OrderId::from_uuid(host.next_uuid());
    let mut step = Step::create(host, Order::new(id, host.now())).await?;
    let original = step.tx.order(source).await?.filter(|order| !order.deleted);
    let original = original.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?;
    step.order.fields =
        OrderFields { purchase_order_nos: Field::Empty, consolidation_no: Field::Empty, ..original.fields };
    let fields = change::order_edits(&OrderFields::default(), &step.order.fields);
    step.note(Change::CreateOrder { fields });
    // The store reads and writes amounts in the line currency of the order as stored.
    step.tx.save_order(&step.order).await?;
    let lines: Vec<LineId> =
        (0..original.sums.lines).map(|_| LineId::from_uuid(step.host.next_uuid())).collect();
    step.tx.copy_lines(source, id, &lines, SPACING).await?;
    step.order.sums = Sums { linked: 0, ..original.sums };
    if !lines.is_empty() {
        step.note(Change::AddLines { lines });
    }
    let problems = step.order.fields.problems();
    step.close(Role::Unrecallable).await?;
    Ok(Done { value: id, problems })
}
