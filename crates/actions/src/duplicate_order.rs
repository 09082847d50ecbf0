//! 复制订单: a new draft with what another order says (YW-ORD-02).

use domain::{Change, Field, Line, Order, OrderFields, change};
use values::{Code, LineId, OrderId, Problem};

use crate::{
    fault::{ActionError, Done},
    host::{Host, Tx as _, UndoTx},
    step::{CHUNK, Role, SPACING, Step},
};

/// Makes a draft with the head and all lines of another order, in one transaction, whatever the other's state. Left behind
/// are what belongs to that one trade: number, declaration, state, links, and the trace numbers (YW-ORD-18). Wrong texts
/// are taken over and stay marked.
///
/// `NOT_FOUND` if the order is not there, or was deleted. The beginning of an order cannot be undone; the copy can be
/// deleted.
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
    let lines = copy_lines(&mut step, source).await?;
    if !lines.is_empty() {
        step.note(Change::AddLines { lines });
    }
    let problems = step.order.fields.problems();
    step.close(Role::Unrecallable).await?;
    Ok(Done { value: id, problems })
}

/// Lines under new ids, a piece at a time.
async fn copy_lines<H: Host>(step: &mut Step<'_, H>, source: OrderId) -> Result<Vec<LineId>, ActionError> {
    let originals = step.tx.line_ids(source).await?;
    let mut place = 0;
    let mut copies = Vec::with_capacity(originals.len());
    for chunk in originals.chunks(CHUNK) {
        let mut lines = step.tx.lines(source, chunk).await?;
        for line in &mut lines {
            place += SPACING;
            *line = Line {
                id: LineId::from_uuid(step.host.next_uuid()),
                place,
                fields: std::mem::take(&mut line.fields),
                lookup: line.lookup,
                linked: false,
            };
        }
        copies.extend(lines.iter().map(|line| line.id));
        step.insert(&lines, None).await?;
    }
    Ok(copies)
}
