//! The checking stage: rows as they stand in the file → lines that may be imported, and every problem at its cell
//! (YW-IMP-04 … 12). It reads one row after the other and keeps only what the report needs.

use std::collections::{HashMap, HashSet};

use domain::{LineField, LineFields};
use values::{Code, Currency, Day, LineId, MerchantNo, Mobile, PartyName, Problem};

use crate::bounds::{DATA_ROWS_MAX, HEADER_ROWS};
use crate::columns::Mapping;
use crate::header::{self, Header};
use crate::problems::Problems;
use crate::raw::{CellRange, Facts, RawEvent, RawRow, Totals};

mod report;

mod cells;
mod merchant;

mod faulty;
mod merges;

mod correct;

pub use correct::{Preview, Twins};
pub use faulty::FaultyRows;
pub use report::{CheckedRow, Counts, FilledIn, Report, RowState};

/// What the checks need to know of the order and the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRequest {
    /// Today's China date (CM-TIME-01).
    pub today: Day,
    /// The order's line currency (YW-ORD-09).
    pub currency: Currency,
    /// Columns assigned by the person; the same as in the [`ReadRequest`](crate::reader::ReadRequest).
    pub mapping: Mapping,
}

/// A merchant of the platform, as known on this computer (YW-ORD-12).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMerchant {
    /// The platform's name.
    pub name: PartyName,
    /// The platform's phone.
    pub phone: Mobile,
    /// Whether the merchant is active.
    pub is_active: bool,
}

/// What is known of merchants and of the order's present lines. Where nothing is, `()` does.
pub trait Known {
    /// The merchant of a purchase number, if it was seen before (YW-IMP-10).
    fn merchant(&self, _no: &MerchantNo) -> Option<KnownMerchant> {
        None
    }

    /// Where a line with this fingerprint stands in the order, from 1 (YW-IMP-11).
    fn line_with(&self, _fingerprint: u128) -> Option<u32> {
        None
    }

    /// Whether the order has this line: then the row is that line again, not a new one.
    fn has_line(&self, _id: LineId) -> bool {
        false
    }

    /// Whether the order's line of this id says just this already. Such a row is not judged again, even where the line
    /// is wrong: nothing would be stored.
    fn line_stands(&self, _id: LineId, _fields: &LineFields) -> bool {
        false
    }
}

impl Known for () {}

/// Checks the events of one file.
pub struct Checker<'a, K: ?Sized> {
    request: &'a CheckRequest,
    known: &'a K,
    report: Report,
    is_1904: bool,
    last_row: u32,
    seen: HashMap<u128, u32>,
    seen_ids: HashSet<LineId>,
    merges: Vec<CellRange>,
    row_problems: Vec<Problem>,
}

impl<'a, K: Known + ?Sized> Checker<'a, K> {
    /// A checker that has seen nothing.
    pub fn new(request: &'a CheckRequest, known: &'a K) -> Self {
        let report = Report {
            facts: None,
            sheets: Vec::new(),
            header: None,
            heading: Vec::new(),
            file_problems: Vec::new(),
            problems: Problems::default(),
            faulty: FaultyRows::default(),
            counts: Counts::default(),
        };
        Self {
            request,
            known,
            report,
            is_1904: false,
            last_row: 0,
            seen: HashMap::new(),
            seen_ids: HashSet::new(),
            merges: Vec::new(),
            row_problems: Vec::new(),
        }
    }

    /// What has been found so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Takes the next event; returns the row, if it was one that counts.
    pub fn take(&mut self, event: RawEvent) -> Option<CheckedRow> {
        match event {
            RawEvent::Facts(facts) => self.take_facts(facts),
            RawEvent::Heading(rows) => self.take_heading(rows),
            RawEvent::Merges(ranges) => self.merges = ranges,
            RawEvent::End(totals) => self.take_end(totals),
            RawEvent::Row(row) => return self.take_row(&row),
        }
        None
    }

    /// The report, complete once `End` was taken.
    pub fn finish(self) -> Report {
        self.report
    }

    fn take_facts(&mut self, facts: Facts) {
        if let Some(extension) = &facts.wrong_extension {
            let warning =
                Problem::new(Code::ImpExt).with("ext", extension).with("kind", facts.kind.extension());
            self.report.file_problems.push(warning);
        }
        self.is_1904 = facts.is_1904;
        self.report.facts = Some(facts);
    }

    fn take_heading(&mut self, rows: Vec<RawRow>) {
        match header_of(&rows, &self.request.mapping) {
            Some(row) => {
                let (header, problems) =
                    header::understand(row, &self.request.mapping, self.request.currency);
                self.last_row = header.row;
                self.report.file_problems.extend(problems);
                self.report.header = Some(header);
            }
            None => self.report.file_problems.push(Problem::new(Code::ImpHeader)),
        }
        self.report.heading = rows;
    }

