//! What both sides changed, decided: ours is written once more over the rows as they are, and the entry goes with it.

use actions::{
    ActionError, Host as _, Settlement, Wanted, decide, delete_order, edit_order, remove_lines, undo,
};
use domain::{
    Deed, LineField, OrderField, Outcome,
    field::Entry,
    mutation::{Conflict, Contested, Entity, HeadEntries, LineBase, LineContent, Side},
    order::OrderGroup,
};
use testkit::{TestHost, words};
use values::{Code, LineId, MutationId, OrderId, Uuid};
use wire::{Answered, PushAnswer};

fn value(text: &str) -> Entry {
    Entry::Value(text.into())
}

fn remark(text: &str) -> Vec<(OrderField, String)> {
    words::typed_head(&[(OrderField::Remark, text)])
}

fn conflict(entity: Entity, group: Contested, mine: Side) -> Conflict {
    Conflict { entity, group, code: Code::SyncConflict, base: Side::Kept, mine, theirs: Side::Kept }
}

/// A desk whose second mutation, that of the lines, met a conflict; the rows show the server's side.
async fn contested() -> (TestHost, OrderId, Vec<LineId>, MutationId) {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(3).await;
    let store = host.store();
    store.seal(200).await.unwrap();
    let met =
        conflict(Entity::Order, Contested::Head(OrderGroup::Remark), Side::Entries(vec![value("mine")]));
    let outcomes = [Outcome::Applied, Outcome::Conflict(vec![met])];
    let answered = (1..).zip(outcomes).map(|(seq, outcome)| Answered { seq, outcome, rev: 9 }).collect();
    store.keep_outcomes(&PushAnswer { epoch: "e1".to_owned(), answered }, host.now()).await.unwrap();
    store.damage("UPDATE mutations SET landed = 2").await.unwrap();
    let (entries, _) = store.attention(None, 0, 9).await.unwrap();
    (host, id, lines, entries[0].id)
}

async fn left(host: &TestHost) -> i64 {
    host.store().attention(None, 0, 9).await.unwrap().1
}

/// CM-SYNC-02: 保留本机 writes ours as a new change that can be undone; 采用服务器 writes nothing. Either way the entry is gone.
#[tokio::test]
async fn either_side_is_taken() {
    let (host, id, _, entry) = contested().await;
    edit_order(&host, id, &remark("theirs")).await.unwrap();
    let before = host.store().change_count(id).await.unwrap();
    let mine = [Wanted::Head(vec![(OrderField::Remark, value("mine"))])];
    decide(&host, id, entry, &mine, Settlement::Mine).await.unwrap();
    assert_eq!(host.stored(id).await.fields.entry(OrderField::Remark), value("mine"));
    assert_eq!((left(&host).await, host.store().change_count(id).await.unwrap()), (0, before + 1));
    undo(&host, id).await.unwrap();
    assert_eq!(host.stored(id).await.fields.entry(OrderField::Remark), value("theirs"));
    let again = decide(&host, id, entry, &mine, Settlement::Mine).await.unwrap_err();
    assert!(matches!(again, ActionError::Refused(problems) if problems[0].code == Code::NotFound));
    let (host, id, _, entry) = contested().await;
    let before = host.store().change_count(id).await.unwrap();
    decide(&host, id, entry, &[], Settlement::Theirs).await.unwrap();
    assert_eq!((left(&host).await, host.store().change_count(id).await.unwrap()), (0, before));
}

/// CM-SYNC-02: a line that was removed comes back for an edit of it, a line that is nowhere is made anew, and what is to be gone goes: in one
/// step.
#[tokio::test]
async fn lines_become_as_they_are_wanted() {
    let (host, id, lines, entry) = contested().await;
    let before = host.stored_lines(id).await;
    let stranger = LineId::from_uuid(Uuid::from_u128(77));
    let new = LineContent { id: stranger, ..LineContent::of(&before[0]) };
    remove_lines(&host, id, vec![lines[0]]).await.unwrap();
    let wanted = [
        Wanted::Fields(
            lines[0],
            vec![(LineField::GoodsName, value("拉链")), (LineField::Quantity, value("8"))],
        ),
        Wanted::NoLine(lines[1]),
        Wanted::Line(LineContent { id: lines[2], ..LineContent::of(&before[0]) }),
        Wanted::Line(new),
    ];
    decide(&host, id, entry, &wanted, Settlement::Chosen).await.unwrap();
    let after = host.stored_lines(id).await;
    assert_eq!(after.iter().map(|line| line.id).collect::<Vec<_>>(), [lines[0], lines[2], stranger]);
    assert_eq!(after[0].fields.entry(LineField::GoodsName), value("拉链"));
    assert_eq!(after[0].fields.entry(LineField::Amount), before[0].fields.entry(LineField::Amount));
    assert_eq!((&after[1].fields, &after[2].fields), (&before[0].fields, &before[0].fields));
    assert_eq!(host.stored(id).await.sums, after.iter().collect());
    undo(&host, id).await.unwrap();
    assert_eq!(host.stored_lines(id).await.iter().map(|line| line.id).collect::<Vec<_>>(), lines[1..]);
}

