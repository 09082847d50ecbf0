//! The error workbook (YW-IMP-15, as DECISIONS corrects it): the faulty rows, to be corrected and imported again, and a list
//! of every error.

use std::path::Path;

use rust_xlsxwriter::{ColNum, Format, Worksheet};
use values::{Currency, Lang, Problem, problem::field_name};

use super::WriteError;
use super::save::{save, workbook_for};
use super::sheet::{bold, line_header, write_text};
use crate::check::Report;
use crate::columns::letters;
use crate::header::{LINE_ID_HEADER, REASON_HEADER};
use crate::raw::{RawCell, RawRow};
use crate::reader::SHEET_NAME;

/// Columns of the list of errors.
const ERROR_COLUMNS: [(&str, f64); 6] =
    [("行号", 8.0), ("列名", 12.0), ("列号", 8.0), ("原值", 24.0), ("错误代码", 26.0), ("错误说明", 70.0)];
/// Where line ids stand, if the file had them; the reason follows.
const LINE_ID_COLUMN: ColNum = 8;
/// Days between the zeros of the 1900 and the 1904 date system.
const DAYS_1900_TO_1904: f64 = 1_462.0;

/// Writes the workbook. All errors are in it, however many; texts in the interface language.
///
/// # Errors
/// `FILE_WRITE`.
pub fn write(target: &Path, report: &Report, currency: Currency, lang: Lang) -> Result<(), WriteError> {
    let mut workbook = workbook_for(target)?;
    let rows = workbook.add_worksheet_with_constant_memory()?;
    rows.set_name(SHEET_NAME)?;
    write_rows(rows, report, currency, lang)?;
    let errors = workbook.add_worksheet_with_constant_memory()?;
    errors.set_name("错误清单")?;
    write_errors(errors, report, lang)?;
    save(workbook, target)
}

fn write_rows(
    sheet: &mut Worksheet,
    report: &Report,
    currency: Currency,
    lang: Lang,
) -> Result<(), WriteError> {
    let has_ids = report.header.as_ref().is_some_and(|header| header.line_id.is_some());
    let reason_column = if has_ids { LINE_ID_COLUMN + 1 } else { LINE_ID_COLUMN };
    sheet.set_column_width(reason_column, 60.0)?;
    if has_ids {
        sheet.set_column_hidden(LINE_ID_COLUMN)?;
    }
    line_header(sheet, currency)?;
    if has_ids {
        sheet.write_string(0, LINE_ID_COLUMN, LINE_ID_HEADER)?;
    }
    sheet.write_string_with_format(0, reason_column, REASON_HEADER, &bold())?;
    let is_1904 = report.facts.as_ref().is_some_and(|facts| facts.is_1904);
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (at, row) in (1..).zip(report.faulty.iter()) {
        write_row(sheet, at, &row, is_1904, &date)?;
        write_text(sheet, at, reason_column, &reasons(report, row.number, lang))?;
    }
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    at: u32,
    row: &RawRow,
    is_1904: bool,
    date: &Format,
) -> Result<(), WriteError> {
    for (column, cell) in (0..).zip(&row.cells) {
        match cell {
            RawCell::Empty | RawCell::FormulaNoResult => {}
            RawCell::Number(number) => {
                sheet.write_number(at, column, *number)?;
            }
            RawCell::Date(serial) => {
                let serial = if is_1904 { serial + DAYS_1900_TO_1904 } else { *serial };
                sheet.write_number_with_format(at, column, serial, date)?;
            }
            RawCell::Text(_) | RawCell::Bool(_) | RawCell::Error(_) => {
                write_text(sheet, at, column, &cell.to_string())?;
            }
        }
    }
    Ok(())
}

/// What is wrong with a row in one cell: `品名：…；数量：…`.
fn reasons(report: &Report, row: u32, lang: Lang) -> String {
    let errors = report.problems.of_row(row).filter(Problem::is_error);
    let (colon, semicolon) = match lang {
        Lang::Zh => ("：", "；"),
        Lang::En => (": ", "; "),
    };
    let reason = |problem: Problem| match &problem.field {
        Some(field) => format!("{}{colon}{}", field_name(field, lang), problem.message(lang)),
        None => problem.message(lang),
    };
    errors.map(reason).collect::<Vec<_>>().join(semicolon)
}

fn write_errors(sheet: &mut Worksheet, report: &Report, lang: Lang) -> Result<(), WriteError> {
    for (column, (_, width)) in (0..).zip(ERROR_COLUMNS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (column, (name, _)) in (0..).zip(ERROR_COLUMNS) {
        sheet.write_string_with_format(0, column, name, &bold())?;
    }
    let of_file = report.file_problems.iter().cloned();
    let errors = of_file.chain(report.problems.iter()).filter(Problem::is_error);
    for (at, problem) in (1..).zip(errors) {
        if let Some(row) = problem.row {
            sheet.write_number(at, 0, row)?;
        }
        if let Some(field) = &problem.field {
            write_text(sheet, at, 1, field_name(field, lang))?;
        }
        if let Some(column) = problem.column {
            write_text(sheet, at, 2, &letters(column))?;
        }
        write_text(sheet, at, 3, problem.value.as_deref().unwrap_or_default())?;
        write_text(sheet, at, 4, problem.code.as_str())?;
        write_text(sheet, at, 5, &problem.message(lang))?;
    }
    Ok(())
}
