//! What the server made of mutations, as the desk keeps it (decision 0009, table of outcomes).

use actions::{ActionError, AttentionTx as _, Host as _, Settlement, Tx as _};
use domain::{
    Outcome,
    field::Entry,
    mutation::{Conflict, Contested, Entity, Side},
    order::OrderGroup,
};
use store_desk::OrderQuery;
use sync::engine::Batch;
use testkit::TestHost;
use values::{Code, OrderId, Problem};
use wire::{Answered, PushAnswer};

use crate::seal::polled;

fn answer(of: &[(i64, Outcome)]) -> PushAnswer {
    let answered =
        of.iter().map(|(seq, outcome)| Answered { seq: *seq, outcome: outcome.clone(), rev: 40 + seq });
    PushAnswer { epoch: "e1".to_owned(), answered: answered.collect() }
}

fn conflict() -> Conflict {
    let side = |text: &str| Side::Entries(vec![Entry::Value(text.into())]);
    Conflict {
        entity: Entity::Order,
        group: Contested::Head(OrderGroup::Remark),
        code: Code::SyncConflict,
        base: Side::Entries(vec![Entry::Empty]),
        mine: side("mine"),
        theirs: side("theirs"),
    }
}

/// A desk with two mutations under way: an order and its two lines.
async fn under_way() -> (TestHost, OrderId) {
    let host = TestHost::new().await;
    let (id, _) = host.draft(2).await;
    host.store().seal(200).await.unwrap();
    (host, id)
}

/// CM-SYNC-01, CM-SYNC-02: each outcome → whether the queue moves, whether somebody is to decide, whether it still waits.
#[tokio::test]
async fn outcomes() {
    let check = async |outcome: Outcome, processed: i64, attention: i64| {
        let (host, id) = under_way().await;
        let store = host.store();
        store
            .keep_outcomes(&answer(&[(1, Outcome::Applied), (2, outcome.clone())]), host.now())
            .await
            .unwrap();
        let (state, counts) = (store.sync_state().await.unwrap(), store.sync_counts().await.unwrap());
        assert_eq!((state.processed, counts.attention), (processed, attention), "{outcome:?}");
        assert_eq!(counts.waiting, 2, "until the rows have come down: {outcome:?}");
        let (waiting, _) = store.waiting_orders(0, 9).await.unwrap();
        let told = match &outcome {
            Outcome::Deferred(why) => Some(why.clone()),
            _ => None,
        };
        assert_eq!(waiting[0].reason, told, "{outcome:?}");
        let listed = store.list_orders(&OrderQuery::default()).await.unwrap();
        assert_eq!((listed.rows[0].pending, listed.rows[0].attention), (2, attention), "{outcome:?}");
        // What was merged is noted at the change that the mutation holds, and at no other.
        let history = store.history(id, None, 9).await.unwrap();
        let noted = history.iter().filter(|entry| entry.merged).map(|entry| entry.record.change.name());
        let merged = if outcome == Outcome::Merged { vec!["add_lines"] } else { Vec::new() };
        assert_eq!(noted.collect::<Vec<_>>(), merged, "{outcome:?}");
        let (entries, total) = store.attention(Some(id), 0, 9).await.unwrap();
        assert_eq!(total, attention);
        for entry in entries {
            assert_eq!((&entry.outcome, entry.order, entry.kind.as_str()), (&outcome, id, "add_lines"));
            let item = store.attention_item(entry.id).await.unwrap().unwrap();
            assert_eq!(item.mutation.unwrap().deed.line_count(), 2, "its whole content is there");
        }
    };
    check(Outcome::Applied, 2, 0).await;
    check(Outcome::Merged, 2, 0).await;
    check(Outcome::Staged, 2, 0).await;
    check(Outcome::Conflict(vec![conflict()]), 2, 1).await;
    check(Outcome::Rejected(Problem::new(Code::LineLimit)), 2, 1).await;
    check(Outcome::Deferred(Problem::new(Code::SyncOpHeld)), 1, 0).await;
}

/// CM-SYNC-01: an answer that comes again changes nothing; a deferred mutation is sent again as it was; an answer to a number that was
/// never given out keeps nothing at all.
#[tokio::test]
async fn answers_come_twice() {
    let (host, _) = under_way().await;
    let store = host.store();
    let deferred = Outcome::Deferred(Problem::new(Code::SyncOpHeld));
    store.keep_outcomes(&answer(&[(1, Outcome::Applied), (2, deferred)]), host.now()).await.unwrap();
    let batch = store.seal(200).await.unwrap().unwrap();
    assert_eq!((batch.first, batch.last), (2, 2));
    let rejected = answer(&[(1, Outcome::Merged), (2, Outcome::Rejected(Problem::new(Code::LineLimit)))]);
    for _ in 0..2 {
        store.keep_outcomes(&rejected, host.now()).await.unwrap();
    }
    assert_eq!(store.sync_counts().await.unwrap().attention, 1);
    assert_eq!(store.seal(200).await.unwrap(), None);
    let (host, _) = under_way().await;
    let beyond = answer(&[(1, Outcome::Applied), (2, Outcome::Applied), (3, Outcome::Applied)]);
    host.store().keep_outcomes(&beyond, host.now()).await.unwrap_err();
    assert_eq!(host.store().sync_state().await.unwrap().processed, 0);
}

