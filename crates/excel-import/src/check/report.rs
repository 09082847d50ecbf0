//! What a file came to: its rows one by one, and everything else at the end (YW-IMP-12).

use domain::{LineFields, Lookup};
use values::{LineId, Problem};

use super::FaultyRows;
use crate::header::{self, Header};
use crate::problems::Problems;
use crate::raw::{Facts, RawRow};

/// How a row came out; each row in exactly one of them (YW-IMP-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowState {
    /// 正确
    Good,
    /// 警告: importable, with something to look at.
    Warned,
    /// 疑似重复: left out by default.
    Duplicate,
    /// 错误: never imported.
    Faulty,
}

/// A row that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedRow {
    /// Its number in the file, header included.
    pub number: u32,
    /// Its values; faulty ones as raw text.
    pub fields: LineFields,
    /// What is known of its purchase number.
    pub lookup: Lookup,
    /// What of its merchant the purchase number filled in; the file left it empty.
    pub filled_in: FilledIn,
    /// The order's line that it is, in a file that was exported from this order.
    pub line_id: Option<LineId>,
    /// How it came out.
    pub state: RowState,
}

/// Cells that were empty in the file and came from what is known of the purchase number (YW-IMP-10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FilledIn {
    /// 商户名
    pub name: bool,
    /// 手机号
    pub phone: bool,
}

/// Counts of rows; `rows` is the sum of the next four (YW-IMP-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Data rows, without totals and empty ones.
    pub rows: u32,
    /// Without any problem.
    pub good: u32,
    /// With warnings only.
    pub warnings: u32,
    /// Suspected duplicates.
    pub duplicates: u32,
    /// With at least one error.
    pub errors: u32,
    /// Totals that were skipped.
    pub total_rows: u32,
    /// Empty rows between the data that were skipped.
    pub blank_rows: u32,
    /// Hidden or filtered rows among the data.
    pub hidden_rows: u32,
}

impl Counts {
    /// The count of a state.
    pub(super) fn of(&mut self, state: RowState) -> &mut u32 {
        match state {
            RowState::Good => &mut self.good,
            RowState::Warned => &mut self.warnings,
            RowState::Duplicate => &mut self.duplicates,
            RowState::Faulty => &mut self.errors,
        }
    }
}

/// Everything but the rows themselves.
#[derive(Debug, Clone)]
pub struct Report {
    /// What the file is; `None` only before anything was read.
    pub facts: Option<Facts>,
    /// Sheets that can be chosen, where the file was refused because of which one is meant; empty otherwise.
    pub sheets: Vec<Box<str>>,
    /// The header, unless none was found.
    pub header: Option<Header>,
    /// The first rows of the sheet, for assigning columns where headers do not fit.
    pub heading: Vec<RawRow>,
    /// What is wrong with the file as a whole. With an error among them no row was read.
    pub file_problems: Vec<Problem>,
    /// What is wrong with its rows, in their order. While rows still arrive, a missing value may stand here that turns out
    /// to be merged (`IMP_MERGED`) at the end: .xlsx tells merged areas after the rows. Either way it is an error.
    pub problems: Problems,
    /// The faulty rows as they stand in the file, for the error workbook.
    pub faulty: FaultyRows,
    /// How many rows came out how.
    pub counts: Counts,
}

impl Report {
    /// Whether the file as a whole is refused.
    pub fn is_refused(&self) -> bool {
        self.file_problems.iter().any(Problem::is_error)
    }

    /// The header row's fingerprint; where none was found, that of the first row with several texts: the key under which an
    /// assignment of columns is remembered.
    pub fn header_fingerprint(&self) -> Option<u128> {
        let guess = || {
            let row = self
                .heading
                .iter()
                .find(|row| row.cells.iter().filter(|cell| !cell.is_blank()).count() >= 4)?;
            let names: Vec<Box<str>> =
                row.cells.iter().map(|cell| cell.to_string().into_boxed_str()).collect();
            Some(header::fingerprint(&names))
        };
        self.header.as_ref().map(|header| header.fingerprint).or_else(guess)
    }
}
