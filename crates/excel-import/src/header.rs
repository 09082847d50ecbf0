//! Which row is the header, and which column holds what (YW-IMP-04).

use domain::LineField;
use values::{Code, Currency, Problem};

use crate::columns::{self, Mapping, accepted_names, is_required, letters};
use crate::raw::{RawCell, RawRow};

/// Header of the hidden column with line ids in exported files (DECISIONS, Import and export).
pub const LINE_ID_HEADER: &str = "明细编号";
/// Header of the last column in the error workbook's first sheet; read over on import.
pub const REASON_HEADER: &str = "错误原因";
/// How many required names make a row a header (YW-IMP-04).
const NAMES_MIN: usize = 4;

/// A header row that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its number in the file, from 1.
    pub row: u32,
    /// Its texts from column A, as they stand there; blank where there is none.
    pub names: Vec<Box<str>>,
    /// Where each column stands, in the order of [`LineField::ALL`]; counted from 0.
    pub columns: [Option<u16>; 8],
    /// Where the line ids stand, in files that were exported.
    pub line_id: Option<u16>,
    /// Recognises the same headers again, whatever the rows below: the key of a remembered mapping.
    pub fingerprint: u128,
}

impl Header {
    /// Where a column stands, counted from 0.
    pub fn at(&self, field: LineField) -> Option<u16> {
        self.columns[field as usize]
    }
}

/// A header text without stars, spaces, and brackets with their content.
pub(crate) fn bare_name(text: &str) -> String {
    let mut depth = 0usize;
    let mut name = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' | '（' | '[' | '［' | '【' => depth += 1,
            ')' | '）' | ']' | '］' | '】' => depth = depth.saturating_sub(1),
            '*' | '＊' | '\u{feff}' => {}
            _ if letter.is_whitespace() || letter.is_control() || depth > 0 => {}
            _ => name.push(letter),
        }
    }
    name
}

/// What stands in the first brackets of a header text.
fn bracketed(text: &str) -> Option<&str> {
    let (_, after) = text.split_once(['(', '（', '[', '［', '【'])?;
    let (inside, _) = after.split_once([')', '）', ']', '］', '】'])?;
    Some(inside.trim())
}

fn header_text(cell: &RawCell) -> &str {
    match cell {
        RawCell::Text(text) => text,
        _ => "",
    }
}

/// Whether a row has at least four of the required columns, by name or by assignment.
pub(crate) fn is_header(row: &RawRow, mapping: &Mapping) -> bool {
    let names: Vec<String> = row.cells.iter().map(|cell| bare_name(header_text(cell))).collect();
    let named = |field| names.iter().any(|name| accepted_names(field).contains(&name.as_str()));
    let assigned = |field| mapping.get(field).is_some_and(|at| !row.cell(at).is_blank());
    let required = LineField::ALL.into_iter().filter(|&field| is_required(field));
    required.filter(|&field| assigned(field) || named(field)).count() >= NAMES_MIN
}

/// Understands a header row: its columns, and everything that is wrong with it.
///
/// Problems: `IMP_COLUMN_MISSING` naming all, `IMP_COLUMN_DOUBLE`, `IMP_CURRENCY`; `IMP_COLUMN_EXTRA` as a warning. An
/// assigned column counts in place of the name in the sheet.
pub(crate) fn understand(row: &RawRow, mapping: &Mapping, currency: Currency) -> (Header, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut places: [Vec<u16>; 8] = Default::default();
    let mut line_id = None;
    let mut extra = Vec::new();
    for (at, cell) in (0u16..).zip(&row.cells) {
        if mapping.iter().any(|(_, assigned)| assigned == at) {
            continue;
        }
        let name = bare_name(header_text(cell));
        match LineField::ALL.into_iter().find(|&field| accepted_names(field).contains(&name.as_str())) {
            Some(field) if !mapping.is_decided(field) => places[field as usize].push(at),
            _ if name == LINE_ID_HEADER && line_id.is_none() => line_id = Some(at),
            _ if name == REASON_HEADER || cell.is_blank() => {}
            _ => extra.push(cell.to_string().trim().to_owned()),
        }
    }
    for (field, at) in mapping.iter() {
        places[field as usize].push(at);
    }
    for field in LineField::ALL {
        let double = &places[field as usize];
        if double.len() > 1 {
            let columns: Vec<String> = double.iter().map(|&at| letters(at)).collect();
            problems.push(
                Problem::new(Code::ImpColumnDouble)
                    .with("name", columns::name(field))
                    .with("columns", columns.join("、"))
                    .in_field(field.name())
                    .at(row.number, double.get(1).copied()),
            );
        }
    }
    let columns = LineField::ALL.map(|field| places[field as usize].first().copied());
    problems.extend(missing_columns(&columns, row.number));
    if let Some(at) = columns[LineField::Amount as usize] {
        problems.extend(other_currency(header_text(row.cell(at)), currency, row.number, at));
    }
    if !extra.is_empty() {
        problems
            .push(Problem::new(Code::ImpColumnExtra).with("names", extra.join("、")).at(row.number, None));
    }
    let names: Vec<Box<str>> = row.cells.iter().map(|cell| cell.to_string().into_boxed_str()).collect();
    let fingerprint = fingerprint(&names);
    (Header { row: row.number, names, columns, line_id, fingerprint }, problems)
}

fn missing_columns(places: &[Option<u16>; 8], row: u32) -> Option<Problem> {
    let missing: Vec<&str> = LineField::ALL
        .into_iter()
        .filter(|&field| is_required(field) && places[field as usize].is_none())
        .map(columns::name)
        .collect();
    (!missing.is_empty())
        .then(|| Problem::new(Code::ImpColumnMissing).with("names", missing.join("、")).at(row, None))
}

/// `IMP_CURRENCY` if the amount header names another currency than the order's. Brackets with anything else, such as
/// 含税, say nothing about it.
fn other_currency(text: &str, currency: Currency, row: u32, at: u16) -> Option<Problem> {
    let inside = bracketed(text)?;
    let named = inside.to_uppercase();
    let found = match named.as_str() {
        "元" | "人民币" | "人民币元" | "RMB" | "¥" | "￥" | "CNY" => "CNY".to_owned(),
        "美元" | "美金" | "$" | "US$" | "USD" => "USD".to_owned(),
        "欧元" | "€" => "EUR".to_owned(),
        "英镑" | "£" => "GBP".to_owned(),
        "日元" => "JPY".to_owned(),
        "港元" | "港币" | "HK$" => "HKD".to_owned(),
        _ => Currency::from_code(&named)?.code().to_owned(),
    };
    (found != currency.code()).then(|| {
        Problem::new(Code::ImpCurrency)
            .with("file_currency", found)
            .with("order_currency", currency.code())
            .in_field(LineField::Amount.name())
            .at(row, Some(at))
            .found(text)
    })
}

/// FNV-1a of 128 bits over the bare names: stable over versions, since it is the key of stored mappings.
pub fn fingerprint(names: &[Box<str>]) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash = OFFSET;
    for name in names {
        for byte in bare_name(name).bytes().chain([0x1f]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    hash
}

#[cfg(test)]
mod tests;
