//! What the database never sees in clear (CM-SEC-01, decision 0010).

use actions::{Record, Tx as _};
use domain::{Change, Entry, FieldEdit, OrderField};
use store_server::{Patch, Settlement, store_contract, testing::START};

use super::common::*;

store_contract! {
    /// CM-SEC-01: a passport is in no column of no table, neither as a value, nor as raw text, nor in history, outcomes
    /// or what is to be decided; and all of them come back.
    #[test]
    async fn passports_are_nowhere_in_clear(fresh: Fresh) {
        const RAW: &str = "PASSPORT-OF-NOBODY";
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let id = stored(store, &scope, 1, &[1]).await;
        let mut tx = store.write(&scope).await.unwrap();
        let mut other = order(2);
        other.fields.enter(OrderField::BuyerPassport, RAW).unwrap();
        tx.insert_order(&other).await.unwrap();
        let edit = FieldEdit {
            field: OrderField::BuyerPassport,
            before: Entry::Value(PASSPORT.into()),
            after: Entry::Raw(RAW.into()),
        };
        let change = Change::EditOrder { fields: vec![edit] };
        let record = Record { id: mutation_id(1), change, at: *START, actor: scope.actor() };
        tx.record(id, &record, None).await.unwrap();
        let settlement = Settlement {
            numbered: numbered(1, &create(1)),
            order: id,
            kind: "edit_order",
            verdict: "conflict",
            outcome: PASSPORT.as_bytes(),
            merged: true,
            attention: true,
            at: *START,
        };
        tx.settle(settlement).await.unwrap();

        let dump = fresh.dump().await;
        let holds = |text: &str| dump.windows(text.len()).any(|window| window == text.as_bytes());
        let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
        for clear in [PASSPORT, RAW] {
            assert!(!holds(clear) && !holds(&hex(clear)), "{clear} is in clear");
        }
        assert!(holds("SAMPLE BUYER"), "the dump holds what is not sealed");

        let (rows, _) = pull_all(store, &scope, beginning(store, &scope).await, 100).await;
        let found = |wanted: &dyn Fn(&Patch) -> bool| rows.iter().any(|(_, patch)| wanted(patch));
        assert!(found(&|patch| matches!(patch, Patch::Order(order) if order.fields == other.fields)));
        assert!(found(&|patch| matches!(patch, Patch::Change(told) if told.body.contains(RAW) && told.merged)));
        assert!(found(&|patch| matches!(patch, Patch::Attention(told) if told.outcome == PASSPORT.as_bytes())));
        assert_eq!(push(store, &scope, 1, &create(1)).await, Pushed::Before(PASSPORT.as_bytes().to_vec()));
    }

    /// DECISIONS, Rows: a passport is found whole, in the firm that has it.
    #[test]
    async fn a_whole_passport_finds_its_orders(fresh: Fresh) {
        let ours = fresh.firm(1, 1, 1).await;
        let theirs = fresh.firm(2, 2, 2).await;
        let store = fresh.store();
        let id = stored(store, &ours, 1, &[]).await;
        let passport = |text| values::Passport::parse(text).unwrap().value;
        let mut read = store.read(&ours).await.unwrap();
        assert_eq!(read.orders_of_passport(&passport(PASSPORT)).await.unwrap(), [id]);
        assert_eq!(read.orders_of_passport(&passport("L898902C")).await.unwrap(), []);
        drop(read);
        let mut read = store.read(&theirs).await.unwrap();
        assert_eq!(read.orders_of_passport(&passport(PASSPORT)).await.unwrap(), []);
    }
}
