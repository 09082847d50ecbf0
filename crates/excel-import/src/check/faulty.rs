//! The faulty rows as they stand in the file, kept small: they go into the error workbook (YW-IMP-15).

use std::collections::BTreeMap;

use domain::LineField;

use crate::header::Header;
use crate::pipe;
use crate::raw::{RawCell, RawRow};

/// Longest text of a cell that is kept, in characters: beyond every field's length, so that what is wrong stays visible.
const CELL_CHARS_KEPT: usize = 500;
/// The same once this much is kept, in bytes; only a hostile file comes here.
const CELL_CHARS_KEPT_LATER: usize = 50;
const KEPT_BYTES: usize = 64 * 1024 * 1024;

/// Faulty rows in the order of the file. Each has nine cells: the columns of the template, then the line id.
#[derive(Debug, Clone, Default)]
pub struct FaultyRows {
    bytes: Vec<u8>,
    len: usize,
    /// Rows that were corrected since, by their numbers; `None` for those that are no longer faulty.
    corrected: BTreeMap<u32, Option<RawRow>>,
}

impl FaultyRows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The rows.
    pub fn iter(&self) -> impl Iterator<Item = RawRow> + '_ {
        let mut corrected = self.corrected.iter().peekable();
        let mut read = self.as_read().peekable();
        std::iter::from_fn(move || {
            loop {
                let next = read.peek().map(|row| row.number);
                match corrected.peek() {
                    Some((number, _)) if next.is_none_or(|next| **number <= next) => {
                        if next == Some(**number) {
                            read.next();
                        }
                        if let Some((_, Some(row))) = corrected.next() {
                            return Some(row.clone());
                        }
                    }
                    _ => return read.next(),
                }
            }
        })
    }

    /// The row of this number, if it is faulty.
    pub(super) fn get(&self, number: u32) -> Option<RawRow> {
        match self.corrected.get(&number) {
            Some(corrected) => corrected.clone(),
            None => self.as_read().find(|row| row.number == number),
        }
    }

    /// Says how a row stands after a correction; `None` if it is no longer faulty.
    pub(super) fn set(&mut self, number: u32, row: Option<RawRow>) {
        let was = self.get(number).is_some();
        self.len = self.len + usize::from(row.is_some()) - usize::from(was);
        self.corrected.insert(number, row);
    }

    /// As they were read.
    fn as_read(&self) -> impl Iterator<Item = RawRow> + '_ {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            (!rest.is_empty())
                .then(|| pipe::read_row(&mut rest).expect("only rows that were written are kept"))
        })
    }

    pub(super) fn push(&mut self, row: &RawRow, header: &Header) {
        let chars = if self.bytes.len() < KEPT_BYTES { CELL_CHARS_KEPT } else { CELL_CHARS_KEPT_LATER };
        let columns = LineField::ALL.into_iter().map(|field| header.at(field)).chain([header.line_id]);
        let cells = columns.map(|at| at.map_or(RawCell::Empty, |at| cut(row.cell(at), chars))).collect();
        pipe::write_row(&mut self.bytes, &RawRow { number: row.number, cells })
            .expect("memory takes what is written");
        self.len += 1;
    }
}

fn cut(cell: &RawCell, chars: usize) -> RawCell {
    match cell {
        RawCell::Text(text) => match text.char_indices().nth(chars) {
            Some((at, _)) => RawCell::text(&text[..at]),
            None => cell.clone(),
        },
        _ => cell.clone(),
    }
}
