//! Mutations of lines.

use actions::{edit_lines, edit_lines::TypedEdit, edit_order, remove_lines};
use domain::{
    Deed, Entry, LineField, LineGroup, OrderField, Outcome,
    mutation::{Contested, Entity, LineContent, Side},
};
use testkit::{
    TestHost,
    words::{self, typed_head},
};
use values::{Code, Currency, LineId, OrderId};

use crate::seen::{Seen, conflicts, put};

async fn cell(host: &TestHost, id: OrderId, line: LineId, field: LineField, text: &str) {
    edit_lines(host, id, &[TypedEdit { line, fields: vec![(field, text.to_owned())] }]).await.unwrap();
}

async fn text(host: &TestHost, id: OrderId, line: LineId, field: LineField) -> String {
    let lines = host.stored_lines(id).await;
    lines.iter().find(|stored| stored.id == line).unwrap().fields.entry(field).text().to_owned()
}

/// CM-SYNC-01, CM-SYNC-02: lines come at the places that their desk gave them, and behind others' lines where those were
/// faster; a line that is there already is not doubled.
#[tokio::test]
async fn lines_are_added_behind_the_last() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(2).await;
    let seen = Seen::of(&host, id).await;
    let (first, second) = (seen.add(&host, 2), seen.add(&host, 2));
    let ids = |deed: &Deed| match deed {
        Deed::AddLines { lines, .. } => lines.iter().map(|line| line.id).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(put(&host, id, first.clone()).await, Outcome::Applied);
    assert_eq!(put(&host, id, second.clone()).await, Outcome::Merged);
    assert_eq!(put(&host, id, first.clone()).await, Outcome::Applied, "they are there");
    let stored = host.stored_lines(id).await;
    let expected: Vec<LineId> =
        seen.lines.iter().map(|line| line.id).chain(ids(&first)).chain(ids(&second)).collect();
    assert_eq!(stored.iter().map(|line| line.id).collect::<Vec<_>>(), expected);
    assert_eq!(host.stored(id).await.sums, stored.iter().collect());
    assert!(stored.windows(2).all(|pair| pair[0].place < pair[1].place));
}

/// CM-SYNC-01: a place that would leave no room behind it is not taken.
#[tokio::test]
async fn a_place_out_of_the_world_is_not_taken() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(1).await;
    let seen = Seen::of(&host, id).await;
    let mut lines = seen.new_lines(&host, 2);
    lines[1].place = i64::MAX;
    put(&host, id, Deed::AddLines { currency: Currency::CNY, lines }).await;
    host.lines(id, &words::lines(1)).await;
    assert_eq!(host.stored_lines(id).await.len(), 4);
}

/// CM-SYNC-02, YW-ORD-09: amounts in another currency than the order has by now are no amounts; a line without one comes.
#[tokio::test]
async fn amounts_meet_a_currency() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let seen = Seen::of(&host, id).await;
    let mut new = seen.new_lines(&host, 2);
    new[1].entries.set(LineField::Amount, Entry::Empty);
    edit_order(&host, id, &typed_head(&[(OrderField::LineCurrency, "USD")])).await.unwrap();
    let added =
        conflicts(put(&host, id, Deed::AddLines { currency: Currency::CNY, lines: new.clone() }).await);
    let [conflict] = &added[..] else { panic!("{added:?}") };
    assert_eq!((conflict.entity, conflict.group), (Entity::Line(new[0].id), Contested::Existence));
    assert_eq!((conflict.code, &conflict.theirs), (Code::ImpCurrency, &Side::Gone));
    let Side::Entries(mine) = &conflict.mine else { panic!("{conflict:?}") };
    assert_eq!(mine.len(), 8, "the line's content is not lost");
    assert_eq!(host.stored_lines(id).await.last().unwrap().id, new[1].id);
    // The amount conflicts, other groups of the line do not, nor does the rest of the same group without it.
    let edit = seen.edit_line(&host, lines[0], &[(LineField::Amount, "5"), (LineField::GoodsName, "拉链")]);
    let edited = conflicts(put(&host, id, edit).await);
    assert_eq!(edited.len(), 1);
    assert_eq!((edited[0].group, edited[0].code), (Contested::Line(LineGroup::Measure), Code::ImpCurrency));
    assert_eq!(text(&host, id, lines[0], LineField::GoodsName).await, "拉链");
    let quantity = seen.edit_line(&host, lines[1], &[(LineField::Quantity, "77")]);
    assert_eq!(put(&host, id, quantity).await, Outcome::Applied);
}

