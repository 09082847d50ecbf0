//! Reading and checking a file, aside.

use std::{
    panic::AssertUnwindSafe,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering},
    },
};

use actions::ActionError;
use desk::import::{CheckedFile, ImportFile};
use domain::{ImportMode, LineField};
use excel_import::{
    columns::{Mapping, NOWHERE, letters},
    raw::TextEncoding,
};
use futures_util::FutureExt as _;
use values::{Code, Currency, Problem};

use super::{
    Correction, Job, Reading, Ready, Refused,
    columns::{self, Known},
    ended::Ended,
};
use crate::{
    session::{Answer, Panicked, Session, now, order_id, refusal},
    views::{DeskEvent, FileColumns, ImportOptions, ProblemView},
};

/// The screen hears of progress at most so often, in milliseconds.
const PROGRESS_MS: i64 = 100;

impl Session {
    /// Begins to read a file for an order. A preview that was there is dropped, a reading broken off. Cells corrected in
    /// the preview hold on where only the choice between appending and replacing changed (YW-IMP-14).
    ///
    /// # Errors
    /// `IMP_BUSY` while another import is being stored; `IMP_ENCODING`, `IMP_MAP`; `LOCAL_LOCKED` and those of the vault.
    /// What is wrong with the file is told by the state.
    pub async fn start_import(&self, order: &str, options: ImportOptions) -> Answer<()> {
        let order = order_id(order)?;
        self.import_file(&options).map_err(refusal)?;
        drop(self.desk().await?);
        let corrections = match &*self.job().await {
            Job::Ready(ready) if ready.order == order && only_the_mode_differs(&ready.options, &options) => {
                ready.corrections.clone()
            }
            _ => Vec::new(),
        };
        self.begin(order, options, corrections).await
    }

    /// Reads a file again for which storing failed.
    pub(super) async fn begin(
        &self,
        order: values::OrderId,
        options: ImportOptions,
        corrections: Vec<Correction>,
    ) -> Answer<()> {
        let reading = Reading {
            number: self.0.import.numbers.fetch_add(1, Ordering::Relaxed),
            order,
            options,
            rows: Arc::new(AtomicU32::new(0)),
            cancel: Arc::new(AtomicBool::new(false)),
            corrections,
        };
        let mut job = self.job().await;
        match &*job {
            Job::Storing(_) => return Err(refusal(Problem::new(Code::ImpBusy))),
            Job::Reading(former) => former.cancel.store(true, Ordering::SeqCst),
            Job::None | Job::Refused(_) | Job::Ready(_) | Job::Stored(_) => {}
        }
        *job = Job::Reading(reading.clone());
        drop(job);
        let session = self.clone();
        tokio::spawn(async move { session.read(reading).await });
        Ok(())
    }

    async fn read(self, reading: Reading) {
        let began = now().millis();
        let checked = AssertUnwindSafe(self.check(&reading)).catch_unwind().await;
        let next = checked.unwrap_or_else(|_| {
            let told = self.failed(&Problem::new(Code::Internal), &Panicked);
            reading.refused(vec![referred(&told)])
        });
        let mut job = self.job().await;
        if !matches!(&*job, Job::Reading(present) if present.number == reading.number) {
            return;
        }
        let ended = match &next {
            Job::Refused(_) => Some(Ended::Refused),
            Job::Ready(_) => Some(Ended::Read),
            _ => None,
        };
        *job = next;
        drop(job);
        self.tell(DeskEvent::Import { rows: reading.rows.load(Ordering::Relaxed) });
        if let Some(ended) = ended {
            self.notify(ended, began);
        }
    }

    async fn check(&self, reading: &Reading) -> Job {
        match self.checked(reading).await {
            Ok((checked, currency, _)) if checked.is_refused() => {
                let columns = self.columns_that_do_not_fit(&checked, &reading.options).await;
                let problems = errors_first(&checked);
                Job::Refused(Box::new(Refused {
                    order: reading.order,
                    options: reading.options.clone(),
                    problems,
                    columns,
                    checked: Some(checked),
                    currency,
                }))
            }
            Ok((checked, currency, lines_now)) => {
                let mut ready = Ready {
                    order: reading.order,
                    options: reading.options.clone(),
                    checked,
                    currency,
                    lines_now,
                    revision: reading.number,
                    corrections: Vec::new(),
                };
                for correction in &reading.corrections {
                    // A row that is gone from the file takes its corrections along.
                    drop(ready.correct(correction.clone()));
                }
                Job::Ready(Box::new(ready))
            }
            Err(ActionError::Refused(problems)) if problems.iter().any(|p| p.code == Code::Cancelled) => {
                Job::None
            }
            Err(ActionError::Refused(problems)) => reading.refused(problems),
            Err(ActionError::Store(fault)) => {
                // Logged under the reference that the person reads.
                let told = self.failed(&fault.problem, &fault);
                let is_unexpected = fault.problem.code == Code::Internal;
                reading.refused(vec![if is_unexpected { referred(&told) } else { fault.problem }])
            }
        }
    }

