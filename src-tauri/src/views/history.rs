//! 变更记录 and 导入记录 of an order (CM-AUD-01, YW-IMP-16).

use std::collections::{BTreeMap, HashMap};

use actions::Actor;
use desk::views::{HistoryEntry, ImportRecord, Sight, mask::shown};
use domain::{Change, Entry, ImportMode};
use serde::Serialize;
use ts_rs::TS;
use values::LineId;

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
    /// The end of the id of who did it, where it was not this vault's person; empty where it was.
    pub person: String,
    /// Whether it was done on this computer.
    pub on_this_computer: bool,
    /// The end of the id of the computer on which it was done.
    pub device: String,
    /// The number of the change that this one takes back or does again.
    pub undoes: Option<String>,
    /// Whether the server took it beside changes of others that it did not know; both stand (SYNC, `merged`).
    pub merged: bool,
    /// Fields before and after: of the head, and of the first 50 lines.
    pub edits: Vec<EditView>,
    /// The import it belongs to.
    pub import_id: Option<String>,
}

/// How many lines of a change are shown field by field.
const LINES_SHOWN: usize = 50;

/// The lines whose edits a change shows.
pub(crate) fn lines_named(entry: &HistoryEntry) -> Vec<LineId> {
    match &entry.record.change {
        Change::EditLines { lines } => lines.iter().take(LINES_SHOWN).map(|edit| edit.line).collect(),
        _ => Vec::new(),
    }
}

impl ChangeView {
    /// The view of a change; `numbers` are the present places of the lines that it names.
    pub(crate) fn of(entry: &HistoryEntry, actor: Actor, numbers: &HashMap<LineId, u32>) -> Self {
        let record = &entry.record;
        let person = record.actor.person;
        let lines = u32::try_from(record.change.line_count()).unwrap_or(u32::MAX);
        Self {
            seq: entry.seq.to_string(),
            step: StepView { change: record.change.name().to_owned(), lines },
            at: record.at.china_text(),
            person: if person == actor.person { String::new() } else { short(&person.to_string()) },
            on_this_computer: record.actor.device == actor.device,
            device: short(&record.actor.device.to_string()),
            undoes: entry.undoes.map(|seq| seq.to_string()),
            merged: entry.merged,
            edits: edits(&record.change, numbers),
            import_id: match &record.change {
                Change::ImportLines { import, .. } => Some(import.to_string()),
                _ => None,
            },
        }
    }
}

fn edits(change: &Change, numbers: &HashMap<LineId, u32>) -> Vec<EditView> {
    match change {
        Change::CreateOrder { fields } | Change::EditOrder { fields } => fields
            .iter()
            .map(|edit| EditView::of(None, None, edit.field.name(), &edit.before, &edit.after))
            .collect(),
        Change::EditLines { lines } => lines
            .iter()
            .take(LINES_SHOWN)
            .flat_map(|line| {
                let number = numbers.get(&line.line).copied();
                line.fields.iter().map(move |edit| {
                    EditView::of(Some(line.line), number, edit.field.name(), &edit.before, &edit.after)
                })
            })
            .collect(),
        _ => Vec::new(),
    }
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

/// What tells a person or a computer apart whose name this vault does not know: the end of its id.
pub(crate) fn short(id: &str) -> String {
    id.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect::<String>().to_uppercase()
}

impl EditView {
    pub(crate) fn of(
        line: Option<LineId>,
        number: Option<u32>,
        field: &'static str,
        before: &Entry,
        after: &Entry,
    ) -> Self {
        let text = |entry: &Entry| shown(field, entry.text(), Sight::Masked).into_owned();
        Self {
            line: line.map(|line| line.to_string()),
            number,
            field: field.to_owned(),
            before: text(before),
            after: text(after),
        }
    }
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

impl ImportRecordView {
    pub(crate) fn of(record: &ImportRecord) -> Self {
        Self {
            id: record.id.to_string(),
            file_name: record.file_name.clone(),
            sha256: record.sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
            replaced: record.mode == ImportMode::Replace,
            rows: record.rows,
            imported: record.imported,
            left_out: record.left_out,
            duplicates: record.duplicates,
            errors_by_code: record
                .errors_by_code
                .iter()
                .map(|(code, count)| (code.as_str().to_owned(), *count))
                .collect(),
            at: record.at.china_text(),
        }
    }
}
