//! Sealing over a real store: numbers, bounds, what never changes, and what a cut leaves.

use actions::{
    Host as _, ImportRequest, ImportedRow, delete_order, edit_lines, edit_lines::TypedEdit, edit_order,
    remove_lines, restore_order, undo,
};
use domain::{Deed, ImportMode, LineField, Mutation, OrderField};
use store_desk::{SealedBody, SyncCounts};
use sync::engine::Batch;
use testkit::{TestHost, words};
use values::{Currency, LineId, OrderId};

fn cell(line: LineId, text: &str) -> [TypedEdit; 1] {
    [TypedEdit { line, fields: vec![(LineField::Amount, text.to_owned())] }]
}

fn opened(body: &SealedBody) -> Mutation {
    assert_eq!(wire::sha256(&body.text), body.hash);
    wire::open(&body.text, "0.1.0").unwrap()
}

async fn sealed(host: &TestHost) -> Vec<SealedBody> {
    match host.store().seal(200).await.unwrap() {
        Some(batch) => host.store().sealed(batch).await.unwrap(),
        None => Vec::new(),
    }
}

fn names(bodies: &[SealedBody]) -> Vec<&'static str> {
    bodies.iter().map(|body| opened(body).deed.name()).collect()
}

/// Imports so many rows.
async fn import(host: &TestHost, id: OrderId, mode: ImportMode, count: u32) {
    let rows = (1..=count).map(|n| {
        let fields = words::fields(&words::line(n), host.today(), Currency::CNY);
        ImportedRow { lookup: fields.unasked_lookup(), fields }
    });
    let rows = rows.collect::<Vec<_>>().into_iter();
    let request = ImportRequest { facts: host.facts(mode, count), rows, updates: Vec::new() };
    actions::import_lines(host, id, request, &|| false).await.unwrap();
}

