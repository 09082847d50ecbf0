//! `import`: a file of lines into an order (YW-IMP-02 … 16).

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use desk::desk::Desk;
use desk::import::{CheckedFile, ImportChoice, ImportFile};
use domain::ImportMode;
use excel_import::check::Counts;
use excel_import::columns::Mapping;
use excel_import::raw::TextEncoding;
use serde_json::json;
use values::{Code, OrderId, Problem};

use super::order::load;
use crate::answer::{Answer, Failure, Outcome, Told};
use crate::args::ImportArgs;
use crate::call::Call;
use crate::session::order_id;
use crate::table::Human;

/// What came of an import, for `data`.
#[derive(Default)]
struct Figures {
    counts: Counts,
    unchanged: u32,
    imported: u32,
    read_ms: u64,
    check_ms: u64,
    store_ms: u64,
}

/// Reads, checks and stores a file. Rows that are wrong are told; without `--only-good` nothing is stored then.
///
/// # Errors
/// `NOT_FOUND`, `FILE_READ`, `CANCELLED`, `IMP_MAP`, `IMP_ENCODING`; the refusals of the verb; those of the store.
pub(super) async fn import(call: &Call, desk: &Desk, import: &ImportArgs) -> Outcome {
    let mapping = Mapping::parse(import.map.iter().map(String::as_str))?;
    let file = file(import, mapping.clone())?;
    let id = order_id(desk, &import.id).await?;
    let order = load(desk, id).await?;
    let progress = progress(call, import);
    let checked = desk.check_import(id, file, Arc::clone(&call.cancelled), progress).await?;
    clear_progress(import);
    if !mapping.is_empty() && !checked.is_refused() {
        desk.remember_mapping(&checked, &mapping).await?;
    }
    let mut told = Told::default();
    told.add(checked.same_file_problem(), call.sight());
    told.add(checked.report.file_problems.iter().cloned(), call.sight());
    let mut figures = Figures {
        counts: checked.report.counts,
        unchanged: checked.unchanged,
        read_ms: checked.read_ms,
        check_ms: checked.check_ms,
        ..Figures::default()
    };
    if let Some(out) = &import.report {
        let currency = order.fields.line_currency;
        let written = excel_import::write::error_workbook::write(out, &checked.report, currency, call.lang);
        written.map_err(|error| error.problem())?;
    }
    // Rows that were left out by choice are told as errors all the same: done, with problems.
    told.add(checked.report.problems.iter(), call.sight());
    if !checked.is_refused() && !import.dry_run {
        store(call, desk, id, import, checked, &mut figures, &mut told).await?;
    }
    Ok(answer(call, import, &figures, told))
}

fn file(import: &ImportArgs, mapping: Mapping) -> Result<ImportFile, Failure> {
    let encoding = match &import.encoding {
        None => None,
        Some(name) => Some(
            TextEncoding::from_name(name)
                .ok_or_else(|| Problem::new(Code::ImpEncoding).found(name.as_str()))?,
        ),
    };
    Ok(ImportFile {
        path: import.file.clone(),
        sheet: import.sheet.as_deref().map(Into::into),
        encoding,
        mapping,
        mode: if import.replace { ImportMode::Replace } else { ImportMode::Append },
        reader: reader(),
    })
}

/// This program reads the workbook for itself in a process of its own, which no file can take down with it.
fn reader() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

async fn store(
    call: &Call,
    desk: &Desk,
    id: OrderId,
    import: &ImportArgs,
    checked: CheckedFile,
    figures: &mut Figures,
    told: &mut Told,
) -> Result<(), Failure> {
    let choice = ImportChoice { only_good: import.only_good, include_duplicates: import.include_duplicates };
    match desk.store_import(id, checked, choice, &call.cancelled).await {
        Ok(outcome) => {
            figures.imported = outcome.imported;
            figures.store_ms = outcome.store_ms;
            Ok(())
        }
        // The rows' own errors stand beside it: the figures of the file are worth telling.
        Err(actions::ActionError::Refused(problems))
            if problems.iter().all(|problem| problem.code == Code::ImpHasErrors) =>
        {
            told.add(problems, call.sight());
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

fn answer(call: &Call, import: &ImportArgs, figures: &Figures, told: Told) -> Answer {
    let Counts { rows, good, warnings, duplicates, errors, total_rows, blank_rows, hidden_rows } =
        figures.counts;
    let data = json!({
        "rows": rows,
        "good": good,
        "warnings": warnings,
        "duplicates": duplicates,
        "errors": errors,
        "imported": figures.imported,
        "unchanged": figures.unchanged,
        "total_rows": total_rows,
        "blank_rows": blank_rows,
        "hidden_rows": hidden_rows,
        "dry_run": import.dry_run,
        "ms": { "read": figures.read_ms, "check": figures.check_ms, "store": figures.store_ms },
    });
    let pair = |zh, en, n: u32| (call.say(zh, en).to_owned(), n.to_string());
    let human = Human::Pairs(vec![
        pair("数据行", "Rows", rows),
        pair("正确", "Good", good),
        pair("警告", "Warnings", warnings),
        pair("疑似重复", "Duplicates", duplicates),
        pair("错误", "Errors", errors),
        pair("已导入", "Imported", figures.imported),
    ]);
    Answer { data, human, told }
}

fn shows_progress(import: &ImportArgs) -> bool {
    import.progress || std::io::stderr().is_terminal()
}

/// Rows on standard error, at most five times a second.
fn progress(call: &Call, import: &ImportArgs) -> impl FnMut(u32) + Send + 'static {
    const MILLIS: i64 = 200;
    let shown = shows_progress(import).then(|| call.say("已读", "rows read").to_owned());
    let last = AtomicU64::new(0);
    move |rows| {
        use values::Clock as _;
        let Some(word) = &shown else { return };
        let now = desk::clock::SystemClock.now().millis();
        if now - i64::try_from(last.load(Ordering::Relaxed)).unwrap_or(0) >= MILLIS {
            last.store(now.unsigned_abs(), Ordering::Relaxed);
            // Progress that cannot be shown is not worth a failure.
            let _ = write!(std::io::stderr(), "\r{word} {rows}");
        }
    }
}

fn clear_progress(import: &ImportArgs) {
    if shows_progress(import) {
        let _ = writeln!(std::io::stderr());
    }
}
