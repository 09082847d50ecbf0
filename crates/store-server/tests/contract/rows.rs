//! Rows as the verbs need them: what is stored is what comes back, and what is rolled back is not there.

use actions::{Actor, ImportFacts, Tx as _};
use domain::{ImportMode, Order, OrderField};
use store_server::{StoreError, store_contract, testing::START};
use values::{Code, ImportId, OrderId};

use super::common::*;

fn facts() -> ImportFacts {
    ImportFacts {
        id: ImportId::from_uuid(uuid(0x500_0001)),
        file_name: "synthetic.xlsx".to_owned(),
        sha256: [3; 32],
        mode: ImportMode::Append,
        rows: 3,
        left_out: 1,
        duplicates: 0,
        errors_by_code: vec![(Code::NumFormat, 1)],
    }
}

store_contract! {
    /// YW-ORD-06, YW-ORD-08: an order and its lines come back as they were stored, raw texts and nulls included.
    #[test]
    async fn an_order_comes_back_as_it_was_stored(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let id = stored(store, &scope, 1, &(1..=15).collect::<Vec<_>>()).await;
        let mut tx = store.write(&scope).await.unwrap();
        let mut expected = order(1);
        expected.sums = (1..=15).map(line).collect::<Vec<_>>().iter().collect();
        assert_eq!(tx.order(id).await.unwrap(), Some(expected));
        let ids = tx.line_ids(id).await.unwrap();
        assert_eq!(ids, (1..=15).map(line_id).collect::<Vec<_>>());
        assert_eq!(tx.lines(id, &ids).await.unwrap(), (1..=15).map(line).collect::<Vec<_>>());
        assert_eq!(tx.last_place(id).await.unwrap(), 15 * 1_024);
        assert_eq!(tx.position(id, line_id(4)).await.unwrap(), 4);
        let print = |number| line(number).fields.fingerprint().unwrap();
        let asked = [(line(1).place, print(2)), (line(2).place, print(2))];
        assert_eq!(tx.same_lines(id, &asked).await.unwrap(), [Some(2), None]);
    }

    /// Every state of an order survives the way through its columns (spec 01 §19.3).
    #[test]
    async fn every_state_comes_back(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let number = values::DeclarationNumber::restore("292120250000000001").unwrap();
        let moves: [fn(Order, values::DeclarationNumber) -> Order; 3] = [
            |order, _| Order { state: order.state.confirm("XB20260315000001".into(), *START).unwrap(), ..order },
            |order, number| Order {
                state: order.state.confirm("XB20260315000002".into(), *START).unwrap().declare(number, *START).unwrap(),
                ..order
            },
            |order, _| Order {
                state: order.state.confirm("XB20260315000003".into(), *START).unwrap().void("客户取消", *START).unwrap(),
                ..order
            },
        ];
        for (nth, to) in moves.into_iter().enumerate() {
            let mut tx = store.write(&scope).await.unwrap();
            let moved = to(order(nth as u128), number);
            tx.insert_order(&moved).await.unwrap();
            assert_eq!(tx.order(moved.id).await.unwrap().as_ref(), Some(&moved));
            tx.commit().await.unwrap();
        }
    }

    /// A transaction that is dropped leaves nothing, not even its number.
    #[test]
    async fn a_rollback_leaves_nothing(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let id = stored(store, &scope, 1, &[1]).await;
        let mut tx = store.write(&scope).await.unwrap();
        tx.insert_lines(id, &[line(2)], None).await.unwrap();
        tx.insert_order(&order(2)).await.unwrap();
        tx.audit(*START, "edit_order", &id.to_string(), "").await.unwrap();
        drop(tx);

        let mut tx = store.write(&scope).await.unwrap();
        assert_eq!(tx.rev(), 2);
        assert_eq!(tx.order(order_id(2)).await.unwrap(), None);
        assert_eq!(tx.line_ids(id).await.unwrap(), [line_id(1)]);
        tx.commit().await.unwrap();
        let mut read = store.read(&scope).await.unwrap();
        assert_eq!(read.audit_after(0, 10).await.unwrap(), []);
        assert!(read.examine().await.unwrap().iter().all(|check| check.faults.is_empty()));
        drop(read);
        let mut tx = store.write(&scope).await.unwrap();
        assert_eq!(tx.rev(), 2, "a transaction that only looked took no number");
        let taken = tx.insert_order(&order(1)).await.unwrap_err();
        assert!(taken.cause.downcast_ref::<StoreError>().is_some_and(|error| matches!(error, StoreError::Constraint(_))));
    }

    /// YW-IMP-16: an import's facts and its lines, untouched and edited.
    #[test]
    async fn an_import_knows_its_lines(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let id = stored(store, &scope, 1, &[1]).await;
        let facts = facts();
        let actor: Actor = scope.actor();
        let mut tx = store.write(&scope).await.unwrap();
        tx.insert_import(id, &facts, *START, actor).await.unwrap();
        tx.insert_lines(id, &[line(2), line(3), line(4)], Some(facts.id)).await.unwrap();
        tx.finish_import(facts.id, 3).await.unwrap();
        let after = domain::Line { fields: line(9).fields, ..line(3) };
        tx.update_lines(id, &[(line(3), after)]).await.unwrap();
        tx.remove_lines(id, &[line(4)]).await.unwrap();
        let (untouched, edited) = tx.import_lines(id, facts.id).await.unwrap();
        assert_eq!((untouched, edited), (vec![line_id(2)], vec![line_id(3)]));
        assert_eq!(tx.removed_lines(id, &[line_id(4), line_id(2)]).await.unwrap(), [line(4)]);
        tx.commit().await.unwrap();
        let (patches, _) = pull_order(store, &scope, id, 3).await.unwrap();
        let told = patches.iter().find_map(|patch| match patch {
            store_server::Patch::Import { facts, imported, .. } => Some((facts.clone(), *imported)),
            _ => None,
        });
        assert_eq!(told, Some((facts, 3)));
    }

    /// Lines are copied into another order, in their order, under new ids.
    #[test]
    async fn lines_are_copied_into_another_order(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let from = stored(store, &scope, 1, &(1..=10).collect::<Vec<_>>()).await;
        let to: OrderId = stored(store, &scope, 2, &[]).await;
        let ids: Vec<_> = (101..=110).map(line_id).collect();
        let mut tx = store.write(&scope).await.unwrap();
        tx.copy_lines(from, to, &ids, 1_024).await.unwrap();
        let copies = tx.lines(to, &ids).await.unwrap();
        assert!(copies.iter().zip(1..=10).all(|(copy, number)| copy.fields == line(number).fields
            && copy.place == i64::from(number) * 1_024));
        assert!(tx.copy_lines(from, to, &ids[..3], 1_024).await.is_err(), "fewer ids than lines");
    }

    /// A head is saved over itself; what the verbs read next is what they wrote.
    #[test]
    async fn a_head_is_saved(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let id = stored(store, &scope, 1, &[1]).await;
        let mut tx = store.write(&scope).await.unwrap();
        let mut head = tx.order(id).await.unwrap().unwrap();
        head.fields.enter(OrderField::BuyerPassport, "X1234567").unwrap();
        head.fields.enter(OrderField::TotalUsd, "125.00").unwrap();
        head.deleted = true;
        tx.save_order(&head).await.unwrap();
        assert_eq!(tx.order(id).await.unwrap(), Some(head));
    }
}
