//! A file read and checked from end to end: the two stages together.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::check::{CheckRequest, CheckedRow, Checker, Known, Report};
use crate::raw::RawEvent;
use crate::reader::ReadRequest;
use crate::refusal::Refusal;
use crate::worker;

/// Where the file is read.
#[derive(Debug, Clone, Copy)]
pub enum Reading<'a> {
    /// In a child process: the program that becomes it when called with [`worker::COMMAND`].
    InChild(&'a Path),
    /// In this process, without bounds of time and memory: for files that the program wrote itself, tests, and benchmarks.
    InProcess,
}

/// Rows that were checked together, and everything found so far.
pub struct Batch<'a> {
    /// The rows, in their order; may be taken.
    pub rows: &'a mut Vec<CheckedRow>,
    /// What was found up to here.
    pub report: &'a Report,
}

/// The person pressed 取消, or the receiver of the rows wants no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Rows of the first batch, so that the first problems show at once, and of the later ones.
const FIRST_BATCH: usize = 64;
const BATCH: usize = 1_000;

/// Reads and checks a file; rows go to `on_batch` while it is read.
///
/// A file that is refused as a whole gives a report that [says so](Report::is_refused); rows may have gone out before, when
/// what is wrong stands further below.
///
/// # Errors
/// `Cancelled`, at most some 20 ms after `cancel` was set or at once when `on_batch` breaks off. Nothing is left behind.
pub fn check_file<K: Known + ?Sized>(
    reading: Reading<'_>,
    read: &ReadRequest,
    check: &CheckRequest,
    known: &K,
    cancel: &AtomicBool,
    on_batch: &mut dyn FnMut(Batch<'_>) -> ControlFlow<()>,
) -> Result<Report, Cancelled> {
    let mut checker = Checker::new(check, known);
    let mut rows = Vec::new();
    let mut size = FIRST_BATCH;
    let mut take = |event: RawEvent| -> ControlFlow<()> {
        rows.extend(checker.take(event));
        if checker.report().is_refused() || cancel.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if rows.len() >= size {
            size = BATCH;
            on_batch(Batch { rows: &mut rows, report: checker.report() })?;
            rows.clear();
        }
        ControlFlow::Continue(())
    };
    let result = match reading {
        Reading::InChild(exe) => worker::read_in_child(exe, read, cancel, &mut take),
        Reading::InProcess => worker::read_in_process(read, &mut take),
    };
    match result {
        Ok(()) => {}
        // The header was refused, so reading was broken off here.
        Err(Refusal::Cancelled) if checker.report().is_refused() => return Ok(checker.finish()),
        Err(refusal) => {
            let mut report = checker.finish();
            report.sheets = refusal.sheets().to_vec();
            report.file_problems.push(refusal.problem().ok_or(Cancelled)?);
            return Ok(report);
        }
    }
    if !rows.is_empty() && on_batch(Batch { rows: &mut rows, report: checker.report() }).is_break() {
        return Err(Cancelled);
    }
    Ok(checker.finish())
}
