//! What meets how, what is whole, and what hashes tell apart.

use values::{Currency, Day, Instant, LineId, OrderId, Uuid};

use super::*;
use crate::{
    field::Entry,
    line::{LineFields, LineGroup},
    order::{Order, OrderFields, OrderGroup},
};

fn value(text: &str) -> Entry {
    Entry::Value(text.into())
}

fn line_id(n: u128) -> LineId {
    LineId::from_uuid(Uuid::from_u128(n))
}

fn context() -> LineContext {
    LineContext { today: Day::new(2026, 3, 15).unwrap(), currency: Currency::CNY }
}

fn line(n: u128, texts: &[(LineField, &str)]) -> Line {
    let mut fields = LineFields::default();
    for (field, text) in texts {
        fields.enter(*field, text, context()).unwrap();
    }
    Line { id: line_id(n), place: 1_024, fields, lookup: Lookup::None, linked: false }
}

/// CM-SYNC-02: base, what stands there, mine → what becomes of the edit.
#[test]
fn groups_meet() {
    let check =
        |base: &str, current: &str, mine: &str| meet(&[value(base)], &[value(current)], &[value(mine)]);
    assert_eq!(check("a", "a", "b"), Meeting::Applies);
    assert_eq!(check("a", "b", "b"), Meeting::Stands);
    assert_eq!(check("a", "c", "b"), Meeting::Conflicts);
    assert_eq!(check("a", "a", "a"), Meeting::Stands);
    assert_eq!(meet(&[value("a")], &[Entry::Raw("a".into())], &[value("b")]), Meeting::Conflicts);
    let pair = |first: &str, second: &str| [value(first), value(second)];
    assert_eq!(
        meet(&pair("a", "x"), &pair("a", "y"), &pair("b", "x")),
        Meeting::Conflicts,
        "one group, one matter"
    );
}

/// CM-SYNC-02: an edit carries every field of each group that it touches, and no other group.
#[test]
fn edits_carry_whole_groups() {
    let before = line(1, &[(LineField::GoodsName, "雨伞"), (LineField::Quantity, "3")]);
    let after = line(1, &[(LineField::GoodsName, "雨伞"), (LineField::Quantity, "4")]);
    let groups = complete(|field| before.fields.entry(field), |field| after.fields.entry(field));
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].group(), LineGroup::Measure);
    let fields: Vec<LineField> = groups[0].fields().iter().map(|edit| edit.field).collect();
    assert_eq!(fields, [LineField::Quantity, LineField::Packages, LineField::Amount]);
    assert!(groups[0].changes(LineField::Quantity) && !groups[0].changes(LineField::Amount));
    assert_eq!(GroupEdit::whole(groups[0].fields().to_vec()), Some(groups[0].clone()));
    assert_eq!(GroupEdit::whole(groups[0].fields()[..2].to_vec()), None);
    assert_eq!(GroupEdit::<LineField>::whole(Vec::new()), None);
    let head = OrderFields::default();
    let same = complete(|field| head.entry(field), |field| head.entry(field));
    assert_eq!(same, Vec::<GroupEdit<OrderField>>::new());
    let buyer: GroupEdit<OrderField> = GroupEdit::of(OrderGroup::Buyer, |_| (Entry::Empty, value("x")));
    assert_eq!(buyer.fields().len(), 7);
}

/// CM-SYNC-01: every field stands where its index says, so entries of one field are never read as another's.
#[test]
fn fields_stand_at_their_index() {
    for (at, field) in LineField::ALL.into_iter().enumerate() {
        assert_eq!(field.index(), at);
    }
    for (at, field) in OrderField::ALL.into_iter().enumerate() {
        assert_eq!(field.index(), at);
    }
}

