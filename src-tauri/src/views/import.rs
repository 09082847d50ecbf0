//! Importing a workbook: one import at a time, held in Rust; the screen asks for pages (YW-IMP-01 … 16).

use desk::import::{self, CheckedFile};
use domain::{LineField, Lookup};
use excel_import::{check::RowState, columns::letters};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::Currency;

use super::{ProblemView, grid::LineColumn};

/// How a file is to be read. The default leaves everything to the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportOptions {
    /// The file.
    pub path: String,
    /// The sheet, instead of the one that YW-IMP-04 would take.
    pub sheet: Option<String>,
    /// `utf-8`, `gb18030`, `utf-16le` or `utf-16be`, instead of the one found.
    pub encoding: Option<String>,
    /// Columns assigned by the person.
    pub mapping: Vec<ColumnChoice>,
    /// 清空后导入 (YW-IMP-14).
    pub replace: bool,
}

/// A column of the file that a person assigned to a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// The field.
    pub field: LineColumn,
    /// The file's column, from 0; `null`: the sheet has none, whatever its header names.
    pub column: Option<u16>,
}

/// Where the one import of the window stands.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ImportState {
    /// None is under way.
    None,
    /// The file is being read and checked.
    Reading {
        /// The order it is for.
        order: String,
        /// The file's name.
        file_name: String,
        /// Rows read so far.
        rows: u32,
    },
    /// The file cannot be imported as it is.
    Refused {
        /// The order it is for.
        order: String,
        /// The file's name.
        file_name: String,
        /// Why; the errors first.
        problems: Vec<ProblemView>,
        /// What a person can assign columns from, where only the header does not fit.
        columns: Option<FileColumns>,
        /// Sheets that can be chosen, where the problem is which one is meant; empty otherwise.
        sheets: Vec<String>,
        /// How it was read.
        options: ImportOptions,
    },
    /// It is read and checked; nothing is stored yet.
    Ready {
        /// The order it is for.
        order: String,
        /// What was found.
        preview: PreviewView,
        /// How it was read.
        options: ImportOptions,
    },
    /// The chosen rows are being stored.
    Storing {
        /// The order it is for.
        order: String,
        /// The file's name.
        file_name: String,
        /// Rows to store.
        rows: u32,
    },
}

/// The columns of a file whose header does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FileColumns {
    /// The row of the header, from 1; `None` if none was found.
    pub header_row: Option<u32>,
    /// Each column: its letters, the header's text, and texts of the first rows.
    pub columns: Vec<FileColumn>,
    /// What the program would assign by itself.
    pub suggested: Vec<ColumnChoice>,
}

/// One column of such a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FileColumn {
    /// Its place, from 0.
    pub column: u16,
    /// `A`, `B`, …
    pub letters: String,
    /// The header's text.
    pub header: String,
    /// Texts of the first rows below, at most 3.
    pub samples: Vec<String>,
}

/// What the preview's head says (YW-IMP-12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PreviewView {
    /// The file's name.
    pub file_name: String,
    /// The sheet that was read; empty for separated text.
    pub sheet: String,
    /// Sheets that could be read instead.
    pub sheets: Vec<String>,
    /// The encoding of separated text; `None` for workbooks.
    pub encoding: Option<String>,
    /// The header's row, from 1.
    pub header_row: u32,
    /// The file's column of each field, in letters; empty if the file has none.
    pub letters: Vec<String>,
    /// `CNY` or `USD`.
    pub line_currency: String,
    /// Data rows.
    pub rows: u32,
    /// Rows without problems.
    pub good: u32,
    /// Rows with warnings only.
    pub warned: u32,
    /// Suspected duplicates.
    pub duplicates: u32,
    /// Rows with errors.
    pub faulty: u32,
    /// Errors in all.
    pub errors: u32,
    /// Rows that already stand in the order unchanged.
    pub unchanged: u32,
    /// Wholly empty rows that were skipped.
    pub skipped_empty: u32,
    /// Rows of totals that were skipped.
    pub skipped_totals: u32,
    /// Milliseconds until everything was read and checked.
    pub read_ms: u32,
    /// Lines that the order has now.
    pub lines_now: u32,
    /// What concerns the file as a whole: `IMP_SAME_FILE`, `IMP_EXT`, `IMP_HIDDEN`, …
    pub problems: Vec<ProblemView>,
    /// The columns are those that a person assigned to the same header before.
    pub remembered: bool,
    /// Cells that were corrected in it; given up with it.
    pub corrected: u32,
    /// Goes up whenever a cell is corrected: pages of an older one are stale.
    pub revision: u32,
}

