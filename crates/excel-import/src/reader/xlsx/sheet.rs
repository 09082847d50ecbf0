//! One worksheet as a stream of rows and merged areas.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::strings::SharedStrings;
use crate::bounds::{CELL_CHARS_MAX, COLUMNS_MAX, SHEET_ROWS_MAX};
use crate::columns;
use crate::raw::{CellRange, RawCell, RawRow};
use crate::reader::container::Budget;
use crate::reader::dates::iso_serial;
use crate::reader::feed::put;
use crate::reader::xml::{attr, is_yes, push_reference, raw_attributes};
use crate::refusal::Refusal;

/// What the cells of a sheet refer to.
pub(super) struct Context<'a> {
    pub(super) strings: &'a SharedStrings,
    pub(super) date_formats: &'a [bool],
}

/// What a sheet consists of.
pub(super) enum Item {
    /// A row, possibly without any value.
    Row { row: RawRow, is_hidden: bool },
    /// A merged area; these follow the rows.
    Merge(CellRange),
}

/// The cell that is being read.
#[derive(Default)]
struct CellState {
    column: usize,
    kind: CellKind,
    is_date: bool,
    has_formula: bool,
    has_value: bool,
}

/// The attribute `t` of a cell.
#[derive(Default, Clone, Copy, PartialEq)]
enum CellKind {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
    Error,
    IsoDate,
}

/// What the character data at this place belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Nothing,
    Value,
    Phonetic,
}

/// Reads a sheet part from beginning to end.
pub(super) struct SheetReader<'a, R> {
    xml: Reader<R>,
    budget: Budget,
    context: &'a Context<'a>,
    buffer: Vec<u8>,
    value: String,
    row: RawRow,
    is_hidden: bool,
    next_column: usize,
    in_row: bool,
    cell: CellState,
    within: Within,
}

impl<'a, R: BufRead> SheetReader<'a, R> {
    pub(super) fn new(part: R, budget: Budget, context: &'a Context<'a>) -> Self {
        let mut xml = Reader::from_reader(part);
        xml.config_mut().check_end_names = false;
        Self {
            xml,
            budget,
            context,
            buffer: Vec::with_capacity(1024),
            value: String::new(),
            row: RawRow { number: 0, cells: Vec::new() },
            is_hidden: false,
            next_column: 0,
            in_row: false,
            cell: CellState::default(),
            within: Within::Nothing,
        }
    }

