//! A cell corrected in the preview is checked again at once (YW-IMP-12). Afterwards rows, problems, counts and faulty rows
//! are what the file would have come to with this text in that cell.

use std::collections::HashMap;

use domain::{LineField, LineFields};
use values::{Code, LineId, Problem};

use super::{CheckRequest, CheckedRow, FilledIn, Known, Report, RowState, cells, merchant};
use crate::header::Header;
use crate::raw::{RawCell, RawRow};

/// Which rows of a file are equal (YW-IMP-11): per fingerprint the rows without errors, by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Twins {
    rows: HashMap<u128, Vec<Equal>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Equal {
    number: u32,
    /// Whether it is a line of the order again, which has no twin in itself.
    is_line: bool,
}

impl Twins {
    /// Of these rows; `others` are rows that were checked and are not among them: number and fingerprint of lines that
    /// stand in the order as they are.
    pub fn of(rows: &[CheckedRow], others: &[(u32, u128)]) -> Self {
        let mut twins = Self::default();
        for &(number, fingerprint) in others {
            twins.add(fingerprint, Equal { number, is_line: true });
        }
        for row in rows.iter().filter(|row| row.state != RowState::Faulty) {
            if let Some(fingerprint) = row.fields.fingerprint() {
                twins.add(fingerprint, Equal { number: row.number, is_line: row.line_id.is_some() });
            }
        }
        twins
    }

    fn add(&mut self, fingerprint: u128, row: Equal) {
        let equal = self.rows.entry(fingerprint).or_default();
        let at = equal.partition_point(|other| *other < row);
        equal.insert(at, row);
    }

    fn remove(&mut self, fingerprint: u128, number: u32) {
        if let Some(equal) = self.rows.get_mut(&fingerprint) {
            equal.retain(|row| row.number != number);
        }
    }

    /// Of each row with this fingerprint, the row or line that it equals.
    fn found<K: Known + ?Sized>(&self, fingerprint: u128, known: &K) -> Vec<(u32, Option<u32>)> {
        let mut first = None;
        let equal = self.rows.get(&fingerprint).map_or(&[][..], Vec::as_slice);
        let twin = |row: &Equal| {
            let twin = match first {
                _ if row.is_line => None,
                Some(first) => Some(first),
                None => known.line_with(fingerprint),
            };
            first.get_or_insert(row.number);
            (row.number, twin)
        };
        equal.iter().map(twin).collect()
    }
}

/// A checked file whose cells may be corrected.
pub struct Preview<'a, K: ?Sized> {
    /// What it was checked with.
    pub request: &'a CheckRequest,
    /// What was known.
    pub known: &'a K,
    /// What was found.
    pub report: &'a mut Report,
    /// Its rows, by their numbers.
    pub rows: &'a mut [CheckedRow],
    /// Which of them are equal.
    pub twins: &'a mut Twins,
}

