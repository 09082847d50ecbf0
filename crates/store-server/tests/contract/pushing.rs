//! Each number of a device takes effect exactly once (P1 of the sync design).

use domain::Outcome;
use store_server::store_contract;

use super::common::*;

store_contract! {
    /// P1: the same push twice, one after the other, has one effect and one answer.
    #[test]
    async fn a_repeated_number_gets_the_stored_outcome(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        assert_eq!(push(store, &scope, 1, &create(1)).await, Pushed::Now(Outcome::Applied));
        assert_eq!(push(store, &scope, 1, &create(1)).await, Pushed::Before(b"applied".to_vec()));
        assert_eq!(push(store, &scope, 2, &add(2, order_id(1), 1)).await, Pushed::Now(Outcome::Applied));
        assert_eq!(push(store, &scope, 2, &add(2, order_id(1), 1)).await, Pushed::Before(b"applied".to_vec()));

        let (rows, last) = pull_all(store, &scope, beginning(store, &scope).await, 100).await;
        // Order, line, and the history of both.
        assert_eq!(rows.len(), 4);
        assert_eq!(last.next.base, 2, "a repetition takes no number");
        assert_eq!(last.complete.map(|complete| complete.device_seq), Some(2));
    }

    /// P1: a number or an id that comes again with another body is refused and changes nothing.
    #[test]
    async fn a_number_or_id_of_another_body_is_refused(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let other_device = fresh.firm(1, 1, 2).await;
        let store = fresh.store();
        push(store, &scope, 1, &create(1)).await;
        assert_eq!(push(store, &scope, 1, &create(2)).await, Pushed::Reused, "the number of another mutation");
        assert_eq!(push(store, &scope, 2, &create(1)).await, Pushed::Reused, "the id under another number");
        assert_eq!(push(store, &other_device, 1, &create(1)).await, Pushed::Reused, "the id from another device");

        let mut again = numbered(1, &create(1));
        again.hash = [9; 32];
        let turn = store.turn(&scope, &again).await.unwrap();
        assert!(matches!(turn, store_server::Turn::Reused), "another body under number and id");
        drop(turn);
        let (_, last) = pull_all(store, &scope, beginning(store, &scope).await, 100).await;
        assert_eq!(last.next.base, 1);
    }

    /// P5: a number that is missing is asked for; devices count for themselves.
    #[test]
    async fn a_gap_waits_for_the_number_that_is_missing(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let other_device = fresh.firm(1, 2, 2).await;
        let store = fresh.store();
        assert_eq!(push(store, &scope, 2, &create(1)).await, Pushed::Missing(1));
        assert_eq!(push(store, &scope, 1, &create(1)).await, Pushed::Now(Outcome::Applied));
        assert_eq!(push(store, &scope, 3, &create(3)).await, Pushed::Missing(2));
        assert_eq!(push(store, &other_device, 1, &create(4)).await, Pushed::Now(Outcome::Applied));
    }

    /// P1: two nodes that get the same push at once; whoever comes second finds it done.
    #[test]
    async fn concurrent_duplicates_take_effect_once(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let (here, there) = (fresh.store().clone(), fresh.another().await);
        push(&here, &scope, 1, &create(1)).await;
        for seq in 2..22_u32 {
            let mutation = add(seq.into(), order_id(1), seq);
            let seq = i64::from(seq);
            let (one, two) =
                tokio::join!(push(&here, &scope, seq, &mutation), push(&there, &scope, seq, &mutation));
            let done = Pushed::Before(b"applied".to_vec());
            let first = Pushed::Now(Outcome::Applied);
            assert!((one == first && two == done) || (one == done && two == first), "{one:?} and {two:?}");
        }
        let (_, last) = pull_all(&here, &scope, beginning(&here, &scope).await, 1_000).await;
        let complete = last.complete.unwrap();
        assert_eq!(complete.orders[0].lines, 20);
        assert_eq!((last.next.base, complete.device_seq), (21, 21));
    }

    /// P4: what belongs to an order whose creation was refused is refused with it.
    #[test]
    async fn a_refused_creation_refuses_what_follows(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let create = create(1);
        let numbered = numbered(1, &create);
        let store_server::Turn::Yours(tx) = store.turn(&scope, &numbered).await.unwrap() else { panic!("its turn") };
        tx.settle(store_server::Settlement {
            numbered,
            order: create.order,
            kind: "create_order",
            verdict: "rejected",
            outcome: b"",
            merged: false,
            attention: true,
            at: *store_server::testing::START,
        })
        .await
        .unwrap();
        match push(store, &scope, 2, &add(2, create.order, 1)).await {
            Pushed::Now(Outcome::Rejected(problem)) => {
                assert_eq!(problem.code, values::Code::SyncParentRefused);
            }
            other => panic!("{other:?}"),
        }
    }
}
