//! Pages of what changed, and that nothing is ever skipped (P2, P3, P7 of the sync design).

use std::collections::BTreeSet;

use actions::Tx as _;
use store_server::{Cursor, Epoch, Patch, Pulled, store_contract, testing::START};
use values::OrderId;

use super::common::*;

store_contract! {
    /// P3: pages of any size add up to the same rows, in the order of (rev, kind, id), and only the last is complete.
    #[test]
    async fn pages_of_any_size_tell_the_same_rows_in_order(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        stored(store, &scope, 1, &(1..=20).collect::<Vec<_>>()).await;
        stored(store, &scope, 2, &(21..=25).collect::<Vec<_>>()).await;
        // An order whose id is above those of its lines: kinds are told apart before ids.
        stored(store, &scope, 0x300_0000, &[26, 27]).await;
        push(store, &scope, 1, &add(1, order_id(1), 30)).await;
        let begin = beginning(store, &scope).await;
        let (all, last) = pull_all(store, &scope, begin, 1_000).await;
        // Three heads, 28 lines, one entry of history.
        assert_eq!(all.len(), 32);
        assert!(all.is_sorted_by_key(|(position, _)| *position));
        assert!(all.iter().filter(|(_, patch)| matches!(patch, Patch::Line { .. })).count() == 28);
        for limit in [1, 2, 3, 7, 31, 32] {
            let (pages, end) = pull_all(store, &scope, begin, limit).await;
            assert_eq!(pages, all, "pages of {limit}");
            assert_eq!(end.next, last.next);
            assert_eq!(end.complete, last.complete);
        }
        // From the end on there is nothing more.
        let end = page(store, &scope, last.next, 10).await;
        assert!(end.rows.is_empty() && end.complete.unwrap().orders.is_empty());
    }

    /// Large changes come a few to a page, one that is larger than a page alone, and none is lost (CM-SYNC-03).
    #[test]
    async fn large_changes_make_short_pages(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let order = stored(store, &scope, 1, &[]).await;
        let begin = beginning(store, &scope).await;
        // An id takes 39 bytes: a third of a page, nearly half, more than one.
        for (number, count) in [(1, 35_000), (2, 48_000), (3, 48_000), (4, 120_000), (5, 1)] {
            let mut tx = store.write(&scope).await.unwrap();
            let change = domain::Change::AddLines { lines: (0..count).map(line_id).collect() };
            let record = actions::Record { id: mutation_id(number), change, at: *START, actor: scope.actor() };
            tx.record(order, &record, None).await.unwrap();
            tx.commit().await.unwrap();
        }
        let (mut cursor, mut changes) = (begin, Vec::new());
        loop {
            let page = page(store, &scope, cursor, 1_000).await;
            changes.push(page.rows.iter().filter(|(_, patch)| matches!(patch, Patch::Change(_))).count());
            cursor = page.next;
            if page.complete.is_some() {
                break;
            }
        }
        assert_eq!(changes, [2, 1, 1, 1]);
    }

    /// P3: a row that is written while pages are read comes again behind them; tombstones come as rows.
    #[test]
    async fn a_row_that_changes_meanwhile_moves_behind(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let order = stored(store, &scope, 1, &[1, 2, 3]).await;
        let begin = beginning(store, &scope).await;
        let first = page(store, &scope, begin, 2).await;
        assert!(first.complete.is_none());

        let mut tx = store.write(&scope).await.unwrap();
        let lines = tx.lines(order, &[line_id(1)]).await.unwrap();
        tx.remove_lines(order, &lines).await.unwrap();
        tx.commit().await.unwrap();

        let (rest, last) = pull_all(store, &scope, first.next, 100).await;
        let removed = rest.iter().find(|(_, patch)| matches!(patch, Patch::Line { line, removed: true, .. } if line.id == line_id(1)));
        assert!(removed.is_some(), "{rest:?}");
        // The head was told before, and comes again with the number of the removal.
        assert!(rest.iter().any(|(position, patch)| position.rev == 2 && matches!(patch, Patch::Order(_))));
        assert_eq!(last.complete.unwrap().orders.len(), 1);
    }

    /// P2: while eight writers write, a puller that follows the complete pages never misses a row: no number is seen
    /// before a lower one.
    #[test]
    async fn no_reader_skips_a_number_in_flight(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let writers = 8_u32;
        let each = 12_u32;
        let mut tasks = tokio::task::JoinSet::new();
        for writer in 0..writers {
            let store = if writer % 2 == 0 { fresh.store().clone() } else { fresh.another().await };
            tasks.spawn(async move {
                for nth in 0..each {
                    let number = writer * each + nth + 1;
                    stored(&store, &scope, number.into(), &[number]).await;
                }
            });
        }
        let store = fresh.another().await;
        let mut cursor = beginning(&store, &scope).await;
        let mut seen: BTreeSet<OrderId> = BTreeSet::new();
        let mut writing = true;
        loop {
            let (rows, last) = pull_all(&store, &scope, cursor, 5).await;
            seen.extend(rows.iter().filter_map(|(_, patch)| match patch {
                Patch::Order(order) => Some(order.id),
                _ => None,
            }));
            cursor = last.next;
            if !writing {
                break;
            }
            // One more pull after the last writer has ended.
            while let Some(done) = tasks.try_join_next() {
                done.unwrap();
            }
            writing = !tasks.is_empty();
        }
        assert_eq!(seen.len(), (writers * each) as usize);
        assert_eq!(cursor.base, i64::from(writers * each));
    }

    /// P3: what the complete page says an order adds up to is what its rows add up to, whatever happened to them.
    #[test]
    async fn hash_and_count_equal_a_recomputation(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let order = stored(store, &scope, 1, &(1..=50).collect::<Vec<_>>()).await;
        let mut tx = store.write(&scope).await.unwrap();
        let some: Vec<_> = (1..=20).map(line_id).collect();
        let lines = tx.lines(order, &some).await.unwrap();
        assert_eq!(lines.len(), 20);
        tx.remove_lines(order, &lines[..10]).await.unwrap();
        tx.restore_lines(order, &lines[..3]).await.unwrap();
        let changed: Vec<_> = lines[10..]
            .iter()
            .map(|before| {
                let mut after = before.clone();
                after.fields = line(u32::try_from(before.place / 1_024).unwrap() + 500).fields;
                (before.clone(), after)
            })
            .collect();
        tx.update_lines(order, &changed).await.unwrap();
        let head = tx.order(order).await.unwrap().unwrap();
        let kept = tx.content_hash(&head).await.unwrap();
        tx.commit().await.unwrap();

        let (patches, check) = pull_order(store, &scope, order, 7).await.unwrap();
        let sum: domain::ContentHash = patches
            .iter()
            .filter_map(|patch| match patch {
                Patch::Order(order) => Some(domain::ContentHash::of_order_row(order)),
                Patch::Line { line, removed: false, .. } => Some(domain::ContentHash::of_line_row(line)),
                _ => None,
            })
            .sum();
        let there = patches.iter().filter(|patch| matches!(patch, Patch::Line { removed: false, .. })).count();
        assert_eq!((check.hash, kept), (sum, sum));
        assert_eq!(there, 43);
        let (_, last) = pull_all(store, &scope, beginning(store, &scope).await, 7).await;
        assert_eq!(last.complete.unwrap().orders[0].hash, sum);
    }

    /// P3: a cursor of another epoch, of purged tombstones, or from ahead of the sequence starts anew.
    #[test]
    async fn an_old_cursor_starts_anew(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let order = stored(store, &scope, 1, &[1, 2]).await;
        let begin = beginning(store, &scope).await;
        let (_, last) = pull_all(store, &scope, begin, 100).await;
        assert_eq!(begin.epoch, Epoch { began: START.millis(), floor: 0 });
        assert_eq!(Epoch::parse(&begin.epoch.to_string()), Some(begin.epoch));
        let ahead = Cursor { base: 99, ..begin };
        let mut read = store.read(&scope).await.unwrap();
        assert_eq!(read.pull(ahead, None, 10).await.unwrap(), Pulled::Anew(begin));
        drop(read);

        let mut tx = store.write(&scope).await.unwrap();
        let lines = tx.lines(order, &[line_id(1)]).await.unwrap();
        tx.remove_lines(order, &lines).await.unwrap();
        tx.commit().await.unwrap();
        stored(store, &scope, 2, &[]).await;
        // The tombstone of number 2 is purged, so that a cursor from before it would never hear of it.
        let mut tx = store.write(&scope).await.unwrap();
        assert_eq!(tx.purge_tombstones(2).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let mut read = store.read(&scope).await.unwrap();
        // The text of the epoch differs, by which the desk knows.
        let anew = Cursor { epoch: Epoch { floor: 2, ..begin.epoch }, ..begin };
        assert_eq!(read.pull(last.next, None, 10).await.unwrap(), Pulled::Anew(anew));
        drop(read);
        let (rows, last) = pull_all(store, &scope, anew, 100).await;
        assert_eq!(last.next.epoch, anew.epoch);
        assert!(!rows.iter().any(|(_, patch)| matches!(patch, Patch::Line { removed: true, .. })));
    }
}
