//! The columns of a file whose header does not fit, for the screen on which a person assigns them (DECISIONS, Import).

use std::{ops::ControlFlow, sync::atomic::AtomicBool};

use desk::import::ImportFile;
use domain::LineField;
use excel_import::{
    check::Report,
    columns::{accepted_names, letters},
    raw::{RawEvent, RawRow},
    reader::ReadRequest,
    worker,
};
use values::{Code, Problem};

use crate::views::{ColumnChoice, FileColumn, FileColumns};

/// Texts of a column that are shown below its header.
const SAMPLES: usize = 3;
/// The longest text of a sample, in characters.
const SAMPLE_CHARS: usize = 40;

/// Whether nothing but the header keeps the file from being read.
pub(super) fn is_only_the_header(report: &Report) -> bool {
    let mut errors = report.file_problems.iter().filter(|problem| problem.is_error()).peekable();
    let by_columns = |problem: &Problem| {
        matches!(
            problem.code,
            Code::ImpHeader | Code::ImpColumnMissing | Code::ImpColumnDouble | Code::ImpMap
        )
    };
    errors.peek().is_some() && errors.all(by_columns)
}

/// The first rows below the header. Reading was broken off there, so they are fetched once more. Blocking.
pub(super) fn rows_below(file: &ImportFile, report: &Report) -> Vec<RawRow> {
    let Some(header) = header_row(report) else { return Vec::new() };
    let mut rows: Vec<RawRow> =
        report.heading.iter().filter(|row| row.number > header.number).take(SAMPLES).cloned().collect();
    if rows.len() == SAMPLES {
        return rows;
    }
    let request = ReadRequest {
        path: file.path.clone(),
        sheet: file.sheet.clone(),
        encoding: file.encoding,
        mapping: file.mapping.clone(),
    };
    let mut take = |event: RawEvent| {
        if let RawEvent::Row(row) = event {
            rows.push(row);
        }
        if rows.len() < SAMPLES { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let never = AtomicBool::new(false);
    // Breaking off is how it ends; a file that has changed meanwhile has fewer samples.
    drop(match &file.reader {
        Some(program) => worker::read_in_child(program, &request, &never, &mut take),
        None => worker::read_in_process(&request, &mut take),
    });
    rows
}

/// The columns with their headers and samples; `None` for a sheet without any row.
pub(super) fn of(report: &Report, below: &[RawRow]) -> Option<FileColumns> {
    let header = header_row(report)?;
    let width = below.iter().chain([header]).map(|row| row.cells.len()).max().unwrap_or(0);
    let text =
        |row: &RawRow, column| row.cell(column).to_string().chars().take(SAMPLE_CHARS).collect::<String>();
    let columns = (0..u16::try_from(width).unwrap_or(u16::MAX))
        .map(|column| FileColumn {
            column,
            letters: letters(column),
            header: text(header, column).trim().to_owned(),
            samples: below.iter().map(|row| text(row, column)).collect(),
        })
        .collect();
    Some(FileColumns {
        header_row: report.header.as_ref().map(|header| header.row),
        columns,
        suggested: suggested(report, header),
    })
}

/// The header, or the first row with several texts, which may be one.
fn header_row(report: &Report) -> Option<&RawRow> {
    let several = |row: &&RawRow| row.cells.iter().filter(|cell| !cell.is_blank()).count() >= 4;
    match &report.header {
        Some(header) => report.heading.iter().find(|row| row.number == header.row),
        None => report.heading.iter().find(several).or(report.heading.first()),
    }
}

fn suggested(report: &Report, row: &RawRow) -> Vec<ColumnChoice> {
    let named = |field: LineField| {
        let is_it = |name: String| accepted_names(field).contains(&name.trim_matches(['*', '＊', ' ']));
        (0u16..).zip(&row.cells).find(|(_, cell)| is_it(cell.to_string())).map(|(column, _)| column)
    };
    LineField::ALL
        .into_iter()
        .filter_map(|field| {
            let column = match &report.header {
                Some(header) => header.at(field),
                None => named(field),
            };
            Some(ColumnChoice { field: field.into(), column: column? })
        })
        .collect()
}