    /// The next row or merged area; `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Item>, Refusal> {
        // The buffer is taken out so that events may borrow it while `self` changes.
        let mut buffer = std::mem::take(&mut self.buffer);
        let item = self.next_in(&mut buffer);
        self.buffer = buffer;
        item
    }

    fn next_in(&mut self, buffer: &mut Vec<u8>) -> Result<Option<Item>, Refusal> {
        loop {
            buffer.clear();
            let event = self.xml.read_event_into(buffer).map_err(|_| self.budget.blame())?;
            match event {
                Event::Start(element) => self.start(&element)?,
                Event::Empty(element) => match element.local_name().into_inner().as_bytes() {
                    b"row" => {
                        self.start_row(&element)?;
                        self.in_row = false;
                        return Ok(Some(self.take_row()));
                    }
                    b"c" => self.start_cell(&element)?,
                    b"f" => self.cell.has_formula = true,
                    b"v" => self.cell.has_value = true,
                    b"mergeCell" => {
                        if let Some(range) = attr(&element, "ref").and_then(|text| cell_range(&text)) {
                            return Ok(Some(Item::Merge(range)));
                        }
                    }
                    _ => {}
                },
                Event::Text(text) if self.within == Within::Value => {
                    self.value.push_str(&text.xml10_content())
                }
                Event::CData(text) if self.within == Within::Value => {
                    self.value.push_str(&text.xml10_content())
                }
                Event::GeneralRef(reference) if self.within == Within::Value => {
                    push_reference(&mut self.value, &reference);
                }
                Event::End(element) => match element.local_name().into_inner().as_bytes() {
                    b"c" => self.end_cell()?,
                    b"v" | b"t" if self.within == Within::Value => self.within = Within::Nothing,
                    b"rPh" => self.within = Within::Nothing,
                    // It would be the row before once more, with cells that stand in none.
                    b"row" if !self.in_row => return Err(Refusal::Damaged),
                    b"row" => {
                        self.in_row = false;
                        return Ok(Some(self.take_row()));
                    }
                    _ => {}
                },
                // A part that ends inside a row was cut off.
                Event::Eof if self.in_row => return Err(Refusal::Damaged),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        match element.local_name().into_inner().as_bytes() {
            b"row" => self.start_row(element)?,
            b"c" => self.start_cell(element)?,
            b"v" => {
                self.cell.has_value = true;
                self.within = Within::Value;
            }
            b"t" if self.in_row && self.within != Within::Phonetic => {
                self.cell.has_value = true;
                self.within = Within::Value;
            }
            b"rPh" => self.within = Within::Phonetic,
            b"f" => self.cell.has_formula = true,
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let mut number = self.row.number + 1;
        self.is_hidden = false;
        for (name, value) in raw_attributes(element) {
            match name.as_bytes() {
                b"r" => number = value.parse().map_err(|_| Refusal::Damaged)?,
                b"hidden" => self.is_hidden = is_yes(value),
                _ => {}
            }
        }
        if number == 0 || number > SHEET_ROWS_MAX || number <= self.row.number {
            return Err(Refusal::Damaged);
        }
        self.row.number = number;
        self.next_column = 0;
        self.in_row = true;
        Ok(())
    }

    fn take_row(&mut self) -> Item {
        let capacity = self.row.cells.len();
        let cells = std::mem::replace(&mut self.row.cells, Vec::with_capacity(capacity));
        Item::Row { row: RawRow { number: self.row.number, cells }, is_hidden: self.is_hidden }
    }

    fn start_cell(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let mut cell = CellState { column: self.next_column, ..CellState::default() };
        for (name, value) in raw_attributes(element) {
            match name.as_bytes() {
                b"r" => cell.column = cell_column(value).ok_or(Refusal::Damaged)?,
                b"s" => {
                    let style = value.parse::<usize>().ok();
                    let is_date = style.and_then(|style| self.context.date_formats.get(style));
                    cell.is_date = is_date.copied().unwrap_or(false);
                }
                b"t" => cell.kind = cell_kind(value),
                _ => {}
            }
        }
        self.next_column = cell.column + 1;
        self.cell = cell;
        self.value.clear();
        self.within = Within::Nothing;
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        let state = std::mem::take(&mut self.cell);
        self.within = Within::Nothing;
        if state.column >= COLUMNS_MAX {
            return Ok(());
        }
        if !state.has_value {
            if state.has_formula {
                put(&mut self.row.cells, state.column, RawCell::FormulaNoResult);
            }
            return Ok(());
        }
        let cell = match state.kind {
            CellKind::Shared => {
                let index: usize = self.value.trim().parse().map_err(|_| Refusal::Damaged)?;
                text_cell(self.context.strings.get(index).ok_or(Refusal::Damaged)?)
            }
            CellKind::Text => text_cell(&self.value),
            CellKind::Bool => RawCell::Bool(self.value.trim() == "1" || self.value.trim() == "true"),
            CellKind::Error => RawCell::Error(cut(self.value.trim()).into()),
            CellKind::IsoDate => {
                iso_serial(&self.value).map_or_else(|| text_cell(&self.value), RawCell::Date)
            }
            CellKind::Number => number_cell(&self.value, &state),
        };
        if cell != RawCell::Empty {
            put(&mut self.row.cells, state.column, cell);
        }
        Ok(())
    }
}

fn cell_kind(value: &str) -> CellKind {
    match value.as_bytes() {
        b"s" => CellKind::Shared,
        b"str" | b"inlineStr" => CellKind::Text,
        b"b" => CellKind::Bool,
        b"e" => CellKind::Error,
        b"d" => CellKind::IsoDate,
        _ => CellKind::Number,
    }
}

fn number_cell(value: &str, state: &CellState) -> RawCell {
    let value = value.trim();
    if value.is_empty() {
        return if state.has_formula { RawCell::FormulaNoResult } else { RawCell::Empty };
    }
    match value.parse::<f64>() {
        Ok(number) if !number.is_finite() => text_cell(value),
        Ok(number) if state.is_date => RawCell::Date(number),
        Ok(number) => RawCell::Number(number),
        Err(_) => text_cell(value),
    }
}

fn cut(text: &str) -> &str {
    if text.len() <= CELL_CHARS_MAX {
        return text;
    }
    text.char_indices().nth(CELL_CHARS_MAX).map_or(text, |(at, _)| &text[..at])
}

/// A text as Excel stores it: `_x000D_` stands for the character of that number.
fn text_cell(text: &str) -> RawCell {
    let text = cut(text);
    if !text.contains("_x") {
        return RawCell::text(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let escaped = rest.get(2..6).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let letter = escaped
            .filter(|_| rest.as_bytes().get(6) == Some(&b'_'))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        match letter {
            Some(letter) => {
                out.push(letter);
                rest = &rest[7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    out.push_str(rest);
    RawCell::text(&out)
}

/// The column of a reference such as `AB12`, from 0.
fn cell_column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    columns::from_letters(&reference[..letters]).map(usize::from)
}

fn cell_place(reference: &str) -> Option<(u32, u16)> {
    let reference = reference.trim();
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = columns::from_letters(&reference[..letters])?;
    let row = reference[letters..].parse().ok()?;
    (1..=SHEET_ROWS_MAX).contains(&row).then_some((row, column))
}

/// A range such as `A1:B2`.
fn cell_range(text: &str) -> Option<CellRange> {
    let (first, last) = text.split_once(':')?;
    let ((first_row, first_column), (last_row, last_column)) = (cell_place(first)?, cell_place(last)?);
    (first_row <= last_row && first_column <= last_column).then_some(CellRange {
        first_row,
        first_column,
        last_row,
        last_column,
    })
}
