//! The body of a recorded change as JSON: the twin of `domain::Change`, taken apart field by field, so that a new
//! kind of change stops the build here. Both stores keep it in this form, and pages tell it as it is kept.

use domain::{Change, Entry, FieldEdit, ImportMode, LineEdit, LineField, OrderField};
use serde::{Deserialize, Serialize};
use values::{ImportId, LineId, Uuid};

#[cfg(test)]
mod tests;

/// An entry: null, a value's text, or a raw text in an object.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum EntryTwin {
    Empty(()),
    Value(Box<str>),
    Raw { raw: Box<str> },
}

/// Field, before, after.
#[derive(Serialize, Deserialize)]
struct EditTwin(String, EntryTwin, EntryTwin);

#[derive(Serialize, Deserialize)]
struct LineEditTwin {
    id: Uuid,
    fields: Vec<EditTwin>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct BodyTwin {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<EditTwin>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<Uuid>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edits: Vec<LineEditTwin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    import: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
}

/// The body of a change. Its name ([`Change::name`]) is kept beside it.
pub fn encode(change: &Change) -> Vec<u8> {
    let ids = |lines: &[LineId]| lines.iter().map(|line| *line.as_uuid()).collect();
    let body = match change {
        Change::CreateOrder { fields } | Change::EditOrder { fields } => BodyTwin {
            fields: fields.iter().map(|edit| edit_twin(edit.field.name(), edit)).collect(),
            ..BodyTwin::default()
        },
        Change::DeleteOrder | Change::RestoreOrder => BodyTwin::default(),
        Change::AddLines { lines } | Change::RemoveLines { lines } | Change::RestoreLines { lines } => {
            BodyTwin { lines: ids(lines), ..BodyTwin::default() }
        }
        Change::EditLines { lines } => BodyTwin {
            edits: lines
                .iter()
                .map(|line| LineEditTwin {
                    id: *line.line.as_uuid(),
                    fields: line.fields.iter().map(|edit| edit_twin(edit.field.name(), edit)).collect(),
                })
                .collect(),
            ..BodyTwin::default()
        },
        Change::ImportLines { import, mode, count } => BodyTwin {
            import: Some(*import.as_uuid()),
            mode: Some(mode.name().to_owned()),
            count: Some(*count),
            ..BodyTwin::default()
        },
    };
    serde_json::to_vec(&body).expect("texts, ids and numbers are JSON")
}

/// Whether this name and this body make a change that history can tell.
pub fn is_change(kind: &str, body: &str) -> bool {
    decode(kind, body.as_bytes()).is_some()
}

/// The change of this name and body; `None` if the two do not make one.
pub fn decode(kind: &str, body: &[u8]) -> Option<Change> {
    let body: BodyTwin = serde_json::from_slice(body).ok()?;
    let lines = || body.lines.iter().map(|id| LineId::from_uuid(*id)).collect();
    let fields = || edits(&body.fields, OrderField::from_name);
    Some(match kind {
        "create_order" => Change::CreateOrder { fields: fields()? },
        "edit_order" => Change::EditOrder { fields: fields()? },
        "delete_order" => Change::DeleteOrder,
        "restore_order" => Change::RestoreOrder,
        "add_lines" => Change::AddLines { lines: lines() },
        "remove_lines" => Change::RemoveLines { lines: lines() },
        "restore_lines" => Change::RestoreLines { lines: lines() },
        "edit_lines" => Change::EditLines {
            lines: body
                .edits
                .iter()
                .map(|line| {
                    let fields = edits(&line.fields, LineField::from_name)?;
                    Some(LineEdit { line: LineId::from_uuid(line.id), fields })
                })
                .collect::<Option<_>>()?,
        },
        "import_lines" => Change::ImportLines {
            import: ImportId::from_uuid(body.import?),
            mode: match body.mode.as_deref()? {
                "append" => ImportMode::Append,
                "replace" => ImportMode::Replace,
                _ => return None,
            },
            count: body.count?,
        },
        _ => return None,
    })
}

fn edits<F>(twins: &[EditTwin], field: impl Fn(&str) -> Option<F>) -> Option<Vec<FieldEdit<F>>> {
    twins
        .iter()
        .map(|EditTwin(name, before, after)| {
            Some(FieldEdit { field: field(name)?, before: entry(before), after: entry(after) })
        })
        .collect()
}

fn edit_twin<F>(name: &str, edit: &FieldEdit<F>) -> EditTwin {
    EditTwin(name.to_owned(), twin(&edit.before), twin(&edit.after))
}

fn twin(entry: &Entry) -> EntryTwin {
    match entry {
        Entry::Empty => EntryTwin::Empty(()),
        Entry::Value(text) => EntryTwin::Value(text.clone()),
        Entry::Raw(text) => EntryTwin::Raw { raw: text.clone() },
    }
}

fn entry(twin: &EntryTwin) -> Entry {
    match twin {
        EntryTwin::Empty(()) => Entry::Empty,
        EntryTwin::Value(text) => Entry::Value(text.clone()),
        EntryTwin::Raw { raw } => Entry::Raw(raw.clone()),
    }
}
