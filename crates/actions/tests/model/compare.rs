//! Everything the store keeps of an order, against the model.

use domain::{LineField, OrderField, StateName};
use testkit::TestHost;

use crate::oracle::{Cell, Cells, Order};

/// Panics at the first difference.
pub(crate) async fn compare(host: &TestHost, model: &Order, person: usize) {
    let stored = host.stored(model.id).await;
    for field in OrderField::ALL {
        assert_eq!(Cell::from(stored.fields.entry(field)), *model.state.head(field), "{}", field.name());
    }
    assert_eq!(stored.deleted, model.state.deleted, "deleted");
    assert_eq!(stored.state.name() == StateName::Confirmed, model.confirmed, "state");
    assert_eq!(stored.sums, model.state.sums(), "sums");
    compare_lines(host, model).await;
    let months = host.store().month_counts(model.id).await.expect("months are read");
    assert_eq!(months, model.state.months(), "months");
    assert_eq!(host.depth(model.id).await, model.depth(person), "depth of undo and redo of person {person}");
    let history = host.store().change_count(model.id).await.expect("history is counted");
    assert_eq!(usize::try_from(history), Ok(model.history), "history");
}

async fn compare_lines(host: &TestHost, model: &Order) {
    let page = host.store().lines_page(model.id, 0, 100_000).await.expect("lines are read");
    assert_eq!(page.total, i64::try_from(model.state.lines.len()).unwrap(), "number of lines");
    let stored: Vec<_> = page.lines.iter().map(|placed| &placed.line).collect();
    let ids: Vec<_> = stored.iter().map(|line| line.id).collect();
    let expected: Vec<_> = model.state.lines.iter().map(|line| line.id).collect();
    assert_eq!(ids, expected, "lines and their order");
    assert!(stored.is_sorted_by(|one, next| one.place < next.place), "places ascend");
    for (at, (line, expected)) in stored.iter().zip(&model.state.lines).enumerate() {
        assert_eq!(page.lines[at].position, i64::try_from(at).unwrap() + 1, "position");
        let cells: Cells = LineField::ALL.map(|field| line.fields.entry(field).into());
        assert_eq!(cells, expected.cells, "cells of line {}", at + 1);
        assert_eq!(line.lookup, expected.lookup(), "look-up of line {}", at + 1);
        assert_eq!(line.linked, expected.linked, "link of line {}", at + 1);
    }
}
