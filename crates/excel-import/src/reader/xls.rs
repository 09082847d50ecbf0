//! Excel 97–2003 workbooks (BIFF8), parsed whole by calamine after a look at their records (see `biff`).

use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xls};

use super::compound::Compound;
use super::feed::{Feed, put};
use super::{Emit, Job, biff, tell};
use crate::bounds::{CELL_CHARS_MAX, COLUMNS_MAX, HEADER_ROWS, MERGES_MAX};
use crate::header;
use crate::raw::{CellRange, Kind, RawCell, RawEvent, RawRow, SheetInfo};
use crate::refusal::Refusal;

/// Reads the workbook's chosen sheet.
pub(super) fn read(mut bytes: Vec<u8>, job: &Job<'_>, emit: &mut Emit<'_>) -> Result<(), Refusal> {
    let survey = {
        let compound = Compound::open(&bytes)?;
        let stream = compound.stream("Workbook")?;
        let survey = biff::survey(&stream)?;
        let places: Vec<usize> = survey
            .dimensions
            .iter()
            .flat_map(|&at| at..(at + 14).min(stream.content.len()))
            .filter_map(|at| stream.file_offset(at))
            .collect();
        (survey.hidden_rows, places)
    };
    let (hidden_rows, dimensions) = survey;
    for place in dimensions {
        bytes[place] = 0;
    }
    let mut xls: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let all = xls.sheets_metadata().to_vec();
    let places: Vec<usize> = (0..all.len()).filter(|&at| all[at].typ == SheetType::WorkSheet).collect();
    let infos: Vec<SheetInfo> = places
        .iter()
        .map(|&at| SheetInfo {
            name: all[at].name.as_str().into(),
            visible: all[at].visible == SheetVisible::Visible,
        })
        .collect();
    let mapping = &job.request.mapping;
    let chosen = super::sheets::choose(&infos, job.request.sheet.as_deref(), |at| {
        let table = xls.worksheet_range(&infos[at].name).map_err(|_| Refusal::Damaged)?;
        Ok(Rows::new(&table, None)
            .take_while(|row| row.number <= HEADER_ROWS)
            .any(|row| header::is_header(&row, mapping)))
    })?;

    let is_1904 = xls.has_1904_epoch();
    let name = infos[chosen].name.clone();
    let table = xls.worksheet_range(&name).map_err(|_| Refusal::Damaged)?;
    let formulas = xls.worksheet_formula(&name).map_err(|_| Refusal::Damaged)?;
    let merges: Vec<CellRange> = merged(&xls, &name);
    // All other sheets are given back before the rows go out.
    drop(xls);

    let mut facts = job.facts(Kind::Xls);
    facts.sheets = infos;
    facts.sheet = chosen as u16;
    facts.is_1904 = is_1904;
    tell(emit, RawEvent::Facts(facts))?;
    if !merges.is_empty() {
        tell(emit, RawEvent::Merges(merges))?;
    }
    let hidden =
        places.get(chosen).and_then(|&at| hidden_rows.get(at)).map(Vec::as_slice).unwrap_or_default();
    let mut feed = Feed::new(emit, mapping);
    for row in Rows::new(&table, Some(&formulas)) {
        let is_hidden = hidden.binary_search(&row.number).is_ok();
        if !feed.push(row, is_hidden)? {
            break;
        }
    }
    feed.finish()
}

fn merged(xls: &Xls<Cursor<Vec<u8>>>, name: &str) -> Vec<CellRange> {
    let areas = xls.merge_cells_by_sheet_name(name).unwrap_or_default();
    areas
        .into_iter()
        .take(MERGES_MAX)
        .map(|area| CellRange {
            first_row: area.start.0.saturating_add(1),
            first_column: area.start.1.min(u32::from(u16::MAX)) as u16,
            last_row: area.end.0.saturating_add(1),
            last_column: area.end.1.min(u32::from(u16::MAX)) as u16,
        })
        .collect()
}

/// The rows of a table that calamine holds in memory; shared by .xls and .ods.
pub(super) struct Rows<'a> {
    table: &'a Range<Data>,
    formulas: Option<&'a Range<String>>,
    next: u32,
}

impl<'a> Rows<'a> {
    pub(super) fn new(table: &'a Range<Data>, formulas: Option<&'a Range<String>>) -> Self {
        let first = |start: Option<(u32, u32)>| start.map(|(row, _)| row);
        let starts = [first(table.start()), formulas.and_then(|formulas| first(formulas.start()))];
        Self { table, formulas, next: starts.into_iter().flatten().min().unwrap_or(0) }
    }

    fn last_column(&self) -> u32 {
        let ends = [self.table.end(), self.formulas.and_then(Range::end)];
        ends.into_iter().flatten().map(|(_, column)| column).max().unwrap_or(0).min(COLUMNS_MAX as u32 - 1)
    }

    fn last_row(&self) -> Option<u32> {
        [self.table.end(), self.formulas.and_then(Range::end)].into_iter().flatten().map(|(row, _)| row).max()
    }
}

impl Iterator for Rows<'_> {
    type Item = RawRow;

    fn next(&mut self) -> Option<RawRow> {
        let at = self.next;
        if at > self.last_row()? {
            return None;
        }
        self.next += 1;
        let mut cells = Vec::new();
        for column in 0..=self.last_column() {
            let value = self.table.get_value((at, column)).unwrap_or(&Data::Empty);
            let formula = self.formulas.and_then(|formulas| formulas.get_value((at, column)));
            let cell = cell(value, formula.is_some_and(|formula| !formula.is_empty()));
            if cell != RawCell::Empty {
                put(&mut cells, column as usize, cell);
            }
        }
        Some(RawRow { number: at + 1, cells })
    }
}

fn cell(value: &Data, has_formula: bool) -> RawCell {
    match value {
        Data::Empty if has_formula => RawCell::FormulaNoResult,
        Data::Empty => RawCell::Empty,
        Data::String(text) if has_formula && is_error_text(text) => RawCell::Error(text.as_str().into()),
        Data::String(text) | Data::DurationIso(text) => RawCell::text(cut(text)),
        Data::Float(number) if number.is_finite() => RawCell::Number(*number),
        Data::Float(_) => RawCell::Error("#NUM!".into()),
        Data::Int(number) => RawCell::Number(*number as f64),
        Data::Bool(value) => RawCell::Bool(*value),
        Data::DateTime(date) if date.as_f64().is_finite() => RawCell::Date(date.as_f64()),
        Data::DateTime(_) => RawCell::Error("#NUM!".into()),
        Data::DateTimeIso(text) => {
            super::dates::iso_serial(text).map_or_else(|| RawCell::text(cut(text)), RawCell::Date)
        }
        Data::Error(error) => RawCell::Error(error.to_string().into()),
    }
}

/// LibreOffice stores the errors of formulas as their text.
fn is_error_text(text: &str) -> bool {
    const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
    ERRORS.contains(&text)
        || text.strip_prefix("Err:").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

fn cut(text: &str) -> &str {
    if text.len() <= CELL_CHARS_MAX {
        return text;
    }
    text.char_indices().nth(CELL_CHARS_MAX).map_or(text, |(at, _)| &text[..at])
}
