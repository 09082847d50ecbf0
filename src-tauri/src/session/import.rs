//! The one import of the window (YW-IMP-02 … 16). It lives here and not on the page, so that a page that is loaded again
//! finds it where it was.
//!
//! ```text
//! None → Reading → Refused (with columns to assign) → Reading …
//!                → Ready → Storing → Stored
//! ```
//! Whatever fails while storing goes back through Reading to the same preview, corrections included.

mod columns;
pub(super) mod ended;
mod preview;
mod start;
mod store;

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use desk::import::CheckedFile;
use excel_import::check::Report;
use tokio::sync::{Mutex, MutexGuard};
use values::{Code, Currency, OrderId, Problem};

use super::{Answer, Session, order_id, refusal};
use crate::{
    system::dialogs::Dialogs,
    views::{FileColumns, FileView, ImportOptions, ImportState, LineColumn, PreviewView, ProblemView},
};

/// Where the import stands.
#[derive(Default)]
pub(super) struct Import {
    job: Arc<Mutex<Job>>,
    /// Numbers readings, so that what an abandoned one finds is dropped, and states of the preview.
    numbers: AtomicU32,
}

#[derive(Default)]
enum Job {
    #[default]
    None,
    Reading(Reading),
    Refused(Box<Refused>),
    Ready(Box<Ready>),
    Storing(Storing),
    Stored(Box<Stored>),
}

/// A file that is being read and checked.
#[derive(Clone)]
struct Reading {
    number: u32,
    order: OrderId,
    options: ImportOptions,
    rows: Arc<AtomicU32>,
    cancel: Arc<AtomicBool>,
    /// Cells that were corrected before storing failed.
    corrections: Vec<Correction>,
}

/// A cell of the preview as the person corrected it.
#[derive(Clone)]
struct Correction {
    row: u32,
    column: LineColumn,
    text: String,
}

/// A file that cannot be imported as it is.
struct Refused {
    order: OrderId,
    options: ImportOptions,
    problems: Vec<Problem>,
    columns: Option<FileColumns>,
    /// What was found, for the error workbook; `None` where nothing could be read.
    checked: Option<CheckedFile>,
    currency: Currency,
}

/// A file that is read and checked; nothing is stored yet.
struct Ready {
    order: OrderId,
    options: ImportOptions,
    checked: CheckedFile,
    currency: Currency,
    lines_now: u32,
    /// Another one whenever a cell was corrected.
    revision: u32,
    corrections: Vec<Correction>,
}

/// Rows on their way into the order.
struct Storing {
    order: OrderId,
    file_name: String,
    rows: u32,
    cancel: Arc<AtomicBool>,
}

/// What was wrong with a file whose good rows were stored: its report can be written until the next import begins.
struct Stored {
    options: ImportOptions,
    report: Report,
    currency: Currency,
}

