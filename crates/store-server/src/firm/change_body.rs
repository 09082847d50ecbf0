//! The body of a recorded change as JSON: the twin of `domain::Change`, taken apart field by field, so that a new
//! kind of change stops the build here. Desks put what pages tell beside their own history, so the form is theirs
//! (`store-desk`, `tx::change_body`); the server never reads it again.

use domain::{Change, Entry, FieldEdit};
use serde::Serialize;
use values::{LineId, Uuid};

/// An entry: null, a value's text, or a raw text in an object.
#[derive(Serialize)]
#[serde(untagged)]
enum EntryTwin {
    Empty(()),
    Value(Box<str>),
    Raw { raw: Box<str> },
}

/// Field, before, after.
#[derive(Serialize)]
struct EditTwin(String, EntryTwin, EntryTwin);

#[derive(Serialize)]
struct LineEditTwin {
    id: Uuid,
    fields: Vec<EditTwin>,
}

#[derive(Serialize, Default)]
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

pub(super) fn encode(change: &Change) -> Vec<u8> {
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
