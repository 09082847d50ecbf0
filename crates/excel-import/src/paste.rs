//! Cells on their way through the clipboard (YW-ORD-08): a block as Excel, WPS and LibreOffice put it there, and one as they
//! take it. Text with tabs is the first source, an HTML table the second.

use domain::LineField;
use values::{Code, Problem};

use crate::columns::accepted_names;
use crate::header::{LINE_ID_HEADER, REASON_HEADER, bare_name};

mod copied;
mod html;
mod tabbed;

pub use copied::{Copied, Copying};

/// Most rows of a block: those of an order (YW-IMP-03).
pub const ROWS_MAX: usize = 100_000;
/// Most columns of a block.
pub const COLUMNS_MAX: usize = 64;
/// Longest clipboard text, in bytes: 64 MiB.
pub const BYTES_MAX: usize = 64 * 1024 * 1024;

/// A rectangle of texts. Rows may end early; what is missing at their end is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    rows: Vec<Vec<Box<str>>>,
    width: usize,
    fields: Option<Vec<Option<LineField>>>,
}

impl Block {
    /// A block of these rows, without names.
    pub fn of(rows: Vec<Vec<Box<str>>>) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        Self { rows, width, fields: None }
    }

    /// How many rows there are, a recognised header not among them.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many columns its longest row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The text of a cell, both counted from 0; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", |text| text)
    }

    /// What each column is, where the first row said so; `None` for a column that is no field (明细编号, 错误原因).
    pub fn fields(&self) -> Option<&[Option<LineField>]> {
        self.fields.as_deref()
    }

    /// Takes the first row off if it is a header: every text in it names a column (YW-IMP-04), none of them twice. One
    /// name alone is a header only above something.
    fn named(mut self) -> Self {
        let Some(first) = self.rows.first() else { return self };
        let mut fields = Vec::with_capacity(first.len());
        for text in first {
            let name = bare_name(text);
            let field =
                LineField::ALL.into_iter().find(|&field| accepted_names(field).contains(&name.as_str()));
            let is_known = field.is_some() || name == LINE_ID_HEADER || name == REASON_HEADER;
            if !is_known || (field.is_some() && fields.contains(&field)) {
                return self;
            }
            fields.push(field);
        }
        let names = fields.iter().flatten().count();
        if names == 0 || (names == 1 && self.rows.len() == 1) {
            return self;
        }
        self.rows.remove(0);
        self.width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        self.fields = Some(fields);
        self
    }
}

/// Reads a clipboard's text, or its HTML table where the text has no columns and the table does.
///
/// Quoted cells hold tabs, line breaks and doubled quotes; a line break at the end adds no row. Nothing is calculated:
/// what looks like a formula is text.
///
/// # Errors
/// `LINE_LIMIT` above [`ROWS_MAX`] rows, `PASTE_TOO_LARGE` above [`COLUMNS_MAX`] columns or [`BYTES_MAX`] bytes.
pub fn parse(text: &str, html: Option<&str>) -> Result<Block, Problem> {
    let text = text.trim_end_matches('\0');
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > BYTES_MAX {
        return Err(too_large());
    }
    let mut block = Block::of(tabbed::rows(text)?);
    if block.width <= 1
        && let Some(html) = html.filter(|html| html.len() <= BYTES_MAX)
        && let Some(rows) = html::rows(html)?
    {
        let table = Block::of(rows);
        if table.width > block.width.max(1) || text.trim().is_empty() {
            block = table;
        }
    }
    let block = block.named();
    if block.height() > ROWS_MAX { Err(Problem::new(Code::LineLimit)) } else { Ok(block) }
}

/// Rows that are being gathered, within the bounds.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<Box<str>>>,
    row: Vec<Box<str>>,
}

impl Rows {
    fn cell(&mut self, text: &str) -> Result<(), Problem> {
        if self.row.len() == COLUMNS_MAX {
            return Err(too_large());
        }
        self.row.push(text.into());
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Problem> {
        // One more than an order has lines: the header may be among them.
        if self.rows.len() > ROWS_MAX {
            return Err(Problem::new(Code::LineLimit));
        }
        self.rows.push(std::mem::take(&mut self.row));
        Ok(())
    }
}

fn too_large() -> Problem {
    Problem::new(Code::PasteTooLarge)
}

#[cfg(test)]
mod tests;