impl Session {
    async fn job(&self) -> MutexGuard<'_, Job> {
        self.0.import.job.lock().await
    }

    /// A workbook that the person chooses.
    pub async fn choose_workbook(&self, dialogs: &dyn Dialogs) -> Option<String> {
        dialogs.choose_workbook().await.map(|path| path.display().to_string())
    }

    /// Where the import stands.
    pub async fn import_state(&self) -> ImportState {
        match &*self.job().await {
            Job::None | Job::Stored(_) => ImportState::None,
            Job::Reading(reading) => ImportState::Reading {
                order: reading.order.to_string(),
                file_name: file_name(&reading.options),
                rows: reading.rows.load(Ordering::Relaxed),
            },
            Job::Refused(refused) => ImportState::Refused {
                order: refused.order.to_string(),
                file_name: file_name(&refused.options),
                problems: refused.problems.iter().map(ProblemView::of).collect(),
                columns: refused.columns.clone(),
                sheets: refused.sheets(),
                options: refused.options.clone(),
            },
            Job::Ready(ready) => ImportState::Ready {
                order: ready.order.to_string(),
                preview: PreviewView::of(
                    &ready.checked,
                    ready.currency,
                    ready.lines_now,
                    ready.corrections.len(),
                    ready.revision,
                ),
                options: ready.options.clone(),
            },
            Job::Storing(storing) => ImportState::Storing {
                order: storing.order.to_string(),
                file_name: storing.file_name.clone(),
                rows: storing.rows,
            },
        }
    }

    /// Ends the import: reading stops, a preview is dropped, storing is broken off and stores nothing.
    pub async fn cancel_import(&self) {
        let mut job = self.job().await;
        match &*job {
            // Whoever stores finds out and cleans up.
            Job::Storing(storing) => storing.cancel.store(true, Ordering::SeqCst),
            Job::Reading(reading) => {
                reading.cancel.store(true, Ordering::SeqCst);
                *job = Job::None;
            }
            _ => *job = Job::None,
        }
    }

    /// The vault is being closed: what was read of its order is forgotten; what is being stored is stored first.
    pub(super) async fn forget_import(&self) {
        let mut job = self.job().await;
        if let Job::Reading(reading) = &*job {
            reading.cancel.store(true, Ordering::SeqCst);
        }
        if !matches!(&*job, Job::Storing(_)) {
            *job = Job::None;
        }
    }

    /// Writes the faulty rows and the list of errors where the person chooses, also after the good rows were stored
    /// (YW-IMP-15).
    ///
    /// # Errors
    /// `NOT_FOUND` where no file was read; `FILE_WRITE`.
    pub async fn save_error_workbook(&self, dialogs: &dyn Dialogs) -> Answer<Option<FileView>> {
        let stem = match &*self.job().await {
            Job::Ready(ready) => stem(&ready.options),
            Job::Refused(refused) if refused.checked.is_some() => stem(&refused.options),
            Job::Stored(stored) => stem(&stored.options),
            _ => return Err(refusal(Problem::new(Code::NotFound))),
        };
        let name = format!("{stem} 错误.xlsx");
        let Some(path) = dialogs.save_as(&name, &["xlsx"]).await else { return Ok(None) };
        let job = Arc::clone(&self.0.import.job).lock_owned().await;
        let (target, lang) = (path.clone(), self.lang());
        let written = tokio::task::spawn_blocking(move || {
            let found = match &*job {
                Job::Ready(ready) => Some((&ready.checked.report, ready.currency)),
                Job::Refused(refused) => {
                    refused.checked.as_ref().map(|file| (&file.report, refused.currency))
                }
                Job::Stored(stored) => Some((&stored.report, stored.currency)),
                _ => None,
            };
            let (report, currency) = found.ok_or_else(|| Problem::new(Code::NotFound))?;
            excel_import::write::error_workbook::write(&target, report, currency, lang)
                .map_err(|error| error.problem())?;
            Ok(report.problems.errors())
        });
        match written.await {
            Ok(rows) => {
                let rows = rows.map_err(refusal)?;
                Ok(Some(FileView::written(&path, i64::try_from(rows).unwrap_or(i64::MAX))))
            }
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        }
    }

    /// Writes the import template in an order's line currency where the person chooses (YW-IMP-01).
    ///
    /// # Errors
    /// `NOT_FOUND`, `FILE_WRITE`; those of the store.
    pub async fn save_template(&self, dialogs: &dyn Dialogs, id: &str) -> Answer<Option<FileView>> {
        use excel_import::write::template;
        let id = order_id(id)?;
        let currency = {
            let desk = self.desk().await?;
            self.order_of(&desk, id).await?.fields.line_currency
        };
        let Some(path) = dialogs.save_as(template::FILE_NAME, &["xlsx"]).await else { return Ok(None) };
        template::write(&path, currency).map_err(|error| refusal(error.problem()))?;
        Ok(Some(FileView::written(&path, 0)))
    }
}

impl Refused {
    /// Sheets that can be chosen, where the problem is which one is meant.
    fn sheets(&self) -> Vec<String> {
        let sheets = self.checked.as_ref().map_or(&[][..], |checked| &checked.report.sheets);
        sheets.iter().map(ToString::to_string).collect()
    }
}

fn file_name(options: &ImportOptions) -> String {
    let name = std::path::Path::new(&options.path).file_name();
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn stem(options: &ImportOptions) -> String {
    let stem = std::path::Path::new(&options.path).file_stem();
    stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
