//! Cells of a row → the fields of a line, each with everything that is wrong with it (YW-IMP-05, -07, -08, -09).

use domain::{Field, LineField, LineFields};
use values::{
    Accepted, Code, Day, GoodsName, LineId, MerchantNo, Mobile, Money, Month, Packages, PartyName, Problem,
    Quantity, is_scientific,
};

use super::CheckRequest;
use crate::header::Header;
use crate::raw::{RawCell, RawRow};

/// A row with what is needed to read it.
pub(super) struct Context<'a> {
    pub(super) request: &'a CheckRequest,
    pub(super) is_1904: bool,
    pub(super) header: &'a Header,
    pub(super) row: &'a RawRow,
}

impl Context<'_> {
    /// Reads the eight fields. That name and phone may be missing beside a purchase number is for `merchant` to say.
    pub(super) fn read(&self, problems: &mut Vec<Problem>) -> LineFields {
        let request = self.request;
        LineFields {
            merchant_no: self.field(LineField::MerchantNo, problems, |cell| match cell {
                RawCell::Number(number) | RawCell::Date(number) => MerchantNo::from_cell(*number),
                other => code_text(other, MerchantNo::parse),
            }),
            merchant_name: self
                .field(LineField::MerchantName, problems, |cell| PartyName::parse(&text(cell))),
            merchant_phone: self.field(LineField::MerchantPhone, problems, |cell| match cell {
                RawCell::Number(number) | RawCell::Date(number) => Mobile::from_cell(*number),
                other => code_text(other, Mobile::parse),
            }),
            order_month: self.field(LineField::OrderMonth, problems, |cell| match cell {
                RawCell::Number(number) => Month::from_number(*number, request.today),
                RawCell::Date(serial) => Month::from_serial(*serial, self.is_1904, request.today),
                other => Month::parse(&text(other), request.today),
            }),
            goods_name: self.field(LineField::GoodsName, problems, |cell| GoodsName::parse(&text(cell))),
            quantity: self.field(LineField::Quantity, problems, |cell| match cell {
                RawCell::Number(number) => Quantity::from_cell(*number),
                other => Quantity::parse(&text(other)),
            }),
            packages: self.field(LineField::Packages, problems, |cell| match cell {
                RawCell::Number(number) => Packages::from_cell(*number),
                other => Packages::parse(&text(other)),
            }),
            amount: self.field(LineField::Amount, problems, |cell| match cell {
                RawCell::Number(number) => Money::from_cell(*number, request.currency),
                other => Money::parse_positive(&text(other), request.currency),
            }),
        }
    }

    /// Where a field's cell is.
    pub(super) fn column(&self, field: LineField) -> Option<u16> {
        self.header.at(field)
    }

    /// The problem, at the cell of a field, with what stands there.
    pub(super) fn at(&self, field: LineField, mut problem: Problem) -> Problem {
        let column = self.column(field);
        if let (None, Some(column)) = (&problem.value, column) {
            let found = text(self.row.cell(column));
            if !found.is_empty() {
                problem.value = Some(found.into());
            }
        }
        problem.in_field(field.name()).at(self.row.number, column)
    }

    /// The line that an exported row says it is.
    pub(super) fn line_id(&self) -> Option<LineId> {
        match self.row.cell(self.header.line_id?) {
            RawCell::Text(text) => LineId::parse(text.trim()).ok(),
            _ => None,
        }
    }

    fn field<T, A: Into<Accepted<T>>>(
        &self,
        field: LineField,
        problems: &mut Vec<Problem>,
        parse: impl FnOnce(&RawCell) -> Result<A, Problem>,
    ) -> Field<T> {
        let Some(column) = self.column(field) else {
            return Field::Empty;
        };
        let cell = self.row.cell(column);
        let parsed = match cell {
            blank if blank.is_blank() => {
                if is_always_required(field) {
                    problems.push(self.at(field, Problem::new(Code::FieldRequired)));
                }
                return Field::Empty;
            }
            RawCell::Error(value) => Err(Problem::new(Code::ImpFormula).found(value.clone())),
            RawCell::FormulaNoResult => Err(Problem::new(Code::ImpFormula).found("")),
            RawCell::Text(text) if text.len() > LONG_BYTES => Err(too_long(field, text)),
            cell => parse(cell).map(Into::into),
        };
        match parsed {
            Ok(Accepted { value, warnings }) => {
                problems.extend(warnings.into_iter().map(|warning| self.at(field, warning)));
                Field::Value(value)
            }
            Err(problem) => {
                problems.push(self.at(field, problem));
                Field::Raw(cut(&text(cell)).into())
            }
        }
    }
}

/// A text of more bytes than this is refused without a closer look: no field takes a tenth of it, and a hostile file may
/// hold a novel in every cell.
const LONG_BYTES: usize = 4_000;

/// Characters of a faulty text that are kept with its row.
const RAW_CHARS_KEPT: usize = 500;

fn cut(text: &str) -> &str {
    text.char_indices().nth(RAW_CHARS_KEPT).map_or(text, |(at, _)| &text[..at])
}

fn too_long(field: LineField, text: &str) -> Problem {
    Problem::new(Code::FieldTooLong).with("max", field.max_chars()).with("n", text.chars().count())
}

/// Whether a line needs the field whatever else it has; name and phone may come from the purchase number.
fn is_always_required(field: LineField) -> bool {
    !matches!(field, LineField::MerchantNo | LineField::MerchantName | LineField::MerchantPhone)
}

/// A code as text; one that a spreadsheet has turned into scientific notation has lost digits (YW-IMP-07).
fn code_text<T>(cell: &RawCell, parse: impl FnOnce(&str) -> Result<T, Problem>) -> Result<T, Problem> {
    let text = text(cell);
    if is_scientific(&text) {
        return Err(Problem::new(Code::ImpScientific).found(text));
    }
    parse(&text)
}

/// A cell as a person reads it: dates as dates, so that one in the wrong column is not taken for a number.
pub(crate) fn text(cell: &RawCell) -> std::borrow::Cow<'_, str> {
    match cell {
        RawCell::Text(text) | RawCell::Error(text) => text.as_ref().into(),
        RawCell::Date(serial) => date_text(*serial).into(),
        other => other.to_string().into(),
    }
}

fn date_text(serial: f64) -> String {
    let day = Day::new(1899, 12, 30).and_then(|zero| zero.plus_days(serial.clamp(0.0, 2_958_465.0) as i32));
    day.map_or_else(|| serial.to_string(), |day| day.to_string())
}
