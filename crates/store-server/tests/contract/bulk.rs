//! Imports in parts: nobody sees half of one (YW-IMP-13, decision 0009).

use std::collections::HashMap;

use actions::apply_mutation::put_on;
use domain::{
    Deed, ImportFacts, ImportMode, Mutation, Outcome,
    mutation::{ImportDeed, LineContent, Part},
};
use store_server::{
    FirmScope, ImportPart, Patch, Settlement, Store, Turn, store_contract,
    testing::{FirmHost, START},
};
use values::{Currency, ImportId};

use super::common::*;

const LINES_OF_PART: u32 = 1_000;

/// A tenth of the greatest import; all of it where time is no matter.
fn parts() -> u32 {
    if std::env::var_os("XINBAO_FULL").is_some() { 100 } else { 10 }
}

fn import(part: u32, of: u32) -> Mutation {
    let facts = ImportFacts {
        id: ImportId::from_uuid(uuid(0x500_0001)),
        file_name: "synthetic.xlsx".to_owned(),
        sha256: [3; 32],
        mode: ImportMode::Append,
        rows: of * LINES_OF_PART,
        left_out: 0,
        duplicates: 0,
        errors_by_code: Vec::new(),
    };
    let lines =
        ((part - 1) * LINES_OF_PART + 1..=part * LINES_OF_PART).map(|number| LineContent::of(&line(number)));
    let deed = ImportDeed {
        facts,
        part: Part { number: part, of },
        currency: Currency::CNY,
        replaces: Vec::new(),
        lines: lines.collect(),
    };
    let (id, order) = (mutation_id(u128::from(part) + 100), order_id(1));
    Mutation { id, order, base_rev: None, at: *START, deed: Deed::ImportLines(deed) }
}

/// Pushes a part as the server does: kept aside, or, as the last one, put on with all the others.
async fn push_part(
    store: &Store,
    scope: &FirmScope,
    seq: i64,
    part: u32,
    of: u32,
    sent: &HashMap<u32, Mutation>,
) -> Outcome {
    let host = FirmHost::new(store, *scope);
    let mutation = &sent[&part];
    let Deed::ImportLines(deed) = &mutation.deed else { panic!("a part of an import") };
    let numbered = numbered(seq, mutation);
    let Turn::Yours(tx) = store.turn(scope, &numbered).await.unwrap() else { panic!("its turn") };
    let (mut tx, mut outcome) = put_on(&host, *tx, mutation).await.unwrap();
    assert_eq!(outcome, Outcome::Staged);
    let body = part.to_le_bytes();
    let staged = ImportPart { import: deed.facts.id, number: part, of, body: &body, at: *START };
    if tx.stage_part(staged).await.unwrap() {
        let mut deeds = Vec::new();
        for number in 1..=of {
            let body = tx.part(deed.facts.id, number).await.unwrap().expect("it was kept");
            let number = u32::from_le_bytes(body.as_slice().try_into().unwrap());
            let Deed::ImportLines(deed) = &sent[&number].deed else { panic!("a part of an import") };
            deeds.push(deed.clone());
        }
        tx.forget_import(deed.facts.id).await.unwrap();
        assert_eq!(tx.part(deed.facts.id, 1).await.unwrap(), None);
        let whole = ImportDeed::assemble(deeds).expect("all parts in order");
        let whole = Mutation { deed: Deed::ImportLines(whole), ..mutation.clone() };
        (tx, outcome) = put_on(&host, tx, &whole).await.unwrap();
    }
    let settlement = Settlement {
        numbered,
        order: mutation.order,
        kind: mutation.deed.name(),
        verdict: outcome.name(),
        outcome: outcome.name().as_bytes(),
        merged: false,
        attention: false,
        at: *START,
    };
    tx.settle(settlement).await.unwrap();
    outcome
}

fn lines_among<'a>(rows: impl IntoIterator<Item = &'a (store_server::Position, Patch)>) -> usize {
    rows.into_iter().filter(|(_, patch)| matches!(patch, Patch::Line { .. })).count()
}

store_contract! {
    /// YW-IMP-13, P6: parts take effect together with the last; a desk that pulls meanwhile sees none of them.
    #[test]
    async fn an_import_in_parts_takes_effect_whole(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let colleague = fresh.firm(1, 2, 2).await;
        let store = fresh.store();
        let of = parts();
        assert_eq!(push(store, &scope, 1, &create(1)).await, Pushed::Now(Outcome::Applied));
        let sent: HashMap<u32, Mutation> = (1..=of).map(|part| (part, import(part, of))).collect();
        for part in 1..of {
            let outcome = push_part(store, &scope, i64::from(part) + 1, part, of, &sent).await;
            assert_eq!(outcome, Outcome::Staged);
        }
        let begin = beginning(store, &colleague).await;
        let (rows, before) = pull_all(store, &colleague, begin, 500).await;
        assert_eq!(lines_among(&rows), 0, "parts are seen before the last one is there");
        let outcome = push_part(store, &scope, i64::from(of) + 1, of, of, &sent).await;
        assert_eq!(outcome, Outcome::Applied);

        let (rows, after) = pull_all(store, &colleague, before.next, 1_000).await;
        assert_eq!(lines_among(&rows), (of * LINES_OF_PART) as usize);
        let revs: std::collections::BTreeSet<i64> = rows.iter().map(|(position, _)| position.rev).collect();
        assert_eq!(revs.len(), 1, "all of it has one number");
        assert_eq!(after.complete.unwrap().orders[0].lines, i64::from(of * LINES_OF_PART));
        let checks = store.read(&scope).await.unwrap().examine().await.unwrap();
        assert!(checks.iter().all(|check| check.faults.is_empty()), "{checks:?}");
    }

    /// Parts whose rest never came are forgotten in the end; parts of one device are not completed by another's.
    #[test]
    async fn parts_are_kept_by_device_and_forgotten(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let other = fresh.firm(1, 2, 2).await;
        let store = fresh.store();
        let import = ImportId::from_uuid(uuid(5));
        let part = |number| ImportPart { import, number, of: 2, body: b"x", at: *START };
        let mut tx = store.write(&scope).await.unwrap();
        assert!(!tx.stage_part(part(1)).await.unwrap());
        assert!(!tx.stage_part(part(1)).await.unwrap(), "the same part twice is one");
        tx.finish().await.unwrap();
        let mut tx = store.write(&other).await.unwrap();
        assert!(!tx.stage_part(part(2)).await.unwrap());
        assert_eq!(tx.forget_parts(*START).await.unwrap(), 0);
        assert_eq!(tx.forget_parts(values::Instant::from_millis(START.millis() + 1)).await.unwrap(), 2);
    }
}