impl<K: Known + ?Sized> Preview<'_, K> {
    /// Takes `text` as the cell of a field in the row of this number, as if it had been a text cell of the file. Returns
    /// the numbers of the rows that are different now, that row first: another may have become a duplicate, or have
    /// ceased to be one. `None` if there is no such row.
    pub fn correct(&mut self, number: u32, field: LineField, text: &str) -> Option<Vec<u32>> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        let header = self.report.header.clone()?;
        let old = self.report.problems.of_row(number).collect::<Vec<_>>();
        let raw = self.report.faulty.get(number).unwrap_or_else(|| as_written(&self.rows[at]));
        let before = self.rows[at].fields.fingerprint().filter(|_| self.rows[at].state != RowState::Faulty);
        let problems = self.check_again(at, field, text, &header, &old);
        let row = &self.rows[at];
        let is_faulty = problems.iter().any(Problem::is_error);
        let is_line = row.line_id.is_some();
        let after = row.fields.fingerprint().filter(|_| !is_faulty);
        if let Some(fingerprint) = before {
            self.twins.remove(fingerprint, number);
        }
        if let Some(fingerprint) = after {
            self.twins.add(fingerprint, Equal { number, is_line });
        }
        let faulty = is_faulty.then(|| with_cell(raw, field, text));
        self.report.faulty.set(number, faulty);
        self.settle(at, problems, None);
        let mut changed = vec![number];
        let groups = before.into_iter().chain(after.filter(|_| after != before));
        for (other, twin) in
            groups.flat_map(|fingerprint| self.twins.found(fingerprint, self.known)).collect::<Vec<_>>()
        {
            self.mark_twin(other, twin, &mut changed);
        }
        Some(changed)
    }

    /// Reads the cell anew and resolves the merchant anew; what other cells of the row are blamed for stays.
    fn check_again(
        &mut self,
        at: usize,
        field: LineField,
        text: &str,
        header: &Header,
        old: &[Problem],
    ) -> Vec<Problem> {
        let row = &mut self.rows[at];
        let mut fields = row.fields.clone();
        if row.filled_in.name {
            fields.merchant_name = domain::Field::Empty;
        }
        if row.filled_in.phone {
            fields.merchant_phone = domain::Field::Empty;
        }
        let synthetic =
            Header { columns: std::array::from_fn(|at| u16::try_from(at).ok()), ..header.clone() };
        let cells = LineField::ALL.map(|known| match known == field {
            true => RawCell::text(text),
            false => RawCell::text(fields.entry(known).text()),
        });
        let cells = RawRow { number: row.number, cells: cells.into() };
        let context =
            cells::Context { request: self.request, is_1904: false, header: &synthetic, row: &cells };
        let mut read = Vec::new();
        take(field, &mut context.read(&mut read), &mut fields);
        let name = field.name();
        let mut problems: Vec<Problem> = old.iter().filter(|problem| stays(problem, name)).cloned().collect();
        let new = problems.len();
        problems.extend(read.into_iter().filter(|problem| problem.field.as_deref() == Some(name)));
        let (lookup, filled_in) = merchant::resolve(&context, &mut fields, self.known, &mut problems);
        for problem in &mut problems[new..] {
            let at = problem.field.as_deref().and_then(LineField::from_name);
            problem.column = at.and_then(|field| header.at(field));
            let is_same = |known: &&Problem| known.code == Code::ImpMerged && known.field == problem.field;
            // A cell that is missing because it is merged still is.
            if problem.code == Code::FieldRequired
                && problem.field.as_deref() != Some(name)
                && let Some(merged) = old.iter().find(is_same)
            {
                *problem = merged.clone();
            }
        }
        (row.fields, row.lookup, row.filled_in) = (fields, lookup, filled_in);
        if row.line_id.is_some_and(|id: LineId| self.known.line_stands(id, &row.fields)) {
            problems.clear();
        }
        problems
    }

    /// Gives a row its problems and state.
    fn settle(&mut self, at: usize, mut problems: Vec<Problem>, twin: Option<u32>) {
        let row = &mut self.rows[at];
        if let Some(twin) = twin {
            problems.push(Problem::new(Code::ImpDuplicate).with("row", twin).at(row.number, None));
        }
        problems.sort_by_key(|problem| problem.column);
        let state = match (problems.iter().any(Problem::is_error), twin, problems.is_empty()) {
            (true, _, _) => RowState::Faulty,
            (false, Some(_), _) => RowState::Duplicate,
            (false, None, true) => RowState::Good,
            (false, None, false) => RowState::Warned,
        };
        *self.report.counts.of(row.state) -= 1;
        *self.report.counts.of(state) += 1;
        row.state = state;
        self.report.problems.replace_row(row.number, &problems);
    }

    /// Says of a row without errors which one it equals now.
    fn mark_twin(&mut self, number: u32, twin: Option<u32>, changed: &mut Vec<u32>) {
        // Rows that stand in the order as they are were not kept.
        let Ok(at) = self.rows.binary_search_by_key(&number, |row| row.number) else { return };
        let mut problems: Vec<Problem> = self.report.problems.of_row(number).collect();
        let told = problems.iter().position(|problem| problem.code == Code::ImpDuplicate);
        let told = told.map(|at| problems.remove(at));
        let is_told = |twin: u32| {
            let text = twin.to_string();
            told.as_ref().is_some_and(|problem| problem.params.iter().any(|(_, row)| **row == *text))
        };
        let stands = match twin {
            Some(twin) => is_told(twin),
            None => told.is_none(),
        };
        if stands {
            return;
        }
        self.settle(at, problems, twin);
        if !changed.contains(&number) {
            changed.push(number);
        }
    }
}

/// Whether a problem of a row is not for the corrected field, the merchant or the duplicates to say again.
fn stays(problem: &Problem, corrected: &str) -> bool {
    let field = problem.field.as_deref();
    let is_of_merchant = match problem.code {
        Code::ImpDuplicate | Code::MerchantInactive | Code::MerchantMismatch | Code::ImpPendingLookup => true,
        Code::FieldRequired | Code::ImpMerged => {
            let merchant = [LineField::MerchantName, LineField::MerchantPhone];
            merchant.iter().any(|known| field == Some(known.name()))
        }
        _ => false,
    };
    !is_of_merchant && field != Some(corrected)
}

/// Takes one field over.
fn take(field: LineField, from: &mut LineFields, to: &mut LineFields) {
    use std::mem::swap;
    match field {
        LineField::MerchantNo => swap(&mut from.merchant_no, &mut to.merchant_no),
        LineField::MerchantName => swap(&mut from.merchant_name, &mut to.merchant_name),
        LineField::MerchantPhone => swap(&mut from.merchant_phone, &mut to.merchant_phone),
        LineField::OrderMonth => swap(&mut from.order_month, &mut to.order_month),
        LineField::GoodsName => swap(&mut from.goods_name, &mut to.goods_name),
        LineField::Quantity => swap(&mut from.quantity, &mut to.quantity),
        LineField::Packages => swap(&mut from.packages, &mut to.packages),
        LineField::Amount => swap(&mut from.amount, &mut to.amount),
    }
}

/// A row that was right, as the error workbook shows rows: its texts without what the platform filled in, then its line id.
fn as_written(row: &CheckedRow) -> RawRow {
    let FilledIn { name, phone } = row.filled_in;
    let cells = LineField::ALL.map(|field| match field {
        LineField::MerchantName if name => RawCell::Empty,
        LineField::MerchantPhone if phone => RawCell::Empty,
        _ => RawCell::text(row.fields.entry(field).text()),
    });
    let id = row.line_id.map_or(RawCell::Empty, |id| RawCell::text(&id.to_string()));
    RawRow { number: row.number, cells: cells.into_iter().chain([id]).collect() }
}

fn with_cell(mut row: RawRow, field: LineField, text: &str) -> RawRow {
    if let Some(cell) = row.cells.get_mut(field as usize) {
        *cell = RawCell::text(text);
    }
    row
}

#[cfg(test)]
mod tests;
