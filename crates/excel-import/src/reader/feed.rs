//! Rows of any kind of file on their way out: the heading is gathered, rows are cut to the columns in use and counted.

use super::{Emit, tell};
use crate::bounds::{COLUMNS_MAX, DATA_ROWS_MAX, HEADER_ROWS};
use crate::columns::Mapping;
use crate::header;
use crate::raw::{RawCell, RawEvent, RawRow, Totals};
use crate::refusal::Refusal;

/// Takes the rows of one sheet in their order and hands them on.
pub(super) struct Feed<'a, 'e> {
    emit: &'a mut Emit<'e>,
    mapping: &'a Mapping,
    heading: Vec<RawRow>,
    /// Columns in use; known once the header is found.
    width: Option<usize>,
    totals: Totals,
}

impl<'a, 'e> Feed<'a, 'e> {
    pub(super) fn new(emit: &'a mut Emit<'e>, mapping: &'a Mapping) -> Self {
        Self { emit, mapping, heading: Vec::new(), width: None, totals: Totals::default() }
    }

    /// Another event, in between.
    pub(super) fn tell(&mut self, event: RawEvent) -> Result<(), Refusal> {
        tell(self.emit, event)
    }

    /// The next row.
    ///
    /// Returns whether more rows are of interest: after ten rows without a header they are not.
    pub(super) fn push(&mut self, mut row: RawRow, is_hidden: bool) -> Result<bool, Refusal> {
        let Some(width) = self.width else {
            return self.push_heading(row);
        };
        row.cells.truncate(width);
        if row.is_blank() {
            return Ok(true);
        }
        self.totals.data_rows += 1;
        self.totals.hidden_rows += u32::from(is_hidden);
        if self.totals.data_rows <= DATA_ROWS_MAX {
            self.tell(RawEvent::Row(row))?;
        }
        Ok(true)
    }

    fn push_heading(&mut self, mut row: RawRow) -> Result<bool, Refusal> {
        row.cells.truncate(COLUMNS_MAX);
        if row.number > HEADER_ROWS {
            // A sheet that begins this late has rows, but no header.
            if !self.heading.is_empty() {
                return Ok(false);
            }
            let is_blank = row.is_blank();
            if !is_blank {
                self.heading.push(row);
            }
            return Ok(is_blank);
        }
        if header::is_header(&row, self.mapping) {
            let last = row.cells.iter().rposition(|cell| !cell.is_blank()).unwrap_or(0);
            let assigned = self.mapping.iter().map(|(_, at)| usize::from(at)).max().unwrap_or(0);
            self.width = Some(last.max(assigned) + 1);
        }
        if !row.is_blank() {
            self.heading.push(row);
        }
        if self.width.is_some() {
            let heading = std::mem::take(&mut self.heading);
            self.tell(RawEvent::Heading(heading))?;
        }
        Ok(true)
    }

    /// The end of the sheet.
    pub(super) fn finish(mut self) -> Result<(), Refusal> {
        if self.width.is_none() {
            if self.heading.is_empty() {
                return Err(Refusal::Empty);
            }
            let heading = std::mem::take(&mut self.heading);
            self.tell(RawEvent::Heading(heading))?;
            return self.tell(RawEvent::End(Totals::default()));
        }
        match self.totals.data_rows {
            0 => Err(Refusal::Empty),
            n if n > DATA_ROWS_MAX => Err(Refusal::Rows(n)),
            _ => {
                let totals = self.totals;
                self.tell(RawEvent::End(totals))
            }
        }
    }
}

/// Puts a cell at its place in a row, filling the gap before it.
pub(super) fn put(cells: &mut Vec<RawCell>, column: usize, cell: RawCell) {
    if column >= COLUMNS_MAX {
        return;
    }
    if column < cells.len() {
        cells[column] = cell;
        return;
    }
    while cells.len() < column {
        cells.push(RawCell::Empty);
    }
    cells.push(cell);
}
