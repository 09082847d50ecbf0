//! Tables written row by row to .xlsx or .csv in little memory: the ground under the exports.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use csv::{Terminator, WriterBuilder};
use rust_xlsxwriter::{ColNum, Format, Workbook};
use values::{Decimal, Money};

use super::WriteError;
use super::save::{Pending, save, workbook_for};
use super::sheet::{bold, write_text};
use super::text_safety::csv_text;

/// In which form a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Office Open XML workbook.
    Xlsx,
    /// Comma-separated text, UTF-8 with byte-order mark, CR LF.
    Csv,
}

impl TableKind {
    /// Its extension.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// The kind of a file name's extension, in any case.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// A cell to be written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TableCell<'a> {
    /// Nothing.
    Empty,
    /// Text, never run as a formula (YW-IMP-18).
    Text(&'a str),
    /// An amount; in .xlsx a number with two decimals.
    Amount(Money),
    /// A measure; in .xlsx a number.
    Number(Decimal),
}

/// A column: its header, its width in characters, whether it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    /// Header text.
    pub name: String,
    /// Width in characters; .xlsx only.
    pub width: f64,
    /// Hidden columns are hidden in .xlsx; .csv has no such thing.
    pub is_hidden: bool,
}

/// A table on its way into a file; the file appears with [`Table::finish`] only.
pub struct Table {
    target: PathBuf,
    row: u32,
    sink: Sink,
}

enum Sink {
    Xlsx { workbook: Box<Workbook>, amount: Box<Format> },
    Csv { pending: Pending, writer: Box<csv::Writer<Vec<u8>>> },
}

/// Bytes of .csv that are gathered before they go to the file.
const CSV_BYTES: usize = 256 * 1024;

impl Table {
    /// Begins a table.
    ///
    /// # Errors
    /// `FILE_WRITE`.
    pub fn create(
        target: &Path,
        kind: TableKind,
        sheet_name: &str,
        columns: &[TableColumn],
    ) -> Result<Self, WriteError> {
        let sink = match kind {
            TableKind::Xlsx => xlsx_sink(target, sheet_name, columns)?,
            TableKind::Csv => csv_sink(target, columns)?,
        };
        Ok(Self { target: target.to_owned(), row: 0, sink })
    }

    /// Writes the next row.
    ///
    /// # Errors
    /// `FILE_WRITE`.
    pub fn push(&mut self, cells: &[TableCell<'_>]) -> Result<(), WriteError> {
        self.row += 1;
        match &mut self.sink {
            Sink::Xlsx { workbook, amount } => {
                let sheet = workbook.worksheet_from_index(0)?;
                for (column, cell) in (0..).zip(cells) {
                    match cell {
                        TableCell::Empty => {}
                        TableCell::Text(text) => write_text(sheet, self.row, column, text)?,
                        TableCell::Amount(money) => {
                            let number = binary(money.decimal());
                            sheet.write_number_with_format(self.row, column, number, amount)?;
                        }
                        TableCell::Number(number) => {
                            sheet.write_number(self.row, column, binary(*number))?;
                        }
                    }
                }
            }
            Sink::Csv { pending, writer } => {
                for cell in cells {
                    match cell {
                        TableCell::Empty => writer.write_field("")?,
                        TableCell::Text(text) => writer.write_field(csv_text(text).as_ref())?,
                        TableCell::Amount(money) => writer.write_field(money.to_string())?,
                        TableCell::Number(number) => writer.write_field(number.normalize().to_string())?,
                    }
                }
                writer.write_record(None::<&[u8]>)?;
                if writer.get_ref().len() >= CSV_BYTES {
                    pass_on(writer, pending)?;
                }
            }
        }
        Ok(())
    }

    /// Adds a sheet of names and texts behind the table; .csv has one sheet only, so nothing is added there.
    ///
    /// # Errors
    /// `FILE_WRITE`.
    pub fn add_pairs(&mut self, sheet_name: &str, pairs: &[(String, String)]) -> Result<(), WriteError> {
        let Sink::Xlsx { workbook, .. } = &mut self.sink else { return Ok(()) };
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name)?;
        for (column, width) in [(0, 24.0), (1, 60.0)] {
            sheet.set_column_width(column, width)?;
        }
        for (row, (name, text)) in (0..).zip(pairs) {
            sheet.write_string_with_format(row, 0, name, &bold())?;
            write_text(sheet, row, 1, text)?;
        }
        Ok(())
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// `FILE_WRITE`; a file of that name from before is then still there.
    pub fn finish(self) -> Result<(), WriteError> {
        match self.sink {
            Sink::Xlsx { workbook, .. } => save(*workbook, &self.target),
            Sink::Csv { mut pending, mut writer } => {
                pass_on(&mut writer, &mut pending)?;
                pending.finish()
            }
        }
    }
}

fn xlsx_sink(target: &Path, sheet_name: &str, columns: &[TableColumn]) -> Result<Sink, WriteError> {
    let mut workbook = workbook_for(target)?;
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(sheet_name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, column) in (0 as ColNum..).zip(columns) {
        sheet.set_column_width(at, column.width)?;
        if column.is_hidden {
            sheet.set_column_hidden(at)?;
        }
    }
    for (at, column) in (0 as ColNum..).zip(columns) {
        sheet.write_string_with_format(0, at, &column.name, &bold())?;
    }
    Ok(Sink::Xlsx { workbook: Box::new(workbook), amount: Box::new(Format::new().set_num_format("0.00")) })
}

fn csv_sink(target: &Path, columns: &[TableColumn]) -> Result<Sink, WriteError> {
    let mut pending = Pending::create(target)?;
    pending.file().write_all("\u{feff}".as_bytes())?;
    let mut writer = Box::new(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new()));
    writer.write_record(columns.iter().map(|column| csv_text(&column.name).into_owned()))?;
    Ok(Sink::Csv { pending, writer })
}

/// Moves what was gathered into the file.
fn pass_on(writer: &mut csv::Writer<Vec<u8>>, pending: &mut Pending) -> Result<(), WriteError> {
    let next = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::with_capacity(CSV_BYTES));
    let bytes =
        std::mem::replace(writer, next).into_inner().map_err(|error| WriteError::from(error.into_error()))?;
    let mut file = BufWriter::with_capacity(CSV_BYTES, pending.file());
    file.write_all(&bytes)?;
    file.flush()?;
    Ok(())
}

/// A decimal as a cell of a workbook holds it: a binary double, read back exactly by rounding (YW-IMP-09).
fn binary(decimal: Decimal) -> f64 {
    decimal.to_string().parse().expect("a decimal's digits are a number")
}
