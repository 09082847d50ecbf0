//! Taking a checked file's rows into an order.

use std::sync::atomic::{AtomicU32, Ordering};

use actions::{
    ActionError, Host as _, ImportRequest, Imported, ImportedRow, LineUpdate, edit_lines,
    edit_lines::TypedEdit, edit_order, import_lines, redo, remove_lines, undo,
};
use domain::{Field, ImportMode, LineField, Lookup, OrderField};
use testkit::{TestHost, codes, refusal, words};
use values::{Code, Currency, LineId, Money, OrderId, Packages};

fn row(host: &TestHost, n: u32) -> ImportedRow {
    ImportedRow { fields: words::fields(&words::line(n), host.today(), Currency::CNY), lookup: Lookup::None }
}

/// A file of which every row names a line.
const NO_ROWS: std::ops::RangeInclusive<u32> = std::ops::RangeInclusive::new(1, 0);

async fn import(
    host: &TestHost,
    id: OrderId,
    mode: ImportMode,
    rows: std::ops::RangeInclusive<u32>,
    updates: Vec<LineUpdate>,
) -> Result<Imported, ActionError> {
    let facts = host.facts(mode, u32::try_from(rows.clone().count()).unwrap());
    let request = ImportRequest { facts, rows: rows.map(|n| row(host, n)), updates };
    import_lines(host, id, request, &|| false).await
}

/// Amounts of all lines, in minor units.
async fn amounts(host: &TestHost, id: OrderId) -> Vec<i64> {
    let lines = host.stored_lines(id).await;
    lines.iter().filter_map(|line| line.fields.amount.value()).map(|amount| amount.minor()).collect()
}

fn edit(line: LineId, field: LineField, text: &str) -> [TypedEdit; 1] {
    [TypedEdit { line, fields: vec![(field, text.to_owned())] }]
}

/// YW-IMP-13, YW-IMP-14, YW-IMP-16: appended rows stand behind the lines, replacing takes their place, either is one
/// step, and the record counts what was added.
#[tokio::test]
async fn appending_and_replacing_are_one_step_each() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(2).await;
    let done = import(&host, id, ImportMode::Append, 3..=4, Vec::new()).await.unwrap();
    assert_eq!(done, Imported { added: 2, updated: 0 });
    assert_eq!(amounts(&host, id).await, [110, 210, 310, 410]);
    import(&host, id, ImportMode::Replace, 5..=5, Vec::new()).await.unwrap();
    assert_eq!(amounts(&host, id).await, [510]);
    undo(&host, id).await.unwrap();
    assert_eq!(amounts(&host, id).await, [110, 210, 310, 410]);
    undo(&host, id).await.unwrap();
    assert_eq!(amounts(&host, id).await, [110, 210]);
    redo(&host, id).await.unwrap();
    redo(&host, id).await.unwrap();
    assert_eq!(amounts(&host, id).await, [510]);
    let records = host.store().import_records(id).await.unwrap();
    let counts: Vec<_> = records.iter().map(|record| (record.mode, record.rows, record.imported)).collect();
    assert_eq!(counts, [(ImportMode::Replace, 1, 1), (ImportMode::Append, 2, 2)]);
    assert_eq!(records[0].person, host.actor().person);
}

/// YW-IMP-14: a linked line stops the replacement, not the appending.
#[tokio::test]
async fn linked_lines_are_not_replaced() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    host.link(id, &lines[..1]).await;
    let said = import(&host, id, ImportMode::Replace, 3..=3, Vec::new()).await;
    assert_eq!(refusal(said), [Code::ImpReplaceLinked]);
    import(&host, id, ImportMode::Append, 3..=3, Vec::new()).await.unwrap();
    assert_eq!(amounts(&host, id).await, [110, 210, 310]);
    assert_eq!(host.stored(id).await.sums.linked, 1);
}

/// YW-IMP-13: the order was declared or voided while the preview was open.
#[tokio::test]
async fn a_state_that_changed_meanwhile_stops_the_import() {
    let host = TestHost::new().await;
    for declared in [true, false] {
        let (id, _) = host.draft(1).await;
        if declared {
            host.declare(id).await
        } else {
            host.void(id).await
        }
        match import(&host, id, ImportMode::Append, 3..=3, Vec::new()).await {
            Err(ActionError::Refused(problems)) => {
                assert_eq!(codes(&problems), [Code::ImpStateChanged]);
                let word = if declared { "declared" } else { "voided" };
                let sentence = format!("The order is now {word}; nothing was imported");
                assert_eq!(problems[0].message(values::Lang::En), sentence);
            }
            other => panic!("{other:?}"),
        }
    }
}

/// YW-IMP-04: rows read in one currency do not join lines of another.
#[tokio::test]
async fn a_currency_that_changed_meanwhile_stops_the_import() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(1).await;
    let dollars = words::typed_head(&[(OrderField::LineCurrency, "USD")]);
    edit_order(&host, id, &dollars).await.unwrap();
    let said = import(&host, id, ImportMode::Append, 3..=3, Vec::new()).await;
    assert_eq!(refusal(said), [Code::ImpCurrency]);
    let update = LineUpdate { line: lines[0], row: row(&host, 7) };
    let said = import(&host, id, ImportMode::Append, NO_ROWS, vec![update]).await;
    assert_eq!(refusal(said), [Code::ImpCurrency]);
    assert_eq!(amounts(&host, id).await, [110]);
}

