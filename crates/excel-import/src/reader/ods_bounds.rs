//! A look over an .ods table before calamine parses it whole: how large its repeated rows and cells become when they are
//! written out, which rows are hidden, which cells are merged, whether it is encrypted.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::container::Container;
use super::xml::{attr, raw_attributes};
use crate::bounds::{
    CELL_CHARS_MAX, MERGES_MAX, REPEATED_TEXT_BYTES_MAX, SHEET_ROWS_MAX, SHEETS_MAX, WHOLE_CELLS_MAX,
};
use crate::raw::CellRange;
use crate::refusal::Refusal;

/// What the look found, per table in the order of the file.
#[derive(Default)]
pub(super) struct TableSurvey {
    pub(super) name: String,
    /// Hidden or filtered rows, from 1, in rising spans.
    pub(super) hidden_rows: Vec<Range<u32>>,
    pub(super) merges: Vec<CellRange>,
}

impl TableSurvey {
    pub(super) fn is_hidden(&self, row: u32) -> bool {
        let after = self.hidden_rows.partition_point(|span| span.start <= row);
        after.checked_sub(1).is_some_and(|at| self.hidden_rows[at].contains(&row))
    }
}

/// Refuses encrypted documents.
pub(super) fn check_open(container: &mut Container<'_>) -> Result<(), Refusal> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    if !container.has(MANIFEST) {
        return Ok(());
    }
    let manifest = container.read_small(MANIFEST)?;
    let is_encrypted = memchr::memmem::find(&manifest, b"encryption-data").is_some();
    if is_encrypted { Err(Refusal::Encrypted) } else { Ok(()) }
}

/// Looks over all tables.
pub(super) fn survey(container: &mut Container<'_>) -> Result<Vec<TableSurvey>, Refusal> {
    let budget = container.budget();
    let mut reader = Reader::from_reader(container.part("content.xml")?);
    let mut buffer = Vec::new();
    let mut walk = Walk::default();
    let mut depth = 0u64;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| budget.blame())? {
            Event::Start(element) => {
                depth += 1;
                walk.start(&element, false)?;
            }
            Event::Empty(element) => walk.start(&element, true)?,
            Event::Text(text) => walk.row_text += text.len() as u64 * walk.cell_repeats,
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                if element.local_name().into_inner() == "table-row" {
                    walk.end_row()?;
                }
            }
            // The parser behind this look waits forever for the end of an element that was cut off.
            Event::Eof if depth > 0 => return Err(Refusal::Damaged),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(walk.tables)
}

/// Where the look stands.
#[derive(Default)]
struct Walk {
    tables: Vec<TableSurvey>,
    /// Rows of this table so far.
    row: u64,
    row_repeats: u64,
    is_row_hidden: bool,
    /// Cells of this row so far, and up to the last one with something in it.
    column: u64,
    column_used: u64,
    cell_repeats: u64,
    row_text: u64,
    /// Extent of this table's content.
    width: u64,
    area: u64,
    /// Extent of the tables before it.
    area_before: u64,
    text: u64,
}

impl Walk {
    fn start(&mut self, element: &BytesStart<'_>, is_empty: bool) -> Result<(), Refusal> {
        match element.local_name().into_inner() {
            "table" => self.start_table(element)?,
            "table-row" => {
                self.row_repeats = repeats(element, "number-rows-repeated");
                self.is_row_hidden =
                    matches!(attr(element, "visibility").as_deref(), Some("collapse" | "filter"));
                (self.column, self.column_used, self.row_text, self.cell_repeats) = (0, 0, 0, 0);
                if is_empty {
                    self.end_row()?;
                }
            }
            "table-cell" | "covered-table-cell" => self.cell(element),
            "s" => {
                let spaces = repeats(element, "c");
                if spaces > CELL_CHARS_MAX as u64 {
                    return Err(Refusal::TooLarge);
                }
                self.row_text += spaces * self.cell_repeats;
            }
            _ => {}
        }
        Ok(())
    }

    fn start_table(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.tables.len() >= SHEETS_MAX {
            return Err(Refusal::TooLarge);
        }
        let name = attr(element, "name").unwrap_or_default().into_owned();
        self.tables.push(TableSurvey { name, ..TableSurvey::default() });
        self.area_before += self.area;
        (self.row, self.width, self.area) = (0, 0, 0);
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>) {
        let times = repeats(element, "number-columns-repeated");
        self.cell_repeats = times;
        let columns = repeats(element, "number-columns-spanned");
        let rows = repeats(element, "number-rows-spanned");
        if columns * rows > 1 {
            self.merge(rows, columns);
        }
        let has_value = raw_attributes(element)
            .any(|(name, _)| matches!(name, "value-type" | "formula" | "string-value" | "value"));
        self.column = self.column.saturating_add(times);
        if has_value {
            self.column_used = self.column.min(16_384);
            self.row_text += element.len() as u64 * times;
        }
    }

    fn merge(&mut self, rows: u64, columns: u64) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let last_row = self.row + rows;
        let last_column = self.column + columns - 1;
        if table.merges.len() >= MERGES_MAX || last_row > u64::from(SHEET_ROWS_MAX) || last_column >= 16_384 {
            return;
        }
        table.merges.push(CellRange {
            first_row: self.row as u32 + 1,
            first_column: self.column as u16,
            last_row: last_row as u32,
            last_column: last_column as u16,
        });
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let first = self.row;
        self.row = self.row.saturating_add(self.row_repeats).min(u64::from(SHEET_ROWS_MAX));
        if self.is_row_hidden
            && let Some(table) = self.tables.last_mut()
        {
            table.hidden_rows.push(first as u32 + 1..self.row as u32 + 1);
        }
        if self.column_used > 0 {
            // Blank rows and cells up to here are written out as well.
            self.width = self.width.max(self.column_used);
            self.area = self.row * self.width;
            self.text = self.text.saturating_add(self.row_text.saturating_mul(self.row_repeats));
            if self.area + self.area_before > WHOLE_CELLS_MAX || self.text > REPEATED_TEXT_BYTES_MAX {
                return Err(Refusal::TooLarge);
            }
        }
        Ok(())
    }
}

/// A count, 1 where none is given.
fn repeats(element: &BytesStart<'_>, name: &str) -> u64 {
    attr(element, name).map_or(1, |text| text.parse().unwrap_or(u64::from(u32::MAX)))
}