/// CM-SYNC-02: an entry is settled once, by whoever decides; ours cannot be written anew while it still lies over the rows.
#[tokio::test]
async fn entries_are_settled_once() {
    let (host, _) = under_way().await;
    let store = host.store();
    let kept = answer(&[(1, Outcome::Applied), (2, Outcome::Conflict(vec![conflict()]))]);
    store.keep_outcomes(&kept, host.now()).await.unwrap();
    let (entries, _) = store.attention(None, 0, 9).await.unwrap();
    assert!(!entries[0].is_ready && entries[0].is_here && !entries[0].settled);
    let settle = async |how| {
        let mut tx = host.begin().await.unwrap();
        let done = tx.settle_attention(entries[0].id, how, host.actor().person, host.now()).await;
        tx.commit().await.unwrap();
        done
    };
    let refused = |error: ActionError| match error {
        ActionError::Refused(problems) => problems[0].code,
        ActionError::Store(fault) => panic!("{fault}"),
    };
    assert_eq!(settle(Settlement::Mine).await.map_err(refused), Err(Code::SyncOpHeld));
    assert_eq!(settle(Settlement::Theirs).await.map_err(refused), Ok(()));
    assert_eq!(settle(Settlement::Theirs).await.map_err(refused), Err(Code::NotFound));
    assert_eq!(store.attention(None, 0, 9).await.unwrap().1, 0);
    let item = store.attention_item(entries[0].id).await.unwrap().unwrap();
    assert!(item.entry.settled && item.mutation.is_some(), "what lost is kept");
}

/// CM-SYNC-01: a vault that was restored is another device: what was not answered has the numbers from 1, as it was sealed, and what is to be
/// decided keeps its content.
#[tokio::test]
async fn another_device_numbers_anew() {
    let (host, id) = under_way().await;
    let store = host.store();
    let device = |n: u128| values::DeviceId::from_uuid(values::Uuid::from_u128(n));
    store.own_numbers(device(1)).await.unwrap();
    let rejected = Outcome::Rejected(Problem::new(Code::FieldTooLong));
    store.keep_outcomes(&answer(&[(1, rejected)]), host.now()).await.unwrap();
    actions::delete_order(&host, id).await.unwrap();
    store.seal(200).await.unwrap();
    let texts = async |first, last| {
        let bodies = store.sealed(Batch { first, last }).await.unwrap();
        bodies.into_iter().map(|body| body.text).collect::<Vec<_>>()
    };
    let before = texts(2, 3).await;
    for _ in 0..2 {
        store.own_numbers(device(2)).await.unwrap();
        assert_eq!(store.seal(200).await.unwrap(), Some(Batch { first: 1, last: 2 }));
        assert_eq!(texts(1, 2).await, before);
    }
    let (entries, _) = store.attention(None, 0, 9).await.unwrap();
    assert!(store.attention_item(entries[0].id).await.unwrap().unwrap().mutation.is_some());
    store.keep_outcomes(&answer(&[(1, Outcome::Applied), (2, Outcome::Applied)]), host.now()).await.unwrap();
    assert_eq!(store.sync_state().await.unwrap().processed, 2);
}

/// CM-SYNC-01, CM-OFF-01: a cut while outcomes are kept leaves all of them or none, and the answer that comes again is kept then.
#[tokio::test]
async fn a_cut_keeps_all_outcomes_or_none() {
    let (mut host, _) = under_way().await;
    let rejected = Outcome::Rejected(Problem::new(Code::LineLimit));
    let answer = answer(&[(1, Outcome::Applied), (2, rejected)]);
    let mut cuts = 0;
    while polled(host.store().keep_outcomes(&answer, host.now()), cuts).await.is_none() {
        cuts += 1;
        host.reopen().await;
        let (state, counts) =
            (host.store().sync_state().await.unwrap(), host.store().sync_counts().await.unwrap());
        assert!(
            matches!((state.processed, counts.attention), (0, 0) | (2, 1)),
            "after {cuts} polls: {state:?}"
        );
    }
    assert!(cuts > 2, "it was cut {cuts} times");
    assert_eq!(host.store().sync_counts().await.unwrap().attention, 1);
}