/// CM-SYNC-02: groups of a line merge; the same group conflicts and keeps the server's value.
#[tokio::test]
async fn groups_of_a_line() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let seen = Seen::of(&host, id).await;
    cell(&host, id, lines[0], LineField::GoodsName, "雨伞").await;
    let others =
        seen.edit_line(&host, lines[0], &[(LineField::Quantity, "3"), (LineField::OrderMonth, "2025-03")]);
    assert_eq!(put(&host, id, others).await, Outcome::Merged);
    assert_eq!(text(&host, id, lines[0], LineField::GoodsName).await, "雨伞");
    assert_eq!(text(&host, id, lines[0], LineField::Quantity).await, "3.000");
    // Quantity and amount belong together.
    let same = seen.edit_line(&host, lines[0], &[(LineField::Amount, "8.88")]);
    let all = conflicts(put(&host, id, same).await);
    let [conflict] = &all[..] else { panic!("{all:?}") };
    assert_eq!(
        (conflict.entity, conflict.group),
        (Entity::Line(lines[0]), Contested::Line(LineGroup::Measure))
    );
    assert_eq!(text(&host, id, lines[0], LineField::Amount).await, "1.10");
    let two = Deed::EditLines {
        currency: seen.currency(),
        lines: vec![
            seen.edited(&host, lines[0], &[(LineField::GoodsName, "发夹")]),
            seen.edited(&host, lines[1], &[(LineField::GoodsName, "发夹")]),
        ],
    };
    assert_eq!(conflicts(put(&host, id, two).await).len(), 1);
    assert_eq!(
        text(&host, id, lines[1], LineField::GoodsName).await,
        "发夹",
        "what does not conflict takes effect"
    );
}

/// CM-SYNC-02: editing meets removing, and removing meets editing; nothing is lost on either side.
#[tokio::test]
async fn removing_meets_editing() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(3).await;
    let seen = Seen::of(&host, id).await;
    remove_lines(&host, id, vec![lines[0]]).await.unwrap();
    let edit = seen.edit_line(&host, lines[0], &[(LineField::GoodsName, "雨伞"), (LineField::Amount, "4")]);
    let all = conflicts(put(&host, id, edit).await);
    assert_eq!(
        all.iter().map(|conflict| conflict.group).collect::<Vec<_>>(),
        [Contested::Line(LineGroup::Goods), Contested::Line(LineGroup::Measure)]
    );
    assert!(all.iter().all(|conflict| conflict.theirs == Side::Gone));
    cell(&host, id, lines[1], LineField::Packages, "9").await;
    let all = conflicts(put(&host, id, seen.remove(&lines)).await);
    let [conflict] = &all[..] else { panic!("{all:?}") };
    assert_eq!((conflict.entity, conflict.group), (Entity::Line(lines[1]), Contested::Existence));
    assert!(matches!(&conflict.theirs, Side::Entries(entries) if entries.len() == 8));
    let left: Vec<LineId> = host.stored_lines(id).await.iter().map(|line| line.id).collect();
    assert_eq!(left, [lines[1]], "the first was gone already, the third went");
    assert_eq!(host.stored(id).await.sums.lines, 1);
}

/// CM-SYNC-02: removed lines come back under their ids and at their places; one that no server ever had comes as new.
#[tokio::test]
async fn lines_come_back() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(3).await;
    let seen = Seen::of(&host, id).await;
    let mut lost = Seen { lines: seen.lines.clone(), ..seen.clone() };
    remove_lines(&host, id, lines[..2].to_vec()).await.unwrap();
    assert_eq!(put(&host, id, seen.restore(&lines)).await, Outcome::Applied, "the third never went");
    assert_eq!(host.stored_lines(id).await, seen.lines);
    let new = seen.new_lines(&host, 1).remove(0);
    assert_eq!(
        put(&host, id, Deed::RestoreLines { currency: Currency::CNY, lines: vec![new.clone()] }).await,
        Outcome::Applied
    );
    assert_eq!(LineContent::of(host.stored_lines(id).await.last().unwrap()), new);
    // Removed here as it says now, there as it said before.
    cell(&host, id, lines[0], LineField::GoodsName, "雨伞").await;
    remove_lines(&host, id, vec![lines[0]]).await.unwrap();
    lost.lines.truncate(1);
    let conflict = conflicts(put(&host, id, lost.restore(&lines[..1])).await).remove(0);
    assert_eq!((conflict.entity, conflict.group), (Entity::Line(lines[0]), Contested::Existence));
}

/// YW-ORD-16: merchant and month of a line that was linked meanwhile stay; the rest of the edit takes effect.
#[tokio::test]
async fn linked_lines_keep_merchant_and_month() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(1).await;
    let seen = Seen::of(&host, id).await;
    host.link(id, &lines).await;
    let edit =
        seen.edit_line(&host, lines[0], &[(LineField::OrderMonth, "2025-05"), (LineField::Packages, "12")]);
    let all = conflicts(put(&host, id, edit).await);
    let [conflict] = &all[..] else { panic!("{all:?}") };
    assert_eq!((conflict.group, conflict.code), (Contested::Line(LineGroup::Month), Code::LineLinked));
    assert_eq!(text(&host, id, lines[0], LineField::Packages).await, "12");
}

/// YW-ORD-12: what the desk knew of a purchase number travels with the merchant.
#[tokio::test]
async fn a_purchase_number_keeps_what_is_known_of_it() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(1).await;
    let seen = Seen::of(&host, id).await;
    let mut edit = seen.edited(&host, lines[0], &[(LineField::MerchantNo, "A123456")]);
    edit.lookup = domain::Lookup::Missing;
    put(&host, id, Deed::EditLines { currency: Currency::CNY, lines: vec![edit] }).await;
    assert_eq!(host.stored_lines(id).await[0].lookup, domain::Lookup::Missing);
}
