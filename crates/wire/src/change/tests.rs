use domain::{Change, Entry, FieldEdit, ImportMode, LineEdit, LineField, OrderField};
use values::{ImportId, LineId, Uuid};

use super::{decode, encode};

fn line(n: u128) -> LineId {
    LineId::from_uuid(Uuid::from_u128(n))
}

/// Every entry a field can hold, awkward texts included.
fn entries() -> Vec<Entry> {
    let texts = ["", "750.00", "{\"raw\":\"x\"}", "null", "一\n二\"\\", "\0\u{1}", "\u{200b}😀"];
    let values = texts.map(|text| Entry::Value(text.into()));
    let raws = texts.map(|text| Entry::Raw(text.into()));
    [Entry::Empty].into_iter().chain(values).chain(raws).collect()
}

fn edits<F: Copy>(fields: &[F]) -> Vec<FieldEdit<F>> {
    let entries = entries();
    let pairs = entries.iter().zip(entries.iter().rev());
    let edit = |(field, (before, after)): (&F, (&Entry, &Entry))| FieldEdit {
        field: *field,
        before: before.clone(),
        after: after.clone(),
    };
    fields.iter().cycle().zip(pairs).map(edit).collect()
}

/// YW-ORD-15, CM-AUD-01: every kind of change with every kind of entry is read back as it was written.
#[test]
fn changes_are_read_back_as_they_were() {
    let import = ImportId::from_uuid(Uuid::from_u128(9));
    let fields = edits(&OrderField::ALL);
    let lines = vec![line(1), line(2)];
    let edited = vec![
        LineEdit { line: line(1), fields: edits(&LineField::ALL) },
        LineEdit { line: line(2), fields: Vec::new() },
    ];
    let all = [
        Change::CreateOrder { fields: Vec::new() },
        Change::CreateOrder { fields: fields.clone() },
        Change::EditOrder { fields },
        Change::DeleteOrder,
        Change::RestoreOrder,
        Change::AddLines { lines: lines.clone() },
        Change::EditLines { lines: edited },
        Change::RemoveLines { lines: lines.clone() },
        Change::RestoreLines { lines },
        Change::ImportLines { import, mode: ImportMode::Append, count: 0 },
        Change::ImportLines { import, mode: ImportMode::Replace, count: 100_000 },
    ];
    for change in all {
        assert_eq!(decode(change.name(), &encode(&change)), Some(change));
    }
}

/// CM-ERR-01: a body that is none is no change, rather than half of one.
#[test]
fn broken_bodies_are_no_change() {
    for (kind, body) in [
        ("edit_order", "{"),
        ("edit_order", r#"{"fields":[["no_such_field",null,"x"]]}"#),
        ("edit_order", r#"{"fields":[["remark",null]]}"#),
        ("edit_order", r#"{"fields":[["remark",null,7]]}"#),
        ("add_lines", r#"{"lines":["no id"]}"#),
        ("import_lines", "{}"),
        ("import_lines", r#"{"import":"00000000-0000-0000-0000-000000000009","mode":"add","count":1}"#),
        ("paint_order", "{}"),
    ] {
        assert_eq!(decode(kind, body.as_bytes()), None, "{kind} {body}");
    }
}
