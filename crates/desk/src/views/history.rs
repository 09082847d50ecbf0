//! What was done to an order: 变更记录 and 导入记录 (CM-AUD-01, YW-IMP-16).

use std::collections::BTreeMap;

use domain::{Change, FieldEdit, LineEdit, LineField, OrderField};
use serde::Serialize;
pub use store_desk::{HistoryEntry, ImportRecord};

use super::{EntryView, Sight};

/// How many lines a change names; the count says how many there were.
const LINES_NAMED: usize = 50;

/// One field before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditView {
    /// The line; null for the head.
    pub line: Option<String>,
    /// The field's name in the data dictionary.
    pub field: &'static str,
    /// What stood there.
    pub before: EntryView,
    /// What stands there now.
    pub after: EntryView,
}

/// A recorded change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// Its number; ascending over the whole vault.
    pub seq: i64,
    /// The mutation's id.
    pub id: String,
    /// The mutation's name, such as `edit_lines`.
    pub change: &'static str,
    /// RFC 3339.
    pub at: String,
    /// Who.
    pub person: String,
    /// On which computer.
    pub device: String,
    /// The change that this one takes back or does again.
    pub undoes: Option<i64>,
    /// Whether the server took it beside changes of others that it did not know; both stand.
    pub merged: bool,
    /// How many lines it touched.
    pub line_count: usize,
    /// What it changed: fields of the head, and of the first 50 lines.
    pub edits: Vec<EditView>,
    /// The first 50 lines that it added, removed or brought back.
    pub lines: Vec<String>,
    /// The import it belongs to.
    pub import_id: Option<String>,
}

impl ChangeView {
    /// The view of a history entry; identity data before and after is masked unless revealed.
    pub fn of(entry: &HistoryEntry, sight: Sight) -> Self {
        let change = &entry.record.change;
        let (mut edits, mut lines, mut import_id) = (Vec::new(), Vec::new(), None);
        match change {
            Change::CreateOrder { fields } | Change::EditOrder { fields } => {
                edits = fields.iter().map(|edit| head(edit, sight)).collect();
            }
            Change::EditLines { lines: edited } => {
                edits = edited.iter().take(LINES_NAMED).flat_map(of_line).collect();
            }
            Change::AddLines { lines: ids }
            | Change::RemoveLines { lines: ids }
            | Change::RestoreLines { lines: ids } => {
                lines = ids.iter().take(LINES_NAMED).map(ToString::to_string).collect();
            }
            Change::ImportLines { import, .. } => import_id = Some(import.to_string()),
            Change::DeleteOrder | Change::RestoreOrder => {}
        }
        Self {
            seq: entry.seq,
            id: entry.record.id.to_string(),
            change: change.name(),
            at: entry.record.at.to_string(),
            person: entry.record.actor.person.to_string(),
            device: entry.record.actor.device.to_string(),
            undoes: entry.undoes,
            merged: entry.merged,
            line_count: change.line_count(),
            edits,
            lines,
            import_id,
        }
    }
}

fn head(edit: &FieldEdit<OrderField>, sight: Sight) -> EditView {
    EditView {
        line: None,
        field: edit.field.name(),
        before: EntryView::of_order(edit.field, &edit.before, sight),
        after: EntryView::of_order(edit.field, &edit.after, sight),
    }
}

fn of_line(edit: &LineEdit) -> impl Iterator<Item = EditView> {
    edit.fields.iter().map(|field: &FieldEdit<LineField>| EditView {
        line: Some(edit.line.to_string()),
        field: field.field.name(),
        before: EntryView::of_line(field.field, &field.before),
        after: EntryView::of_line(field.field, &field.after),
    })
}

/// What is kept of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportView {
    /// Its id.
    pub id: String,
    /// The file's name.
    pub file_name: String,
    /// The file's SHA-256 in hexadecimal.
    pub sha256: String,
    /// `append` or `replace`.
    pub mode: &'static str,
    /// Data rows in the file.
    pub rows: u32,
    /// Lines added.
    pub imported: u32,
    /// Rows left out.
    pub left_out: u32,
    /// Suspected duplicates.
    pub duplicates: u32,
    /// How often each error was found.
    pub errors_by_code: BTreeMap<&'static str, u32>,
    /// Who.
    pub person: String,
    /// RFC 3339.
    pub at: String,
}

impl ImportView {
    /// The view of an import record.
    pub fn of(record: &ImportRecord) -> Self {
        Self {
            id: record.id.to_string(),
            file_name: record.file_name.clone(),
            sha256: record.sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
            mode: record.mode.name(),
            rows: record.rows,
            imported: record.imported,
            left_out: record.left_out,
            duplicates: record.duplicates,
            errors_by_code: record.errors_by_code.iter().map(|(code, n)| (code.as_str(), *n)).collect(),
            person: record.person.to_string(),
            at: record.at.to_string(),
        }
    }
}