    fn take_end(&mut self, totals: Totals) {
        self.report.counts.hidden_rows = totals.hidden_rows;
        if totals.hidden_rows > 0 {
            self.report.file_problems.push(Problem::new(Code::ImpHidden).with("n", totals.hidden_rows));
        }
        let is_empty = self.report.counts.rows == 0;
        if is_empty && !self.report.is_refused() {
            self.report.file_problems.push(Problem::new(Code::ImpEmpty));
        }
        if !self.merges.is_empty() {
            let merged = merges::Merged::new(&self.merges, &self.report);
            self.report
                .problems
                .name_merges(|row, column| merged.range(row, column).map(|range| range.to_string()));
        }
    }

    fn take_row(&mut self, row: &RawRow) -> Option<CheckedRow> {
        let header = self.report.header.take()?;
        let counts = &self.report.counts;
        // The reader keeps to the limit by itself; this holds whatever the reading process may have become.
        if counts.rows + counts.total_rows >= DATA_ROWS_MAX && !self.report.is_refused() {
            let more = Problem::new(Code::ImpRows).with("n", DATA_ROWS_MAX + 1);
            self.report.file_problems.push(more);
        }
        let checked = if self.report.is_refused() { None } else { self.check_row(row, &header) };
        self.report.header = Some(header);
        checked
    }

    fn check_row(&mut self, row: &RawRow, header: &Header) -> Option<CheckedRow> {
        let counts = &mut self.report.counts;
        counts.blank_rows += row.number.saturating_sub(self.last_row + 1);
        self.last_row = row.number;
        if is_total_row(row, header) {
            counts.total_rows += 1;
            self.report.problems.push(&Problem::new(Code::ImpTotalRow).at(row.number, None));
            return None;
        }
        let mut problems = std::mem::take(&mut self.row_problems);
        problems.clear();
        let context = cells::Context { request: self.request, is_1904: self.is_1904, header, row };
        let mut fields = context.read(&mut problems);
        let (lookup, filled_in) = merchant::resolve(&context, &mut fields, self.known, &mut problems);
        let line_id = context.line_id().filter(|&id| self.known.has_line(id) && self.seen_ids.insert(id));
        if line_id.is_some_and(|id| self.known.line_stands(id, &fields)) {
            problems.clear();
        }
        let has_errors = problems.iter().any(Problem::is_error);
        let twin = if has_errors { None } else { self.twin(&fields, row.number, line_id) };
        let state = match (has_errors, twin) {
            (true, _) => RowState::Faulty,
            (false, Some(twin)) => {
                problems.push(Problem::new(Code::ImpDuplicate).with("row", twin).at(row.number, None));
                RowState::Duplicate
            }
            (false, None) if problems.is_empty() => RowState::Good,
            (false, None) => RowState::Warned,
        };
        self.count(state);
        problems.sort_by_key(|problem| problem.column);
        problems.iter().for_each(|problem| self.report.problems.push(problem));
        self.row_problems = problems;
        if state == RowState::Faulty {
            self.report.faulty.push(row, header);
        }
        Some(CheckedRow { number: row.number, fields, lookup, filled_in, line_id, state })
    }

    /// The row or line that this one equals: an earlier row of the file, else a line of the order (YW-IMP-11). A row that is
    /// a line of this order again has no twin in itself.
    fn twin(&mut self, fields: &LineFields, number: u32, line_id: Option<LineId>) -> Option<u32> {
        let fingerprint = fields.fingerprint()?;
        if line_id.is_some() {
            self.seen.entry(fingerprint).or_insert(number);
            return None;
        }
        match self.seen.entry(fingerprint) {
            std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(number);
                self.known.line_with(fingerprint)
            }
        }
    }

    fn count(&mut self, state: RowState) {
        self.report.counts.rows += 1;
        *self.report.counts.of(state) += 1;
    }
}

/// The last row of a heading, if it is a header among the first ten rows of the sheet.
fn header_of<'r>(heading: &'r [RawRow], mapping: &Mapping) -> Option<&'r RawRow> {
    heading.last().filter(|row| row.number <= HEADER_ROWS && header::is_header(row, mapping))
}

/// Whether the first cell with something in it says "total" and there is no phone (YW-IMP-05).
fn is_total_row(row: &RawRow, header: &Header) -> bool {
    const TOTALS: [&str; 4] = ["合计", "总计", "小计", "total"];
    let Some(crate::raw::RawCell::Text(first)) = row.cells.iter().find(|cell| !cell.is_blank()) else {
        return false;
    };
    // No word among them is longer; most rows end here.
    if first.len() > 32 {
        return false;
    }
    let word: String = first.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '：')).collect();
    let has_phone = header.at(LineField::MerchantPhone).is_some_and(|at| !row.cell(at).is_blank());
    !has_phone && TOTALS.contains(&word.to_lowercase().as_str())
}
