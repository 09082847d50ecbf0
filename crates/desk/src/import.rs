//! Importing a file: read and check it aside, show what was found, store the chosen rows in one step (YW-IMP-02 … 16).

mod known;
mod preview;

use std::{
    fs::File,
    io::{self, Read as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool, atomic::Ordering},
    time::Instant as Stopwatch,
};

use actions::{ActionError, Host as _, ImportFacts, ImportRequest, ImportedRow, LineUpdate};
use domain::ImportMode;
use excel_import::{
    check::{CheckRequest, CheckedRow, Report, RowState, Twins},
    columns::{Mapping, NOWHERE},
    preview::{Reading, check_file},
    raw::TextEncoding,
    reader::ReadRequest,
};
use sha2::{Digest as _, Sha256};
use values::{Code, ImportId, Instant, OrderId, Problem};

pub use self::preview::{PreviewPage, PreviewRow, PreviewTab, ProblemsPage};
use self::{known::KnownLines, preview::Tabs};
use crate::{desk::Desk, vault};

/// A file to import, and how the person wants it read.
#[derive(Debug, Clone)]
pub struct ImportFile {
    /// Where it is.
    pub path: PathBuf,
    /// The sheet, instead of the one that YW-IMP-04 would take.
    pub sheet: Option<Box<str>>,
    /// The encoding of separated text, instead of the one found.
    pub encoding: Option<TextEncoding>,
    /// Columns assigned by the person.
    pub mapping: Mapping,
    /// Whether its rows join the lines or take their place.
    pub mode: ImportMode,
    /// The program that becomes the reading process (`excel_import::worker`); `None` reads in this process, for files
    /// that the program wrote itself.
    pub reader: Option<PathBuf>,
}

/// A file that was read and checked; nothing is stored yet.
#[derive(Debug)]
pub struct CheckedFile {
    /// Its name without its folder.
    pub file_name: String,
    /// Everything that was found.
    pub report: Report,
    /// Its rows.
    pub rows: Vec<CheckedRow>,
    /// Rows that say of a line of this order what stands there already; never stored again.
    pub unchanged: u32,
    /// The columns are those that a person assigned to the same header before.
    pub remembered: bool,
    /// When the same file was imported into this order before, and how many lines that gave (`IMP_SAME_FILE`).
    pub same_file: Option<(Instant, u32)>,
    /// Milliseconds until the last row was read; the checks of each row run meanwhile.
    pub read_ms: u64,
    /// Milliseconds of what is checked besides the rows themselves: the order's lines, former imports.
    pub check_ms: u64,
    sha256: [u8; 32],
    mode: ImportMode,
    tabs: Tabs,
    // What it was checked with, and what equals what: a corrected cell is checked the same way.
    request: CheckRequest,
    known: Arc<KnownLines>,
    stands: Vec<(u32, u128)>,
    twins: Option<Twins>,
}

/// What a person chose in the preview (YW-IMP-11, 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportChoice {
    /// 【仅导入正确行】: leave faulty rows out.
    pub only_good: bool,
    /// 也导入疑似重复行.
    pub include_duplicates: bool,
}

/// What an import stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportOutcome {
    /// Lines added and changed.
    pub imported: u32,
    /// Milliseconds of storing, until it was durable.
    pub store_ms: u64,
}

impl CheckedFile {
    /// Whether the file as a whole is refused.
    pub fn is_refused(&self) -> bool {
        self.report.is_refused()
    }

    /// `IMP_SAME_FILE`, if the same file was imported before (YW-IMP-11).
    pub fn same_file_problem(&self) -> Option<Problem> {
        let (at, count) = self.same_file?;
        Some(Problem::new(Code::ImpSameFile).with("time", at.china_text()).with("count", count))
    }
}

impl ImportChoice {
    fn takes(self, state: RowState) -> bool {
        match state {
            RowState::Good | RowState::Warned => true,
            RowState::Duplicate => self.include_duplicates,
            RowState::Faulty => false,
        }
    }
}

