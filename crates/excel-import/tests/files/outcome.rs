//! What a file comes to, in a form that is easy to compare.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use excel_import::check::{CheckRequest, CheckedRow, Known, Report, RowState};
use excel_import::columns::{Mapping, letters};
use excel_import::preview::{Reading, check_file};
use excel_import::reader::ReadRequest;
use values::{Currency, Day};

use crate::make::Folder;

/// A checked file.
pub(crate) struct Outcome {
    pub(crate) report: Report,
    pub(crate) rows: Vec<CheckedRow>,
}

impl Outcome {
    /// Codes of the file's own problems.
    pub(crate) fn file_codes(&self) -> Vec<&'static str> {
        self.report.file_problems.iter().map(|problem| problem.code.as_str()).collect()
    }

    /// Problems of rows as `4 C PHONE_FORMAT`; rows without a column as `4 - IMP_DUPLICATE`.
    pub(crate) fn places(&self) -> Vec<String> {
        let place = |column: Option<u16>| column.map_or("-".to_owned(), letters);
        let shown = |problem: values::Problem| {
            format!("{} {} {}", problem.row.unwrap_or(0), place(problem.column), problem.code)
        };
        self.report.problems.iter().map(shown).collect()
    }

    pub(crate) fn states(&self) -> Vec<RowState> {
        self.rows.iter().map(|row| row.state).collect()
    }
}

/// The vectors of the specification assume this day.
pub(crate) fn today() -> Day {
    Day::new(2025, 6, 30).unwrap()
}

pub(crate) fn request() -> CheckRequest {
    CheckRequest { today: today(), currency: Currency::CNY, mapping: Mapping::default() }
}

/// Reads and checks bytes under a file name, in this process.
pub(crate) fn check(name: &str, bytes: &[u8]) -> Outcome {
    check_with(name, bytes, &request(), &(), |_| {})
}

/// The same, with choices.
pub(crate) fn check_with(
    name: &str,
    bytes: &[u8],
    request: &CheckRequest,
    known: &dyn Known,
    choose: impl FnOnce(&mut ReadRequest),
) -> Outcome {
    let folder = Folder::new();
    let path = folder.file(name, bytes);
    check_path(&path, Reading::InProcess, request, known, choose)
}

pub(crate) fn check_path(
    path: &Path,
    reading: Reading<'_>,
    request: &CheckRequest,
    known: &dyn Known,
    choose: impl FnOnce(&mut ReadRequest),
) -> Outcome {
    let mut read = ReadRequest::new(path);
    read.mapping = request.mapping.clone();
    choose(&mut read);
    let mut rows = Vec::new();
    let report = check_file(reading, &read, request, known, &AtomicBool::new(false), &mut |batch| {
        rows.append(batch.rows);
        ControlFlow::Continue(())
    });
    Outcome { report: report.unwrap(), rows }
}

/// The codes that a file is refused or warned with.
pub(crate) fn codes(name: &str, bytes: &[u8]) -> Vec<&'static str> {
    check(name, bytes).file_codes()
}
