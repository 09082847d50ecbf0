//! The columns of a file, for the screen on which a person assigns them: where the header does not fit, and from the preview
//! where it was read otherwise than it is meant (DECISIONS, Import).

use std::{ops::ControlFlow, sync::atomic::AtomicBool};

use desk::import::ImportFile;
use domain::LineField;
use excel_import::{
    check::Report,
    columns::{Mapping, NOWHERE, accepted_names, letters},
    header::Header,
    raw::{RawEvent, RawRow},
    reader::ReadRequest,
    worker,
};
use values::{Code, Problem};

use super::{Job, preview::no_preview};
use crate::{
    session::{Answer, Session, refusal},
    views::{ColumnChoice, FileColumn, FileColumns, ImportOptions},
};

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

/// What is known of a file's columns from reading it.
pub(super) struct Known {
    header: Option<Header>,
    heading: Vec<RawRow>,
}

impl Known {
    pub(super) fn of(report: &Report) -> Self {
        Self { header: report.header.clone(), heading: report.heading.clone() }
    }

    /// The header, or the first row with several texts, which may be one.
    fn header_row(&self) -> Option<&RawRow> {
        let several = |row: &&RawRow| row.cells.iter().filter(|cell| !cell.is_blank()).count() >= 4;
        match &self.header {
            Some(header) => self.heading.iter().find(|row| row.number == header.row),
            None => self.heading.iter().find(several).or(self.heading.first()),
        }
    }

    /// The columns as they were read, by which the same header is found again.
    fn mapping(&self) -> Option<Mapping> {
        let header = self.header.as_ref()?;
        let mut mapping = Mapping::default();
        for field in LineField::ALL {
            mapping.assign(field, header.at(field).unwrap_or(NOWHERE));
        }
        Some(mapping)
    }
}

impl Session {
    /// The columns of the file in the preview, for a person who assigns them anew; suggested is how they were read.
    ///
    /// # Errors
    /// `NOT_FOUND` without a preview; `IMP_ENCODING`, `IMP_MAP`.
    pub async fn import_columns(&self) -> Answer<FileColumns> {
        let (known, options) = match &*self.job().await {
            Job::Ready(ready) => (Known::of(&ready.checked.report), ready.options.clone()),
            _ => return Err(no_preview()),
        };
        self.columns_of(known, &options).await.map_err(refusal)?.ok_or_else(no_preview)
    }

    /// What a person can assign columns from; `None` for a sheet without any row.
    ///
    /// # Errors
    /// `IMP_ENCODING`, `IMP_MAP`.
    pub(super) async fn columns_of(
        &self,
        known: Known,
        options: &ImportOptions,
    ) -> Result<Option<FileColumns>, Problem> {
        let file = self.import_file(options)?;
        let found = tokio::task::spawn_blocking(move || {
            let below = rows_below(&file, &known);
            of(&known, &below)
        });
        match found.await {
            Ok(columns) => Ok(columns),
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        }
    }
}

/// The first rows below the header. They were not kept, or reading was broken off there, so they are fetched once more.
/// Blocking.
fn rows_below(file: &ImportFile, known: &Known) -> Vec<RawRow> {
    let Some(header) = known.header_row() else { return Vec::new() };
    let mut rows: Vec<RawRow> =
        known.heading.iter().filter(|row| row.number > header.number).take(SAMPLES).cloned().collect();
    if rows.len() == SAMPLES {
        return rows;
    }
    let request = ReadRequest {
        path: file.path.clone(),
        sheet: file.sheet.clone(),
        encoding: file.encoding,
        mapping: known.mapping().unwrap_or_else(|| file.mapping.clone()),
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
fn of(known: &Known, below: &[RawRow]) -> Option<FileColumns> {
    let header = known.header_row()?;
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
        header_row: known.header.as_ref().map(|header| header.row),
        columns,
        suggested: suggested(known, header),
    })
}

fn suggested(known: &Known, row: &RawRow) -> Vec<ColumnChoice> {
    let named = |field: LineField| {
        let is_it = |name: String| accepted_names(field).contains(&name.trim_matches(['*', '＊', ' ']));
        (0u16..).zip(&row.cells).find(|(_, cell)| is_it(cell.to_string())).map(|(column, _)| column)
    };
    LineField::ALL
        .into_iter()
        .filter_map(|field| {
            let column = match &known.header {
                Some(header) => header.at(field),
                None => named(field),
            };
            Some(ColumnChoice { field: field.into(), column: Some(column?) })
        })
        .collect()
}
