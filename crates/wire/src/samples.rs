//! One sample of every shape, with every field filled in: what the watched hash is made of.

use domain::{
    ContentHash, Deed, Entry, ImportFacts, ImportMode, LineField, LineGroup, Lookup, Mutation, OrderField,
    OrderGroup, OrderState, Outcome,
    mutation::{
        Conflict, ContentEdit, Contested, Entity, GroupEdit, HeadEdit, HeadEntries, ImportDeed, LineBase,
        LineContent, LineEntries, Part, Side,
    },
};
use values::{
    Code, Currency, DeclarationNumber, DeviceId, ImportId, Instant, LineId, MutationId, OrderId, PersonId,
    Problem, Uuid,
};

use crate::{
    pull::{Complete, OrderCheck, Page},
    push::{Answered, PushAnswer},
    row::{AttentionRow, ChangeRow, ImportRow, LineRow, OrderRow, Row},
};

/// A version 7 id that says its number.
pub(crate) fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(1 << 80 | 7 << 76 | 2 << 62 | n)
}

pub(crate) fn order_id() -> OrderId {
    OrderId::from_uuid(uuid(1))
}

pub(crate) fn line_id() -> LineId {
    LineId::from_uuid(uuid(2))
}

fn hash() -> ContentHash {
    ContentHash::from_number(0xabc)
}

fn value(text: &str) -> Entry {
    Entry::Value(text.into())
}

fn head() -> HeadEntries {
    HeadEntries::of(|field| match field {
        OrderField::BuyerPassport => Entry::Raw("??".into()),
        OrderField::Remark => Entry::Empty,
        other => value(other.name()),
    })
}

fn entries() -> LineEntries {
    LineEntries::of(|field| match field {
        LineField::Packages => Entry::Raw("many".into()),
        LineField::MerchantNo => Entry::Empty,
        other => value(other.name()),
    })
}

pub(crate) fn line() -> LineContent {
    LineContent { id: line_id(), place: 1_024, lookup: Lookup::Pending, entries: entries() }
}

fn base() -> LineBase {
    LineBase { id: line_id(), hash: hash() }
}

fn facts() -> ImportFacts {
    ImportFacts {
        id: ImportId::from_uuid(uuid(3)),
        file_name: "示例.xlsx".to_owned(),
        sha256: [0xcd; 32],
        mode: ImportMode::Replace,
        rows: 3,
        left_out: 2,
        duplicates: 1,
        errors_by_code: vec![(Code::MonthOld, 2)],
    }
}

fn deeds() -> Vec<Deed> {
    let currency = Currency::CNY;
    let both = |mine: &str| (value("former"), value(mine));
    vec![
        Deed::CreateOrder { head: head() },
        Deed::EditOrder(HeadEdit {
            base: hash(),
            amounts: hash(),
            groups: vec![
                GroupEdit::of(OrderGroup::Remark, |_| (Entry::Empty, value("mine"))),
                GroupEdit::of(OrderGroup::Trace, |_| both("mine")),
            ],
        }),
        Deed::DeleteOrder { base: hash() },
        Deed::RestoreOrder,
        Deed::AddLines { currency, lines: vec![line()] },
        Deed::EditLines {
            currency,
            lines: vec![ContentEdit {
                base: base(),
                lookup: Lookup::Mismatch,
                groups: vec![GroupEdit::of(LineGroup::Merchant, |_| both("mine"))],
            }],
        },
        Deed::RemoveLines { lines: vec![base()] },
        Deed::RestoreLines { currency, lines: vec![line()] },
        Deed::ImportLines(ImportDeed {
            facts: facts(),
            part: Part { number: 1, of: 2 },
            currency,
            replaces: vec![base()],
            lines: vec![line()],
        }),
    ]
}

