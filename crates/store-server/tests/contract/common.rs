//! Orders, lines and turns, as the tests need them.

use actions::{Host as _, Tx as _, apply_mutation::put_on};
use domain::{
    Deed, Line, LineField, LineFields, Lookup, Mutation, Order, OrderField, Outcome,
    line::LineContext,
    mutation::{HeadEntries, LineContent},
};
use store_server::{
    Cursor, Epoch, FirmScope, Numbered, OrderCheck, Page, Patch, Position, Pulled, Settlement, Store, Turn,
    testing::{FirmHost, START},
};
use values::{Currency, LineId, MutationId, OrderId, Uuid};

/// The specimen of ICAO Doc 9303.
pub(crate) const PASSPORT: &str = "L898902C3";

/// A UUID version 7 of this number.
pub(crate) fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(2 << 80 | 7 << 76 | 2 << 62 | number)
}

pub(crate) fn order_id(number: u128) -> OrderId {
    OrderId::from_uuid(uuid(0x100_0000 + number))
}

pub(crate) fn line_id(number: u128) -> LineId {
    LineId::from_uuid(uuid(0x200_0000 + number))
}

pub(crate) fn mutation_id(number: u128) -> MutationId {
    MutationId::from_uuid(uuid(0x300_0000 + number))
}

/// A draft with a passport and a raw total.
pub(crate) fn order(number: u128) -> Order {
    let mut order = Order::new(order_id(number), *START);
    for (field, text) in [
        (OrderField::BuyerName, "SAMPLE BUYER ONE"),
        (OrderField::BuyerPassport, PASSPORT),
        (OrderField::Destination, "AE"),
        (OrderField::TotalUsd, "twelve thousand"),
        (OrderField::Remark, "样品"),
    ] {
        order.fields.enter(field, text).expect("the text is not refused");
    }
    order
}

/// A right line; of every seventh the quantity is no number.
pub(crate) fn line(number: u32) -> Line {
    let mut fields = LineFields::default();
    let context = LineContext { today: START.china_day(), currency: Currency::CNY };
    let quantity = if number.is_multiple_of(7) { "many".to_owned() } else { format!("{number}.5") };
    for (field, text) in [
        (LineField::MerchantName, "示例商户一".to_owned()),
        (LineField::MerchantPhone, (19_900_000_000 + u64::from(number)).to_string()),
        (LineField::OrderMonth, format!("2025-{:02}", number % 12 + 1)),
        (LineField::GoodsName, "塑料玩具".to_owned()),
        (LineField::Quantity, quantity),
        (LineField::Packages, (number % 1_000 + 1).to_string()),
        (LineField::Amount, format!("{}.10", number % 10_000 + 1)),
    ] {
        fields.enter(field, &text, context).expect("the text is not refused");
    }
    let id = line_id(u128::from(number));
    Line { id, place: i64::from(number) * 1_024, fields, lookup: Lookup::None, linked: false }
}

/// Creates an order with lines of these numbers in one transaction, without any verb.
pub(crate) async fn stored(store: &Store, scope: &FirmScope, number: u128, lines: &[u32]) -> OrderId {
    let mut tx = store.write(scope).await.expect("a transaction");
    let mut order = order(number);
    let lines: Vec<Line> = lines.iter().map(|line_number| line(*line_number)).collect();
    tx.insert_order(&order).await.expect("an order");
    for chunk in lines.chunks(1_000) {
        tx.insert_lines(order.id, chunk, None).await.expect("lines");
    }
    order.sums = lines.iter().collect();
    tx.save_order(&order).await.expect("sums");
    tx.commit().await.expect("commit");
    order.id
}

/// A mutation that creates an order.
pub(crate) fn create(number: u128) -> Mutation {
    mutation(
        number,
        order_id(number),
        Deed::CreateOrder { head: HeadEntries::of_head(&order(number).fields) },
    )
}

/// A mutation that adds one line of this number to an order.
pub(crate) fn add(number: u128, to: OrderId, line_number: u32) -> Mutation {
    let lines = vec![LineContent::of(&line(line_number))];
    mutation(number, to, Deed::AddLines { currency: Currency::CNY, lines })
}