impl PreviewView {
    /// The head of a file that was read and checked for an order with so many lines.
    pub(crate) fn of(
        checked: &CheckedFile,
        currency: Currency,
        lines_now: u32,
        corrected: usize,
        revision: u32,
    ) -> Self {
        let report = &checked.report;
        let counts = report.counts;
        let facts = report.facts.as_ref();
        let sheets = facts.map_or(&[][..], |facts| &facts.sheets);
        let header = report.header.as_ref();
        let column = |field| header.and_then(|header| header.at(field)).map(letters).unwrap_or_default();
        let same_file = checked.same_file_problem();
        Self {
            file_name: checked.file_name.clone(),
            sheet: facts
                .and_then(|facts| sheets.get(usize::from(facts.sheet)))
                .map(|sheet| sheet.name.to_string())
                .unwrap_or_default(),
            sheets: sheets.iter().filter(|sheet| sheet.visible).map(|sheet| sheet.name.to_string()).collect(),
            encoding: facts.and_then(|facts| facts.encoding).map(|encoding| encoding.name().to_owned()),
            header_row: header.map_or(0, |header| header.row),
            letters: LineField::ALL.into_iter().map(column).collect(),
            line_currency: currency.code().to_owned(),
            rows: counts.rows,
            good: counts.good,
            warned: counts.warnings,
            duplicates: counts.duplicates,
            faulty: counts.errors,
            errors: u32::try_from(report.problems.errors()).unwrap_or(u32::MAX),
            unchanged: checked.unchanged,
            skipped_empty: counts.blank_rows,
            skipped_totals: counts.total_rows,
            read_ms: u32::try_from(checked.read_ms + checked.check_ms).unwrap_or(u32::MAX),
            lines_now,
            remembered: checked.remembered,
            corrected: u32::try_from(corrected).unwrap_or(u32::MAX),
            problems: same_file.iter().chain(&report.file_problems).map(ProblemView::of).collect(),
            revision,
        }
    }
}

/// Which rows of the preview are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PreviewTab {
    /// 全部
    All,
    /// 正确
    Good,
    /// 警告
    Warned,
    /// 疑似重复
    Duplicate,
    /// 错误
    Faulty,
}

impl From<PreviewTab> for import::PreviewTab {
    fn from(tab: PreviewTab) -> Self {
        match tab {
            PreviewTab::All => Self::All,
            PreviewTab::Good => Self::Good,
            PreviewTab::Warned => Self::Warned,
            PreviewTab::Duplicate => Self::Duplicate,
            PreviewTab::Faulty => Self::Faulty,
        }
    }
}

impl From<RowState> for PreviewTab {
    fn from(state: RowState) -> Self {
        match state {
            RowState::Good => Self::Good,
            RowState::Warned => Self::Warned,
            RowState::Duplicate => Self::Duplicate,
            RowState::Faulty => Self::Faulty,
        }
    }
}

/// A page of the preview's rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PreviewPage {
    /// The rows.
    pub rows: Vec<PreviewRow>,
    /// Rows of this tab in all.
    pub total: u32,
    /// See [`PreviewView::revision`].
    pub revision: u32,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PreviewRow {
    /// The row's number in the file, header included, from 1.
    pub row: u32,
    /// Its state, never `all`.
    pub state: PreviewTab,
    /// The eight texts in the order of the template, as read.
    pub texts: Vec<String>,
    /// What is wrong or doubtful with it; the field says where.
    pub problems: Vec<ProblemView>,
    /// Whether its merchant is still to be looked up (待核对).
    pub pending_lookup: bool,
}

impl PreviewRow {
    pub(crate) fn of(row: &import::PreviewRow) -> Self {
        Self {
            row: row.number,
            state: row.state.into(),
            texts: row.texts.iter().map(ToString::to_string).collect(),
            problems: row.problems.iter().map(ProblemView::of).collect(),
            pending_lookup: row.lookup == Lookup::Pending,
        }
    }
}

/// A page of what was found in the rows of a tab: the errors by row, then the warnings by row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FindingsPage {
    /// The problems.
    pub problems: Vec<ProblemView>,
    /// Errors and warnings in all.
    pub total: u32,
    /// How many of them are errors; these stand first.
    pub errors: u32,
}

/// What the person chose in the preview (YW-IMP-11, 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportChoiceView {
    /// 【仅导入正确行】
    pub only_good: bool,
    /// 也导入疑似重复行
    pub include_duplicates: bool,
}

/// What an import stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportedView {
    /// Lines added or changed.
    pub imported: u32,
    /// Rows left out.
    pub left_out: u32,
    /// China time of the write, `HH:MM:SS`.
    pub saved_at: String,
}