/// CM-SYNC-02: an order that others deleted comes back for our work on it; ours may delete one that others edited.
#[tokio::test]
async fn orders_come_and_go() {
    let (host, id, lines, entry) = contested().await;
    delete_order(&host, id).await.unwrap();
    let fields = Wanted::Fields(lines[0], vec![(LineField::Packages, value("4"))]);
    let gone = decide(&host, id, entry, std::slice::from_ref(&fields), Settlement::Mine).await.unwrap_err();
    assert!(matches!(gone, ActionError::Refused(problems) if problems[0].code == Code::NotFound));
    assert_eq!(left(&host).await, 1, "what is refused stays on the list");
    decide(&host, id, entry, &[Wanted::Order, fields], Settlement::Mine).await.unwrap();
    assert!(!host.stored(id).await.deleted);
    assert_eq!(host.stored_lines(id).await[0].fields.entry(LineField::Packages), value("4"));
    let (host, id, _, entry) = contested().await;
    decide(&host, id, entry, &[Wanted::NoOrder], Settlement::Mine).await.unwrap();
    assert!(host.stored(id).await.deleted);
    let (host, id, lines, entry) = contested().await;
    host.declare(id).await;
    let late = [Wanted::Fields(lines[0], vec![(LineField::Packages, value("4"))])];
    decide(&host, id, entry, &late, Settlement::Mine).await.unwrap_err();
    assert_eq!(left(&host).await, 1);
}

/// CM-SYNC-02: what our side of each kind of conflict asks for.
#[tokio::test]
async fn our_side_of_each_conflict() {
    let (host, id, lines, _) = contested().await;
    let content = LineContent::of(&host.stored_lines(id).await[0]);
    let currency = host.stored(id).await.fields.line_currency;
    let add = Deed::AddLines { currency, lines: vec![content.clone()] };
    let line = Entity::Line(lines[0]);
    let check = |conflict: Conflict, deed: Option<&Deed>, wanted: Result<Vec<Wanted>, Code>| {
        assert_eq!(Wanted::mine(&conflict, deed).map_err(|problem| problem.code), wanted, "{conflict:?}");
    };
    let whole = Contested::Existence;
    check(conflict(Entity::Order, whole, Side::Gone), None, Ok(vec![Wanted::NoOrder]));
    check(conflict(line, whole, Side::Gone), None, Ok(vec![Wanted::NoLine(lines[0])]));
    check(conflict(line, whole, Side::Kept), Some(&add), Ok(vec![Wanted::Line(content.clone())]));
    check(conflict(line, whole, Side::Kept), None, Err(Code::NotFound));
    let told = content.entries.iter().map(|(_, entry)| entry.clone()).collect();
    let told_line = Wanted::Line(LineContent { place: 0, lookup: domain::Lookup::None, ..content.clone() });
    check(conflict(line, whole, Side::Entries(told)), None, Ok(vec![told_line]));
    let of_order = vec![Wanted::Order, Wanted::Line(content)];
    check(conflict(Entity::Order, whole, Side::Kept), Some(&add), Ok(of_order));
    check(conflict(Entity::Order, whole, Side::Kept), None, Err(Code::NotFound));
    let head = HeadEntries::of(|_| Entry::Empty);
    let made = Deed::CreateOrder { head };
    assert_eq!(Wanted::of_deed(&made).map_err(|problem| problem.code), Err(Code::SyncParentRefused));
    let removal =
        Deed::RemoveLines { lines: vec![LineBase { id: lines[1], hash: domain::ContentHash::NONE }] };
    assert_eq!(Wanted::of_deed(&removal), Ok(vec![Wanted::NoLine(lines[1])]));
}