impl Desk {
    /// Reads and checks a file for an order. `progress` hears how many rows were read; `cancel` ends it within some 20 ms.
    ///
    /// A file that is refused as a whole is a result too; its report says why.
    ///
    /// # Errors
    /// `NOT_FOUND`, the locks of §19.4, `IMP_REPLACE_LINKED`, `FILE_READ`, `CANCELLED`; those of the store.
    pub async fn check_import(
        &self,
        order: OrderId,
        file: ImportFile,
        cancel: Arc<AtomicBool>,
        progress: impl FnMut(u32) + Send + 'static,
    ) -> Result<CheckedFile, ActionError> {
        let started = Stopwatch::now();
        let head = self.store().order(order).await?.filter(|head| !head.deleted);
        let head = head.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?;
        head.state.name().may_edit_lines()?;
        if file.mode == ImportMode::Replace && head.sums.linked > 0 {
            return Err(Problem::new(Code::ImpReplaceLinked).into());
        }
        let known = KnownLines::load(self, order, &head, file.mode).await?;
        let request = CheckRequest {
            today: self.today(),
            currency: head.fields.line_currency,
            mapping: file.mapping.clone(),
        };
        let before_ms = millis(started);
        let path = file.path.clone();
        let mut checked = self.read(file, request, known, cancel, progress).await?;
        let ended = Stopwatch::now();
        checked.same_file = self.store().same_file(order, &checked.sha256).await?;
        checked.file_name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        checked.check_ms = before_ms + millis(ended);
        Ok(checked)
    }

    /// Reads with the columns given; without them with those that were assigned to the same header before, whether it fits
    /// by itself or not: who assigned a column anew in the preview meant the next file as well.
    async fn read(
        &self,
        file: ImportFile,
        mut request: CheckRequest,
        known: KnownLines,
        cancel: Arc<AtomicBool>,
        progress: impl FnMut(u32) + Send + 'static,
    ) -> Result<CheckedFile, ActionError> {
        let known = Arc::new(known);
        let progress = Arc::new(std::sync::Mutex::new(progress));
        let first = read_once(&file, &request, &known, &cancel, &progress).await?;
        if !file.mapping.is_empty() {
            return Ok(first);
        }
        let Some(mapping) = self.remembered_mapping(&first.report).await? else { return Ok(first) };
        if is_read_so(&first.report, &mapping) {
            return Ok(first);
        }
        request.mapping = mapping.clone();
        let file = ImportFile { mapping, ..file };
        let read = read_once(&file, &request, &known, &cancel, &progress).await?;
        Ok(CheckedFile { remembered: true, ..read })
    }

    async fn remembered_mapping(&self, report: &Report) -> Result<Option<Mapping>, ActionError> {
        let Some(fingerprint) = report.header_fingerprint() else { return Ok(None) };
        let stored = self.store().column_mapping(&fingerprint.to_be_bytes()).await?;
        Ok(stored.map(|columns| {
            let mut mapping = Mapping::default();
            for (field, column) in columns {
                if let Some(field) = domain::LineField::from_name(&field) {
                    mapping.assign(field, column);
                }
            }
            mapping
        }))
    }

    /// Remembers columns that a person assigned, for the next file with the same header.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn remember_mapping(
        &self,
        checked: &CheckedFile,
        mapping: &Mapping,
    ) -> Result<(), ActionError> {
        let Some(fingerprint) = checked.report.header_fingerprint().filter(|_| !mapping.is_empty()) else {
            return Ok(());
        };
        let columns: Vec<(String, u16)> =
            mapping.decisions().map(|(field, column)| (field.name().to_owned(), column)).collect();
        let stored = self.store().remember_mapping(&fingerprint.to_be_bytes(), &columns, self.now()).await;
        Ok(stored?)
    }

    /// Stores the chosen rows of a checked file in one step, or nothing.
    ///
    /// # Errors
    /// `IMP_HAS_ERRORS` where rows are faulty and were not left out by choice; the file's own problems if it is refused;
    /// those of [`actions::import_lines`].
    pub async fn store_import(
        &self,
        order: OrderId,
        mut checked: CheckedFile,
        choice: ImportChoice,
        cancel: &AtomicBool,
    ) -> Result<ImportOutcome, ActionError> {
        if checked.is_refused() {
            let errors = checked.report.file_problems.into_iter().filter(Problem::is_error).collect();
            return Err(ActionError::Refused(errors));
        }
        let counts = checked.report.counts;
        if counts.errors > 0 && !choice.only_good {
            return Err(Problem::new(Code::ImpHasErrors).with("n", counts.errors).into());
        }
        let mut rows = std::mem::take(&mut checked.rows);
        let found = rows.len();
        rows.retain(|row| choice.takes(row.state));
        let left_out = u32::try_from(found - rows.len()).expect("a file has at most 100,000 rows");
        if rows.is_empty() {
            return Ok(ImportOutcome::default());
        }
        let update = |row: &mut CheckedRow| {
            let fields = std::mem::take(&mut row.fields);
            Some(LineUpdate { line: row.line_id?, row: ImportedRow { fields, lookup: row.lookup } })
        };
        let updates = rows.iter_mut().filter(|row| row.line_id.is_some()).filter_map(update).collect();
        let added = rows.into_iter().filter(|row| row.line_id.is_none());
        let added = added.map(|row| ImportedRow { fields: row.fields, lookup: row.lookup });
        let facts = self.facts(&checked, left_out);
        let started = Stopwatch::now();
        let request = ImportRequest { facts, rows: added, updates };
        let cancelled = || cancel.load(Ordering::Relaxed);
        let imported = actions::import_lines(self, order, request, &cancelled).await?;
        Ok(ImportOutcome { imported: imported.added + imported.updated, store_ms: millis(started) })
    }

    fn facts(&self, checked: &CheckedFile, left_out: u32) -> ImportFacts {
        let counted = |(code, count): (Code, usize)| (code, u32::try_from(count).unwrap_or(u32::MAX));
        ImportFacts {
            id: ImportId::from_uuid(self.next_uuid()),
            file_name: checked.file_name.clone(),
            sha256: checked.sha256,
            mode: checked.mode,
            rows: checked.report.counts.rows,
            left_out,
            duplicates: checked.report.counts.duplicates,
            errors_by_code: checked.report.problems.counts_by_code().into_iter().map(counted).collect(),
        }
    }
}