fn mutation(number: u128, order: OrderId, deed: Deed) -> Mutation {
    Mutation { id: mutation_id(number), order, base_rev: None, at: *START, deed }
}

/// How a device numbers a mutation.
pub(crate) fn numbered(seq: i64, mutation: &Mutation) -> Numbered {
    Numbered { seq, id: mutation.id, hash: [u8::try_from(seq % 251).expect("below 251"); 32] }
}

/// What came of pushing a mutation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Pushed {
    Now(Outcome),
    Before(Vec<u8>),
    Reused,
    Missing(i64),
}

/// Pushes a mutation as the server does.
pub(crate) async fn push(store: &Store, scope: &FirmScope, seq: i64, mutation: &Mutation) -> Pushed {
    let host = FirmHost::new(store, *scope);
    let numbered = numbered(seq, mutation);
    match store.turn(scope, &numbered).await.expect("a turn") {
        Turn::Done(processed) => Pushed::Before(processed.outcome),
        Turn::Reused => Pushed::Reused,
        Turn::Missing { expected } => Pushed::Missing(expected),
        Turn::Yours(tx) => {
            let (tx, outcome) = put_on(&host, *tx, mutation).await.expect("an outcome");
            if outcome.is_final() {
                let settlement = Settlement {
                    numbered,
                    order: mutation.order,
                    kind: mutation.deed.name(),
                    verdict: outcome.name(),
                    outcome: outcome.name().as_bytes(),
                    merged: outcome == Outcome::Merged,
                    attention: matches!(outcome, Outcome::Conflict(_) | Outcome::Rejected(_)),
                    at: host.now(),
                };
                tx.settle(settlement).await.expect("settled");
            }
            Pushed::Now(outcome)
        }
    }
}

/// The epoch of a firm.
pub(crate) async fn beginning(store: &Store, scope: &FirmScope) -> Cursor {
    let nowhere = Cursor { epoch: Epoch::default(), base: 0, behind: None };
    let mut read = store.read(scope).await.expect("a transaction");
    match read.pull(nowhere, None, 1).await.expect("an answer") {
        Pulled::Anew(cursor) => cursor,
        Pulled::Page(page) => panic!("an epoch that never was leads to {page:?}"),
    }
}

/// One page.
pub(crate) async fn page(store: &Store, scope: &FirmScope, cursor: Cursor, limit: u32) -> Page {
    let mut read = store.read(scope).await.expect("a transaction");
    match read.pull(cursor, None, limit).await.expect("a page") {
        Pulled::Page(page) => page,
        Pulled::Anew(cursor) => panic!("sent back to {cursor:?}"),
    }
}

/// Everything since a cursor, in pages of this size, and where that leads.
pub(crate) async fn pull_all(
    store: &Store,
    scope: &FirmScope,
    mut cursor: Cursor,
    limit: u32,
) -> (Vec<(Position, Patch)>, Page) {
    let mut rows = Vec::new();
    loop {
        let mut page = page(store, scope, cursor, limit).await;
        let ascend =
            rows.last().is_none_or(|(last, _)| page.rows.first().is_none_or(|(first, _)| first > last));
        assert!(ascend, "a page of {limit} goes back to what was told before");
        rows.append(&mut page.rows);
        cursor = page.next;
        if page.complete.is_some() {
            return (rows, page);
        }
    }
}

/// Everything of one order, in pages of this size.
pub(crate) async fn pull_order(
    store: &Store,
    scope: &FirmScope,
    order: OrderId,
    limit: u32,
) -> Option<(Vec<Patch>, OrderCheck)> {
    let mut cursor = beginning(store, scope).await;
    let mut patches = Vec::new();
    loop {
        let mut read = store.read(scope).await.expect("a transaction");
        let page = match read.pull_order(order, cursor, limit).await.expect("an answer")? {
            Pulled::Page(page) => page,
            Pulled::Anew(cursor) => panic!("sent back to {cursor:?}"),
        };
        patches.extend(page.rows.into_iter().map(|(_, patch)| patch));
        if let Some(complete) = page.complete {
            return Some((patches, complete.orders[0]));
        }
        cursor = page.next;
    }
}