/// CM-SYNC-01: rows become entries and rows again.
#[test]
fn entries_are_rows() {
    let line = line(
        1,
        &[(LineField::Amount, "7"), (LineField::Packages, "many"), (LineField::MerchantNo, "A123456")],
    );
    let content = LineContent::of(&line);
    assert_eq!(content.line(line.place, context()).fields, line.fields);
    assert_eq!(content.line(9, context()).place, 9);
    let mut head = OrderFields::default();
    head.enter(OrderField::BuyerName, "SAMPLE").unwrap();
    head.enter(OrderField::LineCurrency, "USD").unwrap();
    head.enter(OrderField::TotalUsd, "nothing").unwrap();
    assert_eq!(HeadEntries::of_head(&head).head_fields(), head);
}

/// YW-ORD-12: what a desk says of a purchase number counts only where there is one.
#[test]
fn lookups_belong_to_purchase_numbers() {
    let lookup = |typed: &[(LineField, &str)], said: Lookup| {
        LineContent { lookup: said, ..LineContent::of(&line(1, typed)) }.line(1, context()).lookup
    };
    let number = [(LineField::MerchantNo, "A123456")];
    assert_eq!(lookup(&number, Lookup::Mismatch), Lookup::Mismatch);
    assert_eq!(lookup(&number, Lookup::None), Lookup::Pending);
    assert_eq!(lookup(&[], Lookup::Ok), Lookup::None);
}

/// CM-SYNC-03: sums of hashes do not depend on the order of rows, and tell rows with traded contents apart.
#[test]
fn hashes_add_up_and_tell_apart() {
    let rows = [
        line(1, &[(LineField::Quantity, "1"), (LineField::GoodsName, "雨伞")]),
        line(2, &[(LineField::Quantity, "2"), (LineField::GoodsName, "雨伞")]),
    ];
    let of = |rows: &[Line]| rows.iter().map(ContentHash::of_line_row).sum::<ContentHash>();
    let mut turned = rows.clone();
    turned.reverse();
    assert_eq!(of(&rows), of(&turned));
    assert_eq!(of(&rows) - ContentHash::of_line_row(&rows[1]), ContentHash::of_line_row(&rows[0]));
    let mut traded = rows.clone();
    traded[0].fields = rows[1].fields.clone();
    traded[1].fields = rows[0].fields.clone();
    assert_ne!(of(&rows), of(&traded));
    let mut moved = rows[0].clone();
    moved.place += 1;
    assert_ne!(ContentHash::of_line_row(&moved), ContentHash::of_line_row(&rows[0]));
    assert_eq!(LineBase::of(&moved), LineBase::of(&rows[0]), "a base does not care for places");
    let entries = |goods: Entry, month: Entry| {
        let mut entries = LineEntries::of(|_| Entry::Empty);
        entries.set(LineField::OrderMonth, month);
        entries.set(LineField::GoodsName, goods);
        ContentHash::of_line(line_id(1), &entries)
    };
    assert_ne!(entries(value("ab"), value("c")), entries(value("b"), value("ca")));
    assert_ne!(entries(value("a"), Entry::Empty), entries(Entry::Raw("a".into()), Entry::Empty));
    assert_ne!(entries(Entry::Empty, Entry::Empty), entries(Entry::Raw("".into()), Entry::Empty));
}

/// CM-SYNC-03: an order's row tells its state and whether it is deleted.
#[test]
fn order_rows_tell_states() {
    let at = Instant::from_millis(0);
    let draft = Order::new(OrderId::from_uuid(Uuid::from_u128(1)), at);
    let hash = |order: &Order| ContentHash::of_order_row(order);
    let mut deleted = draft.clone();
    deleted.deleted = true;
    assert_ne!(hash(&draft), hash(&deleted));
    let confirmed = Order { state: draft.state.clone().confirm("XB1".into(), at).unwrap(), ..draft.clone() };
    let voided = Order { state: confirmed.state.clone().void("客户取消", at).unwrap(), ..draft.clone() };
    assert_ne!(hash(&confirmed), hash(&draft));
    assert_ne!(hash(&voided), hash(&confirmed));
    let later = Order { updated_at: Instant::from_millis(9), ..draft.clone() };
    assert_eq!(hash(&later), hash(&draft), "instants belong to each end");
}
