//! 变更记录 and 导入记录 of an order (CM-AUD-01, YW-IMP-16).

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::grid::StepView;

/// A page of the history, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryPage {
    /// The changes of this page, at most 50.
    pub changes: Vec<ChangeView>,
    /// What to ask for next; `None` at the end. A decimal number as text.
    pub next: Option<String>,
}

/// A recorded change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChangeView {
    /// Its number, ascending over the whole vault, as text.
    pub seq: String,
    /// What was done.
    pub step: StepView,
    /// China time, `YYYY-MM-DD HH:MM:SS`.
    pub at: String,
    /// Whether this vault's person did it; later the account's name.
    pub person: String,
    /// Whether it was done on this computer.
    pub on_this_computer: bool,
    /// The number of the change that this one takes back or does again.
    pub undoes: Option<String>,
    /// Fields before and after: of the head, and of the first 50 lines.
    pub edits: Vec<EditView>,
    /// The import it belongs to.
    pub import_id: Option<String>,
}

/// One field before and after; identity data is masked (CM-SEC-03).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EditView {
    /// The line's id; `None` for the head.
    pub line: Option<String>,
    /// The line's present place, if it is still there.
    pub number: Option<u32>,
    /// The field's name in the data dictionary.
    pub field: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// What is kept of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportRecordView {
    /// Its id.
    pub id: String,
    /// The file's name.
    pub file_name: String,
    /// The file's SHA-256 in hexadecimal.
    pub sha256: String,
    /// Whether it took the place of all lines.
    pub replaced: bool,
    /// Data rows in the file.
    pub rows: u32,
    /// Lines added or changed.
    pub imported: u32,
    /// Rows left out.
    pub left_out: u32,
    /// Suspected duplicates.
    pub duplicates: u32,
    /// How often each error was found, by code.
    pub errors_by_code: BTreeMap<String, u32>,
    /// China time, `YYYY-MM-DD HH:MM:SS`.
    pub at: String,
}