/// CM-SYNC-01: the order with the oldest change is sealed first; numbers have no gaps; what is sealed leaves the outbox.
#[tokio::test]
async fn orders_are_sealed_by_their_oldest_change() {
    let host = TestHost::new().await;
    let (first, lines) = host.draft(2).await;
    let (second, _) = host.draft(1).await;
    edit_lines(&host, first, &cell(lines[0], "7")).await.unwrap();
    let counts = host.store().sync_counts().await.unwrap();
    assert_eq!((counts.waiting, counts.attention), (5, 0));
    let bodies = sealed(&host).await;
    assert_eq!(bodies.iter().map(|body| body.seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let orders: Vec<OrderId> = bodies.iter().map(|body| opened(body).order).collect();
    assert_eq!(orders, [first, first, second, second]);
    assert_eq!(names(&bodies), ["create_order", "add_lines", "create_order", "add_lines"]);
    let Deed::AddLines { lines: travelling, .. } = opened(&bodies[1]).deed else { panic!("lines are added") };
    assert_eq!(travelling[0].entries.get(LineField::Amount).text(), "7.00", "the edit travels with the line");
    assert_eq!(host.store().outbox_count().await.unwrap(), 0);
    let state = host.store().sync_state().await.unwrap();
    assert_eq!((state.sealed, state.processed), (4, 0));
    let (waiting, total) = host.store().waiting_orders(0, 10).await.unwrap();
    let of: Vec<(OrderId, i64, i64)> =
        waiting.iter().map(|one| (one.order.id, one.waiting, one.sealed)).collect();
    assert_eq!((of, total), (vec![(first, 2, 2), (second, 2, 2)], 2));
    assert_eq!(host.store().order_waits(first).await.unwrap(), 2);
}

/// CM-SYNC-01: a sealed body never changes, whatever is done afterwards; that travels under a number of its own.
#[tokio::test]
async fn sealed_bodies_never_change() {
    let mut host = TestHost::new().await;
    let (id, lines) = host.draft(3).await;
    let before = sealed(&host).await;
    edit_lines(&host, id, &cell(lines[0], "8")).await.unwrap();
    remove_lines(&host, id, vec![lines[1]]).await.unwrap();
    undo(&host, id).await.unwrap();
    edit_order(&host, id, &words::typed_head(&[(OrderField::Remark, "later")])).await.unwrap();
    host.reopen().await;
    let after = sealed(&host).await;
    assert_eq!(after[..2], before);
    assert_eq!(names(&after[2..]), ["edit_order", "edit_lines"], "what was taken back travels not at all");
    assert_eq!(sealed(&host).await, after, "sealing again gives the same");
}

/// CM-SYNC-01: what was made and deleted before anything was sent stays here, and travels whole once it is brought back; what is back
/// where it was leaves the outbox.
#[tokio::test]
async fn nothing_travels_that_came_to_nothing() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(1).await;
    delete_order(&host, id).await.unwrap();
    assert_eq!(host.store().seal(200).await.unwrap(), None);
    assert_eq!(host.store().outbox_count().await.unwrap(), 3);
    assert!(!host.store().has_unsealed().await.unwrap(), "it is not looked at again and again");
    assert_eq!(host.store().sync_counts().await.unwrap(), SyncCounts::default(), "and nobody waits for it");
    assert_eq!(
        host.store().waiting_orders(0, 9).await.unwrap().1 + host.store().order_waits(id).await.unwrap(),
        0
    );
    restore_order(&host, id).await.unwrap();
    assert_eq!(names(&sealed(&host).await), ["create_order", "add_lines"]);
    let remark = |text: &str| words::typed_head(&[(OrderField::Remark, text)]);
    edit_order(&host, id, &remark("one")).await.unwrap();
    edit_order(&host, id, &remark("")).await.unwrap();
    assert_eq!(sealed(&host).await.len(), 2);
    assert_eq!(host.store().outbox_count().await.unwrap(), 0);
}

/// CM-SYNC-01: a request has at most as many mutations as are asked for, and at most 256 KiB of bodies unless it has only one; no
/// order is sealed before there is room for it, so that work on it goes on folding.
#[tokio::test]
async fn batches_are_bounded() {
    let host = TestHost::new().await;
    for _ in 0..3 {
        host.draft(1).await;
    }
    assert_eq!(host.store().seal(3).await.unwrap(), Some(Batch { first: 1, last: 3 }));
    assert_eq!(
        host.store().sync_state().await.unwrap().sealed,
        4,
        "the second order is sealed whole, the third is not"
    );
    assert!(host.store().has_unsealed().await.unwrap());
    let large = TestHost::seeded(1).await;
    let id = large.order(&words::buyer()).await;
    import(&large, id, ImportMode::Append, 2_500).await;
    let batch = large.store().seal(200).await.unwrap().unwrap();
    let bodies = large.store().sealed(batch).await.unwrap();
    let bytes: usize = bodies.iter().map(|body| body.text.len()).sum();
    assert!(bytes <= wire::BODY_BYTES, "{} bodies of {bytes} bytes", bodies.len());
    assert!(
        large.store().sync_state().await.unwrap().sealed > batch.last,
        "the rest goes with the next request"
    );
}

/// CM-SYNC-01, YW-IMP-16: a large import travels in parts within the bounds of bodies, each line once and as it stands now; what it
/// replaces is named before.
#[tokio::test]
async fn large_imports_travel_in_parts() {
    let host = TestHost::new().await;
    let id = host.order(&words::buyer()).await;
    import(&host, id, ImportMode::Append, 1_500).await;
    host.store().pretend_synced(id, 1).await.unwrap();
    import(&host, id, ImportMode::Replace, 2_500).await;
    let lines: Vec<LineId> = host.stored_lines(id).await.iter().map(|line| line.id).collect();
    edit_lines(&host, id, &cell(lines[7], "7.77")).await.unwrap();
    remove_lines(&host, id, vec![lines[8], lines[2_499]]).await.unwrap();
    host.store().seal(1).await.unwrap();
    let sealed = host.store().sync_state().await.unwrap().sealed;
    let bodies = host.store().sealed(Batch { first: 1, last: sealed }).await.unwrap();
    let parts: Vec<_> = bodies
        .iter()
        .map(|body| match opened(body).deed {
            Deed::ImportLines(import) => {
                assert!(body.text.len() <= wire::BODY_BYTES);
                import
            }
            other => panic!("{} beside the import", other.name()),
        })
        .collect();
    assert!(parts.len() >= 4, "{} parts", parts.len());
    let whole = domain::mutation::ImportDeed::assemble(parts).expect("all parts of one import");
    assert_eq!(whole.replaces.len(), 1_500);
    let travelled: Vec<LineId> = whole.lines.iter().map(|line| line.id).collect();
    let now = host.stored_lines(id).await;
    assert_eq!(travelled, now.iter().map(|line| line.id).collect::<Vec<_>>());
    assert_eq!(travelled.len(), 2_498);
    assert_eq!(whole.lines[7].entries.get(LineField::Amount).text(), "7.77");
}

/// CM-SYNC-01, CM-OFF-01: a cut in the middle of sealing leaves all of an order's changes unsealed, and the next sealing gives the
/// same bodies.
#[tokio::test]
async fn a_cut_leaves_all_or_nothing() {
    let mut host = TestHost::new().await;
    let (_, lines) = host.draft(40).await;
    assert_eq!(lines.len(), 40);
    let whole = {
        let twin = TestHost::new().await;
        twin.draft(40).await;
        sealed(&twin).await
    };
    for polls in 0..200 {
        // The future is dropped after so many polls: a program that dies within the transaction leaves as little.
        if polled(host.store().seal(200), polls).await.is_some() {
            break;
        }
        host.reopen().await;
        let (left, state) =
            (host.store().outbox_count().await.unwrap(), host.store().sync_state().await.unwrap().sealed);
        assert!(
            matches!((left, state), (2, 0) | (0, 2)),
            "{left} unsealed, {state} sealed after {polls} polls"
        );
    }
    assert_eq!(sealed(&host).await, whole);
}

/// Polls a future so often and gives up.
pub(crate) async fn polled<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = std::pin::pin!(future);
    let mut left = polls;
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        std::task::Poll::Ready(done) => std::task::Poll::Ready(Some(done)),
        std::task::Poll::Pending if left == 0 => std::task::Poll::Ready(None),
        std::task::Poll::Pending => {
            left -= 1;
            std::task::Poll::Pending
        }
    })
    .await
}

/// CM-OFF-01: unsent work can be taken out as a file: what it says, whatever number it has.
#[tokio::test]
async fn unsent_work_can_be_taken_out() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    sealed(&host).await;
    edit_lines(&host, id, &cell(lines[0], "3")).await.unwrap();
    let mut unsent = Vec::new();
    host.store()
        .each_unsent(|body| {
            assert_eq!(wire::seal(&body.mutation).text, body.text);
            unsent.push((body.seq, body.mutation.deed.name()));
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!(unsent, [(1, "create_order"), (2, "add_lines"), (3, "edit_lines")]);
}
