//! Mutations of the order itself.

use actions::{Host as _, create_order, delete_order, edit_lines, edit_lines::TypedEdit, edit_order};
use domain::{
    Deed, Entry, LineField, OrderField, OrderGroup, Outcome,
    mutation::{Contested, Entity, HeadEntries, Side},
};
use testkit::{TestHost, words::typed_head};
use values::{Code, Instant, OrderId};

use crate::seen::{Seen, conflicts, mutation, put};

fn value(text: &str) -> Entry {
    Entry::Value(text.into())
}

/// CM-SYNC-01: an order that another desk made is made here, wrong texts and all, under the mutation's id.
#[tokio::test]
async fn an_order_is_made() {
    let elsewhere = TestHost::seeded(1).await;
    let typed = typed_head(&[(OrderField::BuyerName, "SAMPLE BUYER"), (OrderField::BuyerPassport, "??")]);
    let id = create_order(&elsewhere, &typed).await.unwrap().value;
    let head = HeadEntries::of_head(&elsewhere.stored(id).await.fields);
    let host = TestHost::new().await;
    let mut made = mutation(&host, id, Deed::CreateOrder { head: head.clone() });
    made.at = Instant::from_millis(made.at.millis() + 86_400_000);
    assert_eq!(actions::apply_mutation(&host, &made).await.unwrap(), Outcome::Applied);
    let stored = host.stored(id).await;
    assert_eq!(HeadEntries::of_head(&stored.fields), head);
    assert!(stored.created_at < made.at, "a clock that is a day ahead makes nothing in the future");
    assert_eq!(host.store().change_count(id).await.unwrap(), 1);
    // The same order once more, as after a restored backup, and another under its id.
    assert_eq!(put(&host, id, Deed::CreateOrder { head: head.clone() }).await, Outcome::Applied);
    let mut other = head;
    other.set(OrderField::BuyerName, value("SAMPLE OTHER"));
    let conflict = conflicts(put(&host, id, Deed::CreateOrder { head: other }).await).remove(0);
    assert_eq!((conflict.entity, conflict.group), (Entity::Order, Contested::Existence));
    assert_eq!(
        HeadEntries::of_head(&host.stored(id).await.fields).get(OrderField::BuyerName),
        &value("SAMPLE BUYER")
    );
}

/// CM-SYNC-01: what belongs to an order that is not there waits, and says why.
#[tokio::test]
async fn an_unknown_order_is_waited_for() {
    let host = TestHost::new().await;
    let id = OrderId::from_uuid(host.next_uuid());
    match put(&host, id, Deed::RestoreOrder).await {
        Outcome::Deferred(problem) => assert_eq!(problem.code, Code::SyncOpHeld),
        other => panic!("{other:?}"),
    }
}

/// CM-SYNC-02: a group as it was is edited; beside others' edits of other groups that is a note, not a conflict.
#[tokio::test]
async fn other_groups_merge() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(1).await;
    let seen = Seen::of(&host, id).await;
    assert_eq!(
        put(&host, id, seen.edit_head(&[(OrderField::BuyerName, "SAMPLE B")])).await,
        Outcome::Applied
    );
    let late = seen.edit_head(&[(OrderField::Remark, "急"), (OrderField::Destination, "DE")]);
    assert_eq!(put(&host, id, late.clone()).await, Outcome::Merged);
    let fields = host.stored(id).await.fields;
    assert_eq!(fields.entry(OrderField::BuyerName), value("SAMPLE B"));
    assert_eq!(
        (fields.entry(OrderField::Remark), fields.entry(OrderField::Destination)),
        (value("急"), value("DE"))
    );
    // The same again: everything stands there already, and nothing is recorded.
    let changes = host.store().change_count(id).await.unwrap();
    put(&host, id, late).await;
    assert_eq!(host.store().change_count(id).await.unwrap(), changes);
}

/// CM-SYNC-02: a group that both sides changed keeps the server's value; ours is told with what it started from. The other
/// groups of the same mutation take effect.
#[tokio::test]
async fn the_same_group_conflicts() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(0).await;
    let seen = Seen::of(&host, id).await;
    edit_order(&host, id, &typed_head(&[(OrderField::BuyerPhone, "+971 50 123 4567")])).await.unwrap();
    let mine = seen.edit_head(&[(OrderField::BuyerName, "SAMPLE MINE"), (OrderField::Remark, "mine")]);
    let all = conflicts(put(&host, id, mine).await);
    let [conflict] = &all[..] else { panic!("{all:?}") };
    assert_eq!((conflict.entity, conflict.group), (Entity::Order, Contested::Head(OrderGroup::Buyer)));
    assert_eq!(conflict.code, Code::SyncConflict);
    let (Side::Entries(base), Side::Entries(mine), Side::Entries(theirs)) =
        (&conflict.base, &conflict.mine, &conflict.theirs)
    else {
        panic!("{conflict:?}")
    };
    // Kind, name, passport, registration number, nationality, phone, e-mail.
    assert_eq!((base.len(), mine.len(), theirs.len()), (7, 7, 7));
    assert_eq!(
        (&base[1], &mine[1], &theirs[1]),
        (&value("SAMPLE BUYER ONE"), &value("SAMPLE MINE"), &value("SAMPLE BUYER ONE"))
    );
    assert_eq!((&mine[5], theirs[5].text().is_empty()), (&Entry::Empty, false));
    let fields = host.stored(id).await.fields;
    assert_eq!(fields.entry(OrderField::BuyerName), value("SAMPLE BUYER ONE"));
    assert_eq!(fields.entry(OrderField::Remark), value("mine"));
}

