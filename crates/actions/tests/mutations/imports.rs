//! Imports, whole and in parts.

use actions::{Host as _, Tx as _, apply_mutation, put_on, remove_lines};
use domain::{
    Change, Deed, Outcome,
    mutation::{Contested, ImportDeed, LineBase, Part},
};
use testkit::TestHost;
use values::{Code, Currency, LineId};

use crate::seen::{Seen, conflicts, mutation, put};

/// CM-SYNC-01, YW-IMP-14, YW-IMP-16: an import takes effect at once, with the lines that it takes the place of.
#[tokio::test]
async fn an_import_takes_the_place_of_lines() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(4).await;
    let seen = Seen::of(&host, id).await;
    let others = host.lines(id, &testkit::words::lines(1)).await;
    let import = seen.import(&host, &lines, 3);
    assert_eq!(
        put(&host, id, Deed::ImportLines(import.clone())).await,
        Outcome::Merged,
        "others' line is in the way"
    );
    let expected: Vec<LineId> =
        others.iter().copied().chain(import.lines.iter().map(|line| line.id)).collect();
    let stored = host.stored_lines(id).await;
    assert_eq!(stored.iter().map(|line| line.id).collect::<Vec<_>>(), expected);
    assert_eq!(host.stored(id).await.sums, stored.iter().collect());
    let mut tx = host.begin().await.unwrap();
    tx.order(id).await.unwrap();
    let (untouched, edited) = tx.import_lines(id, import.facts.id).await.unwrap();
    assert_eq!((untouched.len(), edited.len()), (3, 0), "they are the import's, as imported");
}

/// CM-SYNC-02: a line that somebody edited meanwhile is not replaced.
#[tokio::test]
async fn an_edited_line_is_not_replaced() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let seen = Seen::of(&host, id).await;
    let edit = seen.edit_line(&host, lines[0], &[(domain::LineField::GoodsName, "雨伞")]);
    put(&host, id, edit).await;
    let all = conflicts(put(&host, id, Deed::ImportLines(seen.import(&host, &lines, 1))).await);
    let [conflict] = &all[..] else { panic!("{all:?}") };
    assert_eq!(conflict.group, Contested::Existence);
    let stored = host.stored_lines(id).await;
    assert_eq!((stored.len(), stored[0].id), (2, lines[0]));
}

/// CM-SYNC-01: a part of an import waits without any effect; the parts together are the import.
#[tokio::test]
async fn parts_wait_for_the_last() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let seen = Seen::of(&host, id).await;
    let whole = seen.import(&host, &lines, 5);
    let part = |number: u32, replaces: &[LineBase], at: std::ops::Range<usize>| ImportDeed {
        part: Part { number, of: 3 },
        replaces: replaces.to_vec(),
        lines: whole.lines[at].to_vec(),
        ..whole.clone()
    };
    let parts = vec![part(1, &whole.replaces, 0..1), part(2, &[], 1..4), part(3, &[], 4..5)];
    for part in &parts {
        assert_eq!(put(&host, id, Deed::ImportLines(part.clone())).await, Outcome::Staged);
    }
    assert_eq!(host.stored_lines(id).await, seen.lines);
    assert_eq!(ImportDeed::assemble(parts[..2].to_vec()), None, "one is missing");
    assert_eq!(ImportDeed::assemble(vec![parts[0].clone(), parts[2].clone(), parts[1].clone()]), None);
    let mut strange = parts.clone();
    strange[1].currency = Currency::USD;
    assert_eq!(ImportDeed::assemble(strange), None);
    let together = ImportDeed::assemble(parts).unwrap();
    assert_eq!(together, whole);
    assert_eq!(put(&host, id, Deed::ImportLines(together)).await, Outcome::Applied);
    assert_eq!(host.stored_lines(id).await.len(), 5);
}

/// CM-SYNC-01: history records the effect under the mutation's id, and nothing but the effect.
#[tokio::test]
async fn history_has_the_mutations_id() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(3).await;
    let seen = Seen::of(&host, id).await;
    remove_lines(&host, id, vec![lines[0]]).await.unwrap();
    let import = mutation(&host, id, Deed::ImportLines(seen.import(&host, &lines, 2)));
    let before = host.store().change_count(id).await.unwrap();
    assert_eq!(apply_mutation(&host, &import).await.unwrap(), Outcome::Applied);
    let mut tx = host.begin().await.unwrap();
    tx.order(id).await.unwrap();
    let records = actions::UndoTx::changes(&mut tx, id, 1, i64::MAX).await.unwrap();
    let new = &records[usize::try_from(before).unwrap()..];
    assert_eq!(new.len(), 2);
    assert_eq!(new[0].change, Change::RemoveLines { lines: lines[1..].to_vec() }, "the first was gone");
    assert_ne!(new[0].id, import.id);
    assert_eq!(new[1].id, import.id);
    assert!(matches!(new[1].change, Change::ImportLines { count: 2, .. }));
}

/// CM-SYNC-01: what has no effect writes nothing, so the caller's transaction can go on and keep the outcome.
#[tokio::test]
async fn a_rejection_leaves_the_transaction_clean() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(1).await;
    let seen = Seen::of(&host, id).await;
    let mut import = seen.import(&host, &lines, 2);
    import.currency = Currency::USD;
    let tx = host.begin().await.unwrap();
    let (tx, outcome) = put_on(&host, tx, &mutation(&host, id, Deed::ImportLines(import))).await.unwrap();
    assert!(matches!(outcome, Outcome::Rejected(problem) if problem.code == Code::ImpCurrency));
    let added = seen.add(&host, 1);
    let (tx, outcome) = put_on(&host, tx, &mutation(&host, id, added)).await.unwrap();
    assert_eq!(outcome, Outcome::Applied);
    tx.commit().await.unwrap();
    assert_eq!(host.stored_lines(id).await.len(), 2);
    assert_eq!(host.stored(id).await.sums.lines, 2);
}
