//! Laying many waiting deeds over a row at once, against laying one after the other.

use domain::{
    ContentHash, Deed, Lookup, OrderField, OrderState,
    field::Entry,
    line::{LineField, LineGroup},
    mutation::{ContentEdit, GroupEdit, HeadEdit, HeadEntries, LineBase, LineContent, LineEntries},
    order::OrderGroup,
};
use values::{Currency, Instant, LineId, OrderId, Uuid};
use wire::{LineRow, OrderRow};

use super::{Laid, Overlay};

fn line_id(n: usize) -> LineId {
    LineId::from_uuid(Uuid::from_u128(n as u128))
}

fn value(text: &str) -> Entry {
    Entry::Value(text.into())
}

fn line_row(n: usize) -> LineRow {
    LineRow {
        rev: 9,
        id: line_id(n),
        order: OrderId::from_uuid(Uuid::from_u128(1)),
        place: 1_024,
        entries: LineEntries::of(|field| value(field.name())),
        lookup: Lookup::Ok,
        linked: false,
        import: None,
        removed: n == 3,
    }
}

fn order_row() -> OrderRow {
    OrderRow {
        rev: 9,
        id: OrderId::from_uuid(Uuid::from_u128(1)),
        state: OrderState::Draft,
        head: HeadEntries::of(|field| value(field.name())),
        deleted: false,
        created_at: Instant::from_millis(0),
        updated_at: Instant::from_millis(0),
    }
}

fn working<R: Clone>(laid: Laid<R>) -> R {
    match laid {
        Laid::Plain(row) | Laid::Over { working: row, .. } => row,
    }
}

fn edit(line: usize, group: LineGroup, mine: &str, lookup: Lookup) -> Deed {
    let base = LineBase { id: line_id(line), hash: ContentHash::NONE };
    let groups = vec![GroupEdit::of(group, |_| (Entry::Empty, value(mine)))];
    Deed::EditLines { currency: Currency::CNY, lines: vec![ContentEdit { base, lookup, groups }] }
}

fn edit_head(group: OrderGroup, mine: &str) -> Deed {
    let groups = vec![GroupEdit::of(group, |_: OrderField| (Entry::Empty, value(mine)))];
    Deed::EditOrder(HeadEdit { base: ContentHash::NONE, amounts: ContentHash::NONE, groups })
}

fn remove(line: usize) -> Deed {
    Deed::RemoveLines { lines: vec![LineBase { id: line_id(line), hash: ContentHash::NONE }] }
}

fn restore(line: usize) -> Deed {
    let entries = LineEntries::of(|_: LineField| Entry::Empty);
    let content = LineContent { id: line_id(line), place: 1, lookup: Lookup::None, entries };
    Deed::RestoreLines { currency: Currency::CNY, lines: vec![content] }
}

/// CM-SYNC-03: a row for which nothing waits is taken as it came; where something waits, both are kept.
#[test]
fn what_waits_is_laid_over() {
    let deeds =
        [edit(1, LineGroup::Goods, "雨伞", Lookup::None), edit_head(OrderGroup::Remark, "mine"), remove(2)];
    let overlay = Overlay::of(&deeds);
    assert_eq!(overlay.line_row(line_row(4)), Laid::Plain(line_row(4)));
    let Laid::Over { image, working } = overlay.line_row(line_row(1)) else { panic!("an edit waits") };
    assert_eq!(image, line_row(1));
    assert_eq!(working.entries.get(LineField::GoodsName), &value("雨伞"));
    assert_eq!(working.entries.get(LineField::Amount), &value("amount"), "others' groups come through");
    assert_eq!(working.lookup, Lookup::Ok, "the merchant is the server's");
    assert!(matches!(overlay.line_row(line_row(2)), Laid::Over { working, .. } if working.removed));
    let Laid::Over { working, .. } = overlay.order(order_row()) else { panic!("an edit waits") };
    assert_eq!(working.head.get(OrderField::Remark), &value("mine"));
    assert_eq!(working.head.get(OrderField::BuyerName), &value("buyer_name"));
    assert!(!overlay.is_empty() && Overlay::of(&[]).is_empty());
    assert_eq!(Overlay::of(&[]).order(order_row()), Laid::Plain(order_row()));
}

/// CM-SYNC-03: the plan for many deeds is the naive rebase: one deed after the other.
#[test]
fn many_deeds_are_one_overlay() {
    const GROUPS: [LineGroup; 4] =
        [LineGroup::Merchant, LineGroup::Month, LineGroup::Goods, LineGroup::Measure];
    let mut seed: u64 = 7;
    let mut chance = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((seed >> 33) % bound as u64).unwrap()
    };
    for _ in 0..2_000 {
        let count = chance(7);
        let deeds: Vec<Deed> = (0..count)
            .map(|n| match chance(8) {
                0 => remove(chance(4)),
                1 => restore(chance(4)),
                2 => edit_head(OrderGroup::Trace, &n.to_string()),
                3 => edit_head(OrderGroup::Buyer, &n.to_string()),
                4 => Deed::DeleteOrder { base: ContentHash::NONE },
                5 => Deed::RestoreOrder,
                _ => edit(
                    chance(4),
                    GROUPS[chance(4)],
                    &n.to_string(),
                    [Lookup::Ok, Lookup::Missing][chance(2)],
                ),
            })
            .collect();
        let overlay = Overlay::of(&deeds);
        let naive = deeds.iter().fold(order_row(), |row, deed| working(Overlay::of([deed]).order(row)));
        assert_eq!(working(overlay.order(order_row())), naive, "{deeds:?}");
        for n in 0..4 {
            let naive =
                deeds.iter().fold(line_row(n), |row, deed| working(Overlay::of([deed]).line_row(row)));
            assert_eq!(working(overlay.line_row(line_row(n))), naive, "{deeds:?}");
        }
    }
}
