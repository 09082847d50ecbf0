//! What a key press costs, counted in steps of SQLite's machine: the same in an order of ten lines and of many.

use std::sync::atomic::Ordering;

use actions::{Host as _, ImportRequest, ImportedRow, edit_lines::TypedEdit};
use domain::{Field, ImportMode, LineField, Lookup, OrderField};
use testkit::{TestHost, words};
use values::{Currency, LineId, Money, OrderId};

/// An order with this many lines and as many removed ones.
async fn order_of(host: &TestHost, count: u32) -> (OrderId, Vec<LineId>) {
    let first = words::fields(&words::line(1), host.today(), Currency::CNY);
    let rows = (1..=count).map(|n| {
        let mut fields = first.clone();
        fields.amount = Field::Value(Money::from_minor(i64::from(n), Currency::CNY));
        ImportedRow { fields, lookup: Lookup::None }
    });
    let id = host.order(&words::buyer()).await;
    for mode in [ImportMode::Append, ImportMode::Replace] {
        let request =
            ImportRequest { facts: host.facts(mode, count), rows: rows.clone(), updates: Vec::new() };
        actions::import_lines(host, id, request, &|| false).await.unwrap();
    }
    (id, host.stored_lines(id).await.iter().map(|line| line.id).collect())
}

/// Tens of steps of each verb on an order of this size, in the middle of its lines.
async fn costs(count: u32) -> Vec<(&'static str, u64)> {
    let host = TestHost::new().await;
    // Neighbours, so that a statement which forgets the order shows as well.
    order_of(&host, 500).await;
    let (id, lines) = order_of(&host, count).await;
    let middle = lines[lines.len() / 2];
    let cell =
        |text: &str| [TypedEdit { line: middle, fields: vec![(LineField::Quantity, text.to_owned())] }];
    let counted = host.store().count_steps().await.unwrap();
    let mut found = Vec::new();
    let mut note = |what| found.push((what, counted.swap(0, Ordering::Relaxed)));
    actions::edit_lines(&host, id, &cell("7")).await.unwrap();
    note("edit a cell");
    actions::edit_lines(&host, id, &cell("sieben")).await.unwrap();
    note("edit a cell to a wrong text");
    actions::undo(&host, id).await.unwrap();
    note("undo the cell");
    actions::redo(&host, id).await.unwrap();
    note("redo the cell");
    let head = words::typed_head(&[(OrderField::Remark, "备注")]);
    actions::edit_order(&host, id, &head).await.unwrap();
    note("edit the head");
    actions::add_lines(&host, id, &[words::line(77)], true).await.unwrap();
    note("add a line");
    actions::undo(&host, id).await.unwrap();
    note("undo the line");
    actions::remove_lines(&host, id, vec![middle]).await.unwrap();
    note("remove a line");
    actions::undo(&host, id).await.unwrap();
    note("bring the line back");
    found
}

/// YW-ORD-14, YW-IMP-03: no verb on one line or the head looks at the others.
#[tokio::test]
async fn a_key_press_costs_the_same_in_a_large_order() {
    let small = costs(10).await;
    let large = costs(4_000).await;
    for ((what, few), (_, many)) in small.iter().zip(&large) {
        println!("{what}: {few}0 steps of 10 lines, {many}0 of 4,000");
        // Deeper trees take a few more steps; a scan of 4,000 lines would take tens of thousands.
        assert!(*many < few * 2 + 50, "{what}: {few}0 steps in a small order, {many}0 in a large one");
    }
}
