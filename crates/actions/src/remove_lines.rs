//! 【-】: removing lines (YW-ORD-11).

use std::collections::HashSet;

use values::{Code, LineId, OrderId, Problem};

use crate::{
    fault::ActionError,
    host::{Host, Tx as _, UndoTx},
    step::{CHUNK, Role, Step},
};

/// Removes lines, in one step; undo brings them back under their ids. A line named twice is removed once.
///
/// `NOT_FOUND` if one of them is not there, `LINE_LAST` where a confirmed order would be left empty,
/// `ORD_LOCKED_DECLARED`, `ORD_STATE`; nothing is removed then.
pub async fn remove_lines<H: Host<Tx: UndoTx>>(
    host: &H,
    id: OrderId,
    mut lines: Vec<LineId>,
) -> Result<(), ActionError> {
    let mut named = HashSet::with_capacity(lines.len());
    lines.retain(|line| named.insert(*line));
    let mut step = Step::open(host, id).await?;
    for chunk in lines.chunks(CHUNK) {
        if step.tx.lines(id, chunk).await?.len() != chunk.len() {
            return Err(Problem::new(Code::NotFound).in_field("id").into());
        }
    }
    step.remove(lines).await?;
    step.close(Role::New).await?;
    Ok(())
}