/// A mutation of every kind.
pub(crate) fn mutations() -> Vec<Mutation> {
    let mutation = |deed| Mutation {
        id: MutationId::from_uuid(uuid(4)),
        order: order_id(),
        base_rev: Some(7),
        at: Instant::from_millis(1_773_547_200_000),
        deed,
    };
    deeds().into_iter().map(mutation).collect()
}

/// Every outcome, with every side of a conflict and every group.
pub(crate) fn outcomes() -> Vec<Outcome> {
    let sides = [
        Side::Entries(vec![Entry::Empty, value("x"), Entry::Raw("y".into())]),
        Side::Hash(hash()),
        Side::Gone,
    ];
    let conflict = |(at, group): (usize, Contested)| Conflict {
        entity: if matches!(group, Contested::Line(_)) { Entity::Line(line_id()) } else { Entity::Order },
        group,
        code: Code::SyncConflict,
        base: sides[at % 3].clone(),
        mine: sides[(at + 1) % 3].clone(),
        theirs: Side::Kept,
    };
    let conflicts = crate::outcome::GROUPS.into_iter().enumerate().map(conflict).collect();
    let problem = Problem::new(Code::FieldTooLong).with("max", 100).with("n", 401).in_field("goods_name");
    vec![
        Outcome::Applied,
        Outcome::Merged,
        Outcome::Conflict(conflicts),
        Outcome::Rejected(problem),
        Outcome::Deferred(Problem::new(Code::SyncOpHeld)),
        Outcome::Staged,
    ]
}

/// An answer with every outcome.
pub(crate) fn answer() -> PushAnswer {
    let answered = (1..).zip(outcomes()).map(|(seq, outcome)| Answered { seq, outcome, rev: 40 + seq });
    PushAnswer { epoch: "e1".to_owned(), answered: answered.collect() }
}

/// A complete page with a row of every kind and an order of every state.
pub(crate) fn page() -> Page {
    let at = Instant::from_millis(1_773_547_200_000);
    let confirmed = || OrderState::Draft.confirm("XB20260315000001".into(), at).unwrap();
    let number = DeclarationNumber::restore("292120250000000001").unwrap();
    let states = [
        OrderState::Draft,
        confirmed(),
        confirmed().declare(number, at).unwrap(),
        confirmed().void("客户取消", at).unwrap(),
    ];
    let (person, device) = (PersonId::from_uuid(uuid(5)), DeviceId::from_uuid(uuid(6)));
    let order = |(n, state): (u128, OrderState)| {
        let id = OrderId::from_uuid(uuid(10 + n));
        Row::Order(OrderRow {
            rev: 9,
            id,
            state,
            head: head(),
            deleted: n == 0,
            created_at: at,
            updated_at: at,
        })
    };
    let mut rows: Vec<Row> = (0..).zip(states).map(order).collect();
    rows.push(Row::Import(ImportRow {
        rev: 9,
        order: order_id(),
        facts: facts(),
        imported: 1,
        person,
        device,
        at,
    }));
    rows.push(Row::Line(LineRow {
        rev: 9,
        id: line_id(),
        order: order_id(),
        place: 1_024,
        entries: entries(),
        lookup: Lookup::Ok,
        linked: true,
        import: Some(facts().id),
        removed: true,
    }));
    let id = MutationId::from_uuid(uuid(4));
    rows.push(Row::Change(ChangeRow {
        rev: 9,
        id,
        order: order_id(),
        name: "edit_lines".to_owned(),
        lines: 1,
        body: serde_json::json!({ "lines": [] }),
        merged: true,
        person,
        device,
        at,
    }));
    rows.push(Row::Attention(AttentionRow {
        rev: 9,
        id,
        order: order_id(),
        name: "edit_lines".to_owned(),
        outcome: outcomes().remove(3),
        person,
        device,
        at,
        settled: false,
    }));
    let orders = vec![OrderCheck { order: order_id(), lines: 1, hash: hash() }];
    Page { epoch: "e1".to_owned(), rows, complete: Some(Complete { rev: 9, device_seq: 4, orders }) }
}
