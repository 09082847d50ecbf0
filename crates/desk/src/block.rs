//! What the grid does to an order's lines (YW-ORD-08 … 11): blocks and ranges, named by lines and fields and resolved here,
//! so that no screen has to hold the lines. Each call that changes something is one verb, one transaction, one undo step.

mod fill;
mod look;
mod paste;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use actions::{ActionError, Done, TypedEdit, paste_lines};
use domain::LineField;
use values::{Code, LineId, OrderId, Problem};

pub use self::{
    fill::Direction,
    look::{Cell, KnownMerchant, RangeSums},
    paste::Anchor,
};
pub use excel_import::paste::{Block, Copied, Copying, parse};
pub use store_desk::{UndoName, UndoState};

use crate::desk::Desk;

/// Cells of an order: the lines from one to another, whichever of the two stands first, and of these the given fields, in
/// the order in which the screen shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRange {
    /// One end.
    pub from: LineId,
    /// The other end.
    pub to: LineId,
    /// The columns.
    pub fields: Vec<LineField>,
}

/// What a call did to the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlockOutcome {
    /// Lines that were there and are different now.
    pub changed: u32,
    /// Lines that are new.
    pub added: u32,
    /// Columns of a pasted block that had no column to go to; their cells were left out.
    pub columns_left_out: u32,
    /// The first line of the cells that were typed into.
    pub first: Option<LineId>,
    /// The last of them.
    pub last: Option<LineId>,
}

/// Problems that an answer tells at most (CM-ERR-01); a hundred thousand wrong cells stay marked on the screen.
const PROBLEMS_TOLD: usize = 200;

impl Desk {
    /// Types a text into one cell. A wrong text is kept, marked and told.
    ///
    /// # Errors
    /// Those of [`actions::edit_lines`].
    pub async fn type_cell(
        &self,
        order: OrderId,
        line: LineId,
        field: LineField,
        text: &str,
    ) -> Result<Done<BlockOutcome>, ActionError> {
        let edit = TypedEdit { line, fields: vec![(field, text.to_owned())] };
        self.type_block(order, vec![edit], Vec::new()).await
    }

    /// Empties the cells of a range (the Delete key).
    ///
    /// # Errors
    /// `NOT_FOUND` where an end of the range is gone; those of [`actions::edit_lines`].
    pub async fn clear(&self, order: OrderId, range: &LineRange) -> Result<Done<BlockOutcome>, ActionError> {
        let empty: Vec<_> = range.fields.iter().map(|field| (*field, String::new())).collect();
        let lines = self.lines_of(order, range).await?;
        let edits = lines.into_iter().map(|line| TypedEdit { line, fields: empty.clone() }).collect();
        self.type_block(order, edits, Vec::new()).await
    }

    /// Removes the lines of these ranges, whatever their columns; a line in several ranges once. Answers how many.
    ///
    /// # Errors
    /// `NOT_FOUND` where an end of a range is gone; those of [`actions::remove_lines`].
    pub async fn remove_rows(&self, order: OrderId, ranges: &[LineRange]) -> Result<u32, ActionError> {
        let mut lines = Vec::new();
        for range in ranges {
            lines.extend(self.lines_of(order, range).await?);
        }
        let mut named = HashSet::with_capacity(lines.len());
        lines.retain(|line| named.insert(*line));
        let removed = u32::try_from(lines.len()).expect("an order has at most 100,000 lines");
        actions::remove_lines(self, order, lines).await?;
        Ok(removed)
    }

    /// The lines of a range, in their order.
    async fn lines_of(&self, order: OrderId, range: &LineRange) -> Result<Vec<LineId>, ActionError> {
        Ok(self.store().ids_between(order, range.from, range.to).await?.ok_or_else(gone)?)
    }

    /// Edits and new lines as one step; the new lines stand behind the last one.
    async fn type_block(
        &self,
        order: OrderId,
        edits: Vec<TypedEdit>,
        lines: Vec<actions::add_lines::TypedLine>,
    ) -> Result<Done<BlockOutcome>, ActionError> {
        let mut done = paste_lines(self, order, &edits, &lines).await?;
        done.problems.truncate(PROBLEMS_TOLD);
        let added = &done.value.added;
        let value = BlockOutcome {
            changed: done.value.changed,
            added: u32::try_from(added.len()).expect("an order has at most 100,000 lines"),
            columns_left_out: 0,
            first: edits.first().map(|edit| edit.line).or(added.first().copied()),
            last: added.last().copied().or(edits.last().map(|edit| edit.line)),
        };
        Ok(Done { value, problems: done.problems })
    }
}

/// `NOT_FOUND`: a line that the screen still shows is gone.
fn gone() -> Problem {
    Problem::new(Code::NotFound).in_field("id")
}
