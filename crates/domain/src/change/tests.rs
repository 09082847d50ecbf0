use values::{ImportId, LineId, Uuid};

use super::{Change, ImportMode, LineEdit, line_edits, order_edits};
use crate::{LineContext, LineField, LineFields, OrderField, OrderFields};

fn id(n: u128) -> LineId {
    LineId::from_uuid(Uuid::from_u128(n))
}

/// YW-ORD-15: edits hold what differs, and putting their former entries back makes the former fields.
#[test]
fn edits_lead_back() {
    let mut before = OrderFields::default();
    before.enter(OrderField::BuyerPassport, "??").unwrap();
    before.enter(OrderField::TotalUsd, "1").unwrap();
    let mut after = before.clone();
    after.enter(OrderField::BuyerPassport, "L898902C3").unwrap();
    after.enter(OrderField::LineCurrency, "USD").unwrap();
    after.enter(OrderField::TotalUsd, "1.00").unwrap();
    let edits = order_edits(&before, &after);
    let names: Vec<_> = edits.iter().map(|edit| edit.field.name()).collect();
    assert_eq!(names, ["buyer_passport", "line_currency"]);
    for edit in &edits {
        after.put(edit.field, &edit.before);
    }
    assert_eq!(after, before);

    let today = values::Day::new(2026, 3, 15).unwrap();
    let context = LineContext { today, currency: values::Currency::CNY };
    let mut line = LineFields::default();
    line.enter(LineField::Amount, "x", context).unwrap();
    let mut other = line.clone();
    for (field, text) in
        [(LineField::Amount, "5"), (LineField::OrderMonth, "202503"), (LineField::Packages, "?")]
    {
        other.enter(field, text, context).unwrap();
    }
    for edit in line_edits(&line, &other) {
        other.put(edit.field, &edit.before, context);
    }
    assert_eq!(other, line);
}

/// YW-ORD-15: a change knows its name, its lines and whom it touches.
#[test]
fn what_changes_say_of_themselves() {
    let edits = vec![LineEdit { line: id(1), fields: Vec::new() }];
    let import = ImportId::from_uuid(Uuid::nil());
    let table = [
        (Change::CreateOrder { fields: Vec::new() }, "create_order", 0, false),
        (Change::EditOrder { fields: Vec::new() }, "edit_order", 0, false),
        (Change::DeleteOrder, "delete_order", 0, false),
        (Change::RestoreOrder, "restore_order", 0, false),
        (Change::AddLines { lines: vec![id(1), id(2)] }, "add_lines", 2, true),
        (Change::EditLines { lines: edits }, "edit_lines", 1, true),
        (Change::RemoveLines { lines: vec![id(2)] }, "remove_lines", 1, false),
        (Change::RestoreLines { lines: vec![id(1)] }, "restore_lines", 1, true),
        (Change::ImportLines { import, mode: ImportMode::Append, count: 7 }, "import_lines", 7, false),
    ];
    for (change, name, lines, touches) in table {
        assert_eq!((change.name(), change.line_count()), (name, lines));
        assert_eq!(change.touches_line(id(1)), touches, "{name}");
        assert!(!change.touches_field(OrderField::Remark), "{name}");
    }
}
