//! Filling a range from its first row or column (Ctrl+D, Ctrl+R).

use actions::{ActionError, Done, TypedEdit};
use store_desk::StoreError;
use values::OrderId;

use super::{BlockOutcome, LineRange, gone};
use crate::desk::Desk;

/// Which way a fill goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The first row goes into the others; of a single row, the line above goes into it.
    Down,
    /// The first column goes into the others.
    Right,
}

impl Desk {
    /// Fills a range with what stands at its beginning. A month or a number is copied, never counted on.
    ///
    /// # Errors
    /// `NOT_FOUND` where an end of the range is gone; those of [`actions::edit_lines`].
    pub async fn fill(
        &self,
        order: OrderId,
        range: &LineRange,
        direction: Direction,
    ) -> Result<Done<BlockOutcome>, ActionError> {
        let edits = match direction {
            Direction::Down => self.filled_down(order, range).await?,
            Direction::Right => self.filled_right(order, range).await?,
        };
        self.type_block(order, edits, Vec::new()).await
    }

    async fn filled_down(&self, order: OrderId, range: &LineRange) -> Result<Vec<TypedEdit>, ActionError> {
        let mut lines = self.lines_of(order, range).await?;
        let source = match lines.as_slice() {
            [only] => match self.store().line_before(order, *only).await? {
                Some(above) => above,
                None => return Ok(Vec::new()),
            },
            _ => lines.remove(0),
        };
        let mut texts = Vec::with_capacity(range.fields.len());
        let above = LineRange { from: source, to: source, fields: range.fields.clone() };
        self.each_row(order, &above, |_, row| {
            texts.extend(range.fields.iter().copied().zip(row.iter().map(|text| text.to_string())));
            Ok(())
        })
        .await?;
        Ok(lines.into_iter().map(|line| TypedEdit { line, fields: texts.clone() }).collect())
    }

    async fn filled_right(&self, order: OrderId, range: &LineRange) -> Result<Vec<TypedEdit>, ActionError> {
        let Some((_, others)) = range.fields.split_first() else { return Ok(Vec::new()) };
        let mut edits = Vec::new();
        self.each_row(order, range, |line, row| {
            let source = row.first().map_or("", |text| text);
            let fields = others.iter().map(|field| (*field, source.to_owned())).collect();
            edits.push(TypedEdit { line, fields });
            Ok(())
        })
        .await?;
        Ok(edits)
    }

    /// Calls `each` with every line of a range and the texts of its fields.
    pub(super) async fn each_row(
        &self,
        order: OrderId,
        range: &LineRange,
        mut each: impl FnMut(values::LineId, &[Box<str>]) -> Result<(), StoreError>,
    ) -> Result<(), ActionError> {
        let mut row: Vec<Box<str>> = Vec::with_capacity(range.fields.len());
        let is_there = self
            .store()
            .each_line_between(order, range.from, range.to, |placed| {
                row.clear();
                let fields = &placed.line.fields;
                row.extend(range.fields.iter().map(|field| Box::from(fields.entry(*field).text())));
                each(placed.line.id, &row)
            })
            .await?;
        if is_there { Ok(()) } else { Err(gone().into()) }
    }
}