/// Whether the header says by itself what was assigned to it.
fn is_read_so(report: &Report, mapping: &Mapping) -> bool {
    report.header.as_ref().is_some_and(|header| {
        let mut decided = mapping.decisions();
        decided.all(|(field, column)| header.at(field).unwrap_or(NOWHERE) == column)
    })
}

async fn read_once<P: FnMut(u32) + Send + 'static>(
    file: &ImportFile,
    request: &CheckRequest,
    known: &Arc<KnownLines>,
    cancel: &Arc<AtomicBool>,
    progress: &Arc<std::sync::Mutex<P>>,
) -> Result<CheckedFile, ActionError> {
    let (file, request) = (file.clone(), request.clone());
    let (known, cancel, progress) = (Arc::clone(known), Arc::clone(cancel), Arc::clone(progress));
    vault::blocking(move || {
        let mut progress = progress.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        read_blocking(&file, &request, &known, &cancel, &mut *progress)
    })
    .await
}

fn read_blocking(
    file: &ImportFile,
    request: &CheckRequest,
    known: &Arc<KnownLines>,
    cancel: &AtomicBool,
    progress: &mut dyn FnMut(u32),
) -> Result<CheckedFile, ActionError> {
    let started = Stopwatch::now();
    let sha256 = hash_file(&file.path).map_err(|error| unreadable(&error))?;
    let read = ReadRequest {
        path: file.path.clone(),
        sheet: file.sheet.clone(),
        encoding: file.encoding,
        mapping: file.mapping.clone(),
    };
    let reading = file.reader.as_deref().map_or(Reading::InProcess, Reading::InChild);
    let (mut rows, mut unchanged, mut stands) = (Vec::new(), 0, Vec::new());
    let report = check_file(reading, &read, request, &**known, cancel, &mut |batch| {
        for row in batch.rows.drain(..) {
            if known.stands(&row) {
                unchanged += 1;
                stands.extend(row.fields.fingerprint().map(|fingerprint| (row.number, fingerprint)));
            } else {
                rows.push(row);
            }
        }
        progress(batch.report.counts.rows);
        ControlFlow::Continue(())
    })
    .map_err(|_| Problem::new(Code::Cancelled))?;
    Ok(CheckedFile {
        file_name: String::new(),
        tabs: Tabs::of(&rows, &report.problems),
        report,
        rows,
        request: request.clone(),
        known: Arc::clone(known),
        stands,
        twins: None,
        unchanged,
        remembered: false,
        same_file: None,
        read_ms: millis(started),
        check_ms: 0,
        sha256,
        mode: file.mode,
    })
}

fn hash_file(path: &Path) -> io::Result<[u8; 32]> {
    // Opening a pipe or a device could wait for ever, before any bound of the reader begins to count.
    let kind = std::fs::metadata(path)?.file_type();
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !kind.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    // A file beyond the bound is refused by the reader; hashing it whole first would only cost time.
    let mut left = excel_import::bounds::FILE_BYTES_MAX + 1;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 || left == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(&buffer[..read]);
        left = left.saturating_sub(read as u64);
    }
}

/// `FILE_READ` with the reason in both languages.
fn unreadable(error: &io::Error) -> Problem {
    let (zh, en) = match error.kind() {
        io::ErrorKind::NotFound => ("文件不存在", "there is no such file"),
        io::ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        io::ErrorKind::IsADirectory => ("这是一个文件夹", "it is a folder"),
        io::ErrorKind::InvalidInput => ("这不是普通文件", "it is not a regular file"),
        _ => ("读取时出错", "reading failed"),
    };
    Problem::new(Code::FileRead).with("reason_zh", zh).with("reason_en", en)
}

fn millis(since: Stopwatch) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