/// YW-IMP-18, YW-IMP-11: a returning export changes the lines it names; one that is gone stops it all.
#[tokio::test]
async fn named_lines_are_changed() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(3).await;
    let update = |line: LineId, n| LineUpdate { line, row: row(&host, n) };
    let updates = vec![update(lines[2], 30), update(lines[0], 1)];
    let done = import(&host, id, ImportMode::Append, 4..=4, updates).await.unwrap();
    assert_eq!(done, Imported { added: 1, updated: 1 }, "a row that says what stands there changes nothing");
    assert_eq!(amounts(&host, id).await, [110, 210, 3010, 410]);
    undo(&host, id).await.unwrap();
    assert_eq!(amounts(&host, id).await, [110, 210, 310]);
    remove_lines(&host, id, vec![lines[2]]).await.unwrap();
    let updates = vec![update(lines[0], 10), update(lines[2], 30)];
    let said = import(&host, id, ImportMode::Append, 4..=4, updates).await;
    assert_eq!(refusal(said), [Code::NotFound]);
    assert_eq!(amounts(&host, id).await, [110, 210]);
}

/// YW-IMP-13: 取消 leaves nothing, wherever it comes.
#[tokio::test]
async fn cancelling_leaves_nothing() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(2).await;
    let before = (host.stored(id).await, host.stored_lines(id).await);
    for polls in 0..4 {
        let left = AtomicU32::new(polls);
        let cancelled = || left.fetch_sub(1, Ordering::Relaxed) == 0;
        let facts = host.facts(ImportMode::Replace, 3_500);
        let rows = (1..=3_500).map(|n| row(&host, n));
        let request = ImportRequest { facts, rows, updates: Vec::new() };
        assert_eq!(refusal(import_lines(&host, id, request, &cancelled).await), [Code::Cancelled]);
        assert_eq!((host.stored(id).await, host.stored_lines(id).await), before);
        assert_eq!(host.store().import_records(id).await.unwrap(), []);
    }
}

const MOST: u32 = 100_000;

/// Rows as `words::line` types them, without reading each text again.
fn many(host: &TestHost, count: u32) -> impl Iterator<Item = ImportedRow> + Send {
    let first = row(host, 1);
    (1..=count).map(move |n| {
        let mut next = first.clone();
        next.fields.amount = Field::Value(Money::from_minor(i64::from(n) * 100 + 10, Currency::CNY));
        next.fields.packages = Field::Value(Packages::new(n % 1_000 + 1).expect("below ten million"));
        next
    })
}

async fn import_many(
    host: &TestHost,
    id: OrderId,
    mode: ImportMode,
    count: u32,
) -> Result<Imported, ActionError> {
    let request =
        ImportRequest { facts: host.facts(mode, count), rows: many(host, count), updates: Vec::new() };
    import_lines(host, id, request, &|| false).await
}

/// YW-IMP-03, YW-ORD-08, YW-ORD-14: 100,000 lines and no more, by import and paste; their sums are exact, and a cell
/// edited among them moves the sums by its difference.
#[tokio::test]
async fn a_hundred_thousand_lines_and_no_more() {
    let host = TestHost::new().await;
    let id = host.order(&[]).await;
    import_many(&host, id, ImportMode::Append, MOST).await.unwrap();
    // Σ n.10 for n = 1 … 100,000, in fen; packages go 1 … 1,000 a hundred times.
    let whole = i64::from(MOST) * (i64::from(MOST) + 1) / 2 * 100 + i64::from(MOST) * 10;
    let sums = host.stored(id).await.sums;
    assert_eq!((sums.lines, sums.wrong, sums.amount_minor), (100_000, 0, whole));
    assert_eq!(sums.packages, 100 * (1_000 * 1_001 / 2));
    let one_more = [
        refusal(import_many(&host, id, ImportMode::Append, 1).await),
        refusal(actions::add_lines(&host, id, &words::lines(1), true).await),
    ];
    assert_eq!(one_more, [[Code::LineLimit], [Code::LineLimit]]);
    let page = host.store().lines_page(id, 99_999, 10).await.unwrap();
    assert_eq!((page.total, page.lines.len(), page.lines[0].position), (100_000, 1, 100_000));
    let last = page.lines[0].line.id;
    edit_lines(&host, id, &edit(last, LineField::Amount, "0.01")).await.unwrap();
    assert_eq!(host.stored(id).await.sums.amount_minor, whole - 10_000_010 + 1);
    remove_lines(&host, id, vec![last]).await.unwrap();
    actions::add_lines(&host, id, &words::lines(1), true).await.unwrap();
    let full = std::env::var_os("XINBAO_FULL").is_some();
    if full {
        a_hundred_thousand_lines_go_and_come_back(&host, id).await;
    }
}

/// The same lines replaced, taken away by undo, and brought back.
async fn a_hundred_thousand_lines_go_and_come_back(host: &TestHost, id: OrderId) {
    for _ in 0..3 {
        undo(host, id).await.unwrap();
    }
    let sums = host.stored(id).await.sums;
    assert_eq!(refusal(import_many(host, id, ImportMode::Replace, MOST + 1).await), [Code::LineLimit]);
    assert_eq!(host.stored(id).await.sums, sums);
    undo(host, id).await.unwrap();
    assert_eq!(host.stored(id).await.sums, domain::Sums::default());
    redo(host, id).await.unwrap();
    assert_eq!(host.stored(id).await.sums, sums);
    for check in host.store().check_contents().await.unwrap() {
        assert_eq!(check.faults, Vec::<String>::new(), "{}", check.name);
    }
}