/// CM-SYNC-02: two people who make the same of a group agree.
#[tokio::test]
async fn equal_results_are_no_conflict() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(0).await;
    let seen = Seen::of(&host, id).await;
    let same = seen.edit_head(&[(OrderField::TotalUsd, "99")]);
    assert_eq!(put(&host, id, same.clone()).await, Outcome::Applied);
    assert_eq!(put(&host, id, same).await, Outcome::Applied);
}

/// CM-SYNC-02, YW-ORD-09: the currency of the lines cannot change under amounts that somebody entered meanwhile.
#[tokio::test]
async fn a_currency_meets_amounts() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let seen = Seen::of(&host, id).await;
    let edit =
        |text: &str| [TypedEdit { line: lines[0], fields: vec![(LineField::Amount, text.to_owned())] }];
    let dollars = seen.edit_head(&[(OrderField::LineCurrency, "USD"), (OrderField::Remark, "in dollars")]);
    edit_lines(&host, id, &edit("123.45")).await.unwrap();
    let all = conflicts(put(&host, id, dollars.clone()).await);
    let [conflict] = &all[..] else { panic!("{all:?}") };
    assert_eq!(conflict.group, Contested::Head(OrderGroup::LineCurrency));
    assert_eq!(conflict.code, Code::ImpCurrency);
    assert_eq!(host.stored(id).await.fields.entry(OrderField::Remark), value("in dollars"));
    // Back at the amount that the desk saw, nothing stands in the way: contents are compared, not revisions.
    edit_lines(&host, id, &edit("1.10")).await.unwrap();
    assert_eq!(put(&host, id, dollars).await, Outcome::Applied);
    assert_eq!(host.stored(id).await.fields.entry(OrderField::LineCurrency), value("USD"));
}

/// CM-SYNC-02: a draft is deleted only as it was seen; deleting twice is deleting.
#[tokio::test]
async fn deleting_meets_editing() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let seen = Seen::of(&host, id).await;
    let edit = [TypedEdit { line: lines[1], fields: vec![(LineField::GoodsName, "雨伞".to_owned())] }];
    edit_lines(&host, id, &edit).await.unwrap();
    let conflict = conflicts(put(&host, id, seen.delete()).await).remove(0);
    assert_eq!((conflict.entity, conflict.group), (Entity::Order, Contested::Existence));
    assert_eq!((conflict.mine, conflict.theirs), (Side::Gone, Side::Kept));
    assert!(!host.stored(id).await.deleted);
    let seen = Seen::of(&host, id).await;
    assert_eq!(put(&host, id, seen.delete()).await, Outcome::Applied);
    assert!(host.stored(id).await.deleted);
    assert_eq!(put(&host, id, seen.delete()).await, Outcome::Applied);
}

/// CM-SYNC-02: whatever was meant for a deleted order is told; bringing it back works, and what came meanwhile with it.
#[tokio::test]
async fn editing_meets_deleting() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let seen = Seen::of(&host, id).await;
    delete_order(&host, id).await.unwrap();
    for deed in [
        seen.edit_head(&[(OrderField::Remark, "late")]),
        seen.add(&host, 1),
        seen.edit_line(&host, lines[0], &[(LineField::GoodsName, "雨伞")]),
        seen.remove(&lines),
        seen.restore(&lines),
        Deed::ImportLines(seen.import(&host, &lines, 1)),
    ] {
        let name = deed.name();
        let all = conflicts(put(&host, id, deed).await);
        assert_eq!(all.len(), 1, "{name}");
        assert_eq!((all[0].group, &all[0].theirs), (Contested::Existence, &Side::Gone), "{name}");
    }
    assert_eq!(put(&host, id, Deed::RestoreOrder).await, Outcome::Applied);
    assert_eq!(put(&host, id, Deed::RestoreOrder).await, Outcome::Applied);
    assert_eq!(host.stored_lines(id).await, seen.lines);
    assert_eq!(host.stored(id).await.fields, seen.order.fields);
}
