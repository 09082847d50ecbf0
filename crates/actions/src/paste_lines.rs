//! A block of cells: some on lines that are there, the rest as new lines behind the last (YW-ORD-08, 10).

use values::{Code, LineId, OrderId, Problem};

use crate::{
    add_lines::{TypedLine, append},
    edit_lines::{TypedEdit, type_into},
    fault::{ActionError, Done},
    host::{Host, UndoTx},
    step::{Role, Step},
};

/// What a paste did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// Lines that were there and are different now.
    pub changed: u32,
    /// The new lines, in their order.
    pub added: Vec<LineId>,
}

/// Types `edits` into lines that are there and adds `lines` behind the last one, in one step. Wrong cells are kept and
/// told under `lines[n].field`; `n` counts the edits first and the new lines after them.
///
/// Refuses what [`edit_lines`](crate::edit_lines()) and [`add_lines`](crate::add_lines()) refuse: `NOT_FOUND`, `LINE_LINKED`,
/// `FIELD_TOO_LONG`, `LINE_LIMIT`, the locks of §19.4; nothing is changed then.
pub async fn paste_lines<H: Host<Tx: UndoTx>>(
    host: &H,
    id: OrderId,
    edits: &[TypedEdit],
    lines: &[TypedLine],
) -> Result<Done<Pasted>, ActionError> {
    let mut step = Step::open(host, id).await?;
    // Asked before the work of 100,000 lines that would then be thrown away.
    let added = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    if step.order.sums.lines.saturating_add(added) > domain::order::LINES_MAX {
        return Err(Problem::new(Code::LineLimit).into());
    }
    let (changed, mut problems) = type_into(&mut step, edits).await?;
    let added = append(&mut step, lines, edits.len(), false).await?;
    problems.extend(added.problems);
    step.close(Role::New).await?;
    Ok(Done { value: Pasted { changed, added: added.value }, problems })
}