    async fn checked(&self, reading: &Reading) -> Result<(CheckedFile, Currency, u32), ActionError> {
        let file = self.import_file(&reading.options)?;
        let mapping = file.mapping.clone();
        // Closed meanwhile: whoever closed it has forgotten this reading.
        let desk = self.open_desk().await.ok_or_else(|| Problem::new(Code::Cancelled))?;
        let order = desk.store().order(reading.order).await?;
        let order = order.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?;
        let progress = self.progress(reading);
        let checked = desk.check_import(reading.order, file, Arc::clone(&reading.cancel), progress).await?;
        if !mapping.is_empty() && !checked.is_refused() {
            desk.remember_mapping(&checked, &mapping).await?;
        }
        let lines_now = u32::try_from(order.sums.lines).unwrap_or(u32::MAX);
        Ok((checked, order.fields.line_currency, lines_now))
    }

    fn progress(&self, reading: &Reading) -> impl FnMut(u32) + Send + 'static {
        let (session, rows) = (self.clone(), Arc::clone(&reading.rows));
        let last = AtomicI64::new(0);
        move |read| {
            rows.store(read, Ordering::Relaxed);
            let at = now().millis();
            if at - last.load(Ordering::Relaxed) >= PROGRESS_MS {
                last.store(at, Ordering::Relaxed);
                session.tell(DeskEvent::Import { rows: read });
            }
        }
    }

    /// What a person can assign columns from, where only the header does not fit.
    async fn columns_that_do_not_fit(
        &self,
        checked: &CheckedFile,
        options: &ImportOptions,
    ) -> Option<FileColumns> {
        if !columns::is_only_the_header(&checked.report) {
            return None;
        }
        // The file was read by the same options a moment ago.
        self.columns_of(Known::of(&checked.report), options).await.ok().flatten()
    }

    /// The file as the desk takes it.
    ///
    /// # Errors
    /// `IMP_ENCODING`, `IMP_MAP`.
    pub(super) fn import_file(&self, options: &ImportOptions) -> Result<ImportFile, Problem> {
        let encoding = options.encoding.as_deref().map(|name| {
            TextEncoding::from_name(name).ok_or_else(|| Problem::new(Code::ImpEncoding).found(name))
        });
        let mut mapping = Mapping::default();
        for choice in &options.mapping {
            let field = LineField::from(choice.field);
            let is_doubled = mapping.is_decided(field);
            let Some(column) = choice.column else {
                if is_doubled {
                    return Err(Problem::new(Code::ImpMap).in_field(field.name()));
                }
                mapping.assign(field, NOWHERE);
                continue;
            };
            let is_taken = is_doubled || mapping.iter().any(|(_, other)| other == column);
            if is_taken || usize::from(column) >= excel_import::bounds::COLUMNS_MAX {
                return Err(Problem::new(Code::ImpMap).found(letters(column)).in_field(field.name()));
            }
            mapping.assign(field, column);
        }
        Ok(ImportFile {
            path: PathBuf::from(&options.path),
            sheet: options.sheet.as_deref().map(Into::into),
            encoding: encoding.transpose()?,
            mapping,
            mode: if options.replace { ImportMode::Replace } else { ImportMode::Append },
            reader: self.0.reader.as_deref().map(Path::to_owned),
        })
    }
}

impl Reading {
    /// The file could not be read at all.
    fn refused(&self, problems: Vec<Problem>) -> Job {
        Job::Refused(Box::new(Refused {
            order: self.order,
            options: self.options.clone(),
            problems,
            columns: None,
            checked: None,
            currency: Currency::CNY,
        }))
    }
}

/// `INTERNAL` with the reference under which it was logged.
fn referred(told: &ProblemView) -> Problem {
    let reference = told.params.get("request_id").cloned().unwrap_or_default();
    Problem::new(Code::Internal).with("request_id", reference)
}

fn errors_first(checked: &CheckedFile) -> Vec<Problem> {
    let mut problems = checked.report.file_problems.clone();
    problems.sort_by_key(|problem| !problem.is_error());
    problems
}

/// Whether the person only chose between appending and replacing. A file that is chosen anew is read as it is now.
fn only_the_mode_differs(one: &ImportOptions, other: &ImportOptions) -> bool {
    one.replace != other.replace && *other == ImportOptions { replace: other.replace, ..one.clone() }
}
