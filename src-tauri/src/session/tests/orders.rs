//! What a clerk does to orders and lines.

use super::{choosing, open_session};
use crate::{
    session::Session,
    views::{
        FieldText, FillDirection, LineColumn, LineRange, LinkState, OrderFilter, OrderSort, OrderState,
        PageQuery, Paste,
    },
};

fn field(field: &str, text: &str) -> FieldText {
    FieldText { field: field.to_owned(), text: text.to_owned() }
}

fn good_line() -> Vec<FieldText> {
    [
        ("merchant_name", "示例商户一"),
        ("merchant_phone", "19900000001"),
        ("order_month", "2025-03"),
        ("goods_name", "塑料玩具"),
        ("quantity", "1200"),
        ("packages", "24"),
        ("amount", "8600"),
    ]
    .map(|(name, text)| field(name, text))
    .to_vec()
}

const PAGE: PageQuery = PageQuery { offset: 0, limit: 200 };

async fn ids(session: &Session, order: &str) -> Vec<String> {
    let page = session.lines(order, PAGE).await.expect("the vault is open");
    page.lines.into_iter().map(|line| line.id).collect()
}

/// YW-ORD-02 … 07, CM-SEC-03, CM-AUD-01: a head is typed, masked, revealed, deleted, brought back, and told in history.
#[tokio::test]
async fn a_head_is_typed_revealed_deleted_and_told() {
    let (_folder, session) = open_session().await;
    let id = session.create_order().await.expect("the vault is open");
    let fields = vec![field("buyer_name", "SAMPLE BUYER"), field("buyer_passport", "L898902C3")];
    let view = session.edit_order(&id, fields).await.expect("a draft may be anything");
    assert_eq!(view.row.buyer_passport.text, "L8*****C3");
    assert_eq!(view.undo.expect("it can be taken back").change, "edit_order");
    assert_eq!(session.reveal_field(&id, "buyer_passport").await.expect("audited"), "L898902C3");
    for wrong in ["buyer_name", "no_such_field"] {
        assert_eq!(session.reveal_field(&id, wrong).await.expect_err("not masked").code, "CODE_UNKNOWN");
    }
    let unknown = session.edit_order(&id, vec![field("no_such_field", "")]).await.map(drop);
    assert_eq!(unknown.expect_err("no such field").code, "CODE_UNKNOWN");

    let undone = session.undo(&id).await.expect("there is a step");
    assert_eq!((undone.step.change.as_str(), undone.step.lines), ("edit_order", 0));
    assert_eq!(session.undo(&id).await.expect_err("creating cannot be undone").code, "UNDO_NONE");
    session.redo(&id).await.expect("there is a step");
    let history = session.history(&id, None).await.expect("it is there");
    let told: Vec<&str> = history.changes.iter().map(|change| change.step.change.as_str()).collect();
    assert_eq!(told, ["edit_order", "edit_order", "edit_order", "create_order"]);
    assert!(history.changes[0].on_this_computer && history.changes[0].person.is_empty());
    let masked = history.changes[0].edits.iter().find(|edit| edit.field == "buyer_passport");
    assert_eq!(masked.expect("it was edited").after, "L8*****C3");
    assert_eq!(history.next, None);

    session.delete_order(&id).await.expect("a draft");
    assert_eq!(session.order(&id).await.expect_err("it is deleted").code, "NOT_FOUND");
    session.restore_order(&id).await.expect("it was deleted");
    session.order(&id).await.expect("it is back");
    assert_eq!(Session::countries().len(), 249);
    session.close().await;
}

/// A long history comes page by page, each change once.
#[tokio::test]
async fn history_comes_by_page() {
    let (_folder, session) = open_session().await;
    let id = session.create_order().await.expect("the vault is open");
    for at in 0..60 {
        let typed = vec![field("remark", &format!("remark {at}"))];
        session.edit_order(&id, typed).await.expect("a draft may be anything");
    }
    let first = session.history(&id, None).await.expect("it is there");
    let rest = session.history(&id, first.next.as_deref()).await.expect("there is more");
    assert_eq!((first.changes.len(), rest.changes.len(), rest.next.clone()), (50, 11, None));
    let mut seqs: Vec<i64> =
        first.changes.iter().chain(&rest.changes).map(|c| c.seq.parse().expect("a number")).collect();
    assert!(seqs.is_sorted_by(|a, b| a > b));
    seqs.dedup();
    assert_eq!(seqs.len(), 61);
    assert_eq!(session.history(&id, Some("x")).await.expect_err("no page").code, "ID_INVALID");
    session.close().await;
}

/// YW-ORD-01, CM-UI-02: each filter finds its order, is refused with its code where it is none, and is saved without the
/// passport.
#[tokio::test]
async fn filters_narrow_are_refused_and_saved() {
    let (_folder, session) = open_session().await;
    let id = session.create_order().await.expect("the vault is open");
    let head = vec![
        field("buyer_name", "SAMPLE BUYER"),
        field("buyer_passport", "L898902C3"),
        field("destination", "AE"),
    ];
    session.edit_order(&id, head).await.expect("a draft may be anything");
    session.add_line(&id, good_line()).await.expect("a good line");
    let other = session.create_order().await.expect("the vault is open");

    let today = values::Clock::today(&desk::clock::SystemClock).to_string();
    let with = |change: fn(&mut OrderFilter)| {
        let mut filter = OrderFilter::default();
        change(&mut filter);
        filter
    };
    let finding: [(OrderFilter, u32); 11] = [
        (OrderFilter::default(), 2),
        (with(|f| f.buyer = "sample".to_owned()), 1),
        (with(|f| f.passport = "L898902C3".to_owned()), 1),
        (with(|f| f.destination = Some("AE".to_owned())), 1),
        (with(|f| f.links = Some(LinkState::None)), 2),
        (with(|f| f.state = Some(OrderState::Voided)), 0),
        (with(|f| f.month_from = "2025-03".to_owned()), 1),
        (with(|f| f.month_to = "2025-02".to_owned()), 0),
        (with(|f| f.merchant = "19900000001".to_owned()), 1),
        (OrderFilter { created_from: today.clone(), created_to: today.clone(), ..OrderFilter::default() }, 2),
        (with(|f| f.created_to = "2020-01-01".to_owned()), 0),
    ];
    for (filter, total) in finding {
        let query = crate::views::OrderQuery { filter: filter.clone(), sort: None, page: PAGE };
        assert_eq!(session.orders(query).await.expect("a filter").total, total, "{filter:?}");
        let figures = session.order_sums(filter.clone()).await.expect("a filter").figures;
        assert_eq!(figures.expect("they are few").orders, total, "{filter:?}");
    }
    let refused: [(OrderFilter, &str); 6] = [
        (with(|f| f.destination = Some("XX".to_owned())), "CODE_UNKNOWN"),
        (with(|f| f.created_from = "2025-02-30".to_owned()), "DATE_INVALID"),
        (with(|f| f.month_to = "2025-13".to_owned()), "MONTH_FORMAT"),
        (
            OrderFilter {
                month_from: "2025-03".to_owned(),
                month_to: "2025-02".to_owned(),
                ..OrderFilter::default()
            },
            "DATE_RANGE",
        ),
        (with(|f| f.passport = "?".to_owned()), "PASSPORT_FORMAT"),
        (
            OrderFilter {
                created_from: "2025-02-02".to_owned(),
                created_to: "2025-02-01".to_owned(),
                ..OrderFilter::default()
            },
            "DATE_RANGE",
        ),
    ];
    for (filter, code) in refused {
        assert_eq!(session.order_sums(filter.clone()).await.expect_err("no filter").code, code);
        let query = crate::views::OrderQuery { filter, sort: None, page: PAGE };
        assert_eq!(session.orders(query).await.expect_err("no filter").code, code);
    }

    let filter = OrderFilter {
        search: "玩具".to_owned(),
        passport: "L898902C3".to_owned(),
        destination: Some("AE".to_owned()),
        created_to: today,
        ..OrderFilter::default()
    };
    let sort = Some(OrderSort { column: crate::views::OrderColumn::TotalUsd, descending: false });
    session.save_filter(" 常用 ", OrderFilter::default(), None).await.expect("a name");
    let saved = session.save_filter("常用", filter.clone(), sort).await.expect("a name");
    let [only] = saved.as_slice() else { panic!("in place of the first: {saved:?}") };
    assert_eq!((&only.filter, only.sort), (&OrderFilter { passport: String::new(), ..filter }, sort));
    let refused = session.save_filter("  ", OrderFilter::default(), None).await.map(drop);
    assert_eq!(refused.expect_err("no name").code, "FIELD_REQUIRED");
    assert!(session.delete_filter(&only.id).await.expect("it is there").is_empty());
    session.order(&other).await.expect("filters change nothing");
    session.close().await;
}

/// YW-ORD-08 … 14: the entry row refuses, a cell keeps what is wrong, and the counter finds it.
#[tokio::test]
async fn lines_are_added_typed_and_found_when_wrong() {
    let (_folder, session) = open_session().await;
    let id = session.create_order().await.expect("the vault is open");
    let mut wrong = good_line();
    (wrong[2], wrong[4]) = (field("order_month", "13月"), field("quantity", "0"));
    let refused = session.add_line(&id, wrong).await.expect("it is told, not thrown");
    let codes: Vec<_> = refused.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!((refused.added, codes, &*refused.saved_at), (0, vec!["MONTH_FORMAT", "NUM_RANGE"], ""));
    session.add_line(&id, good_line()).await.expect("a good line");
    let done = session.add_line(&id, good_line()).await.expect("a good line, twice");
    assert_eq!((done.added, done.changed), (1, 0));
    assert_eq!(session.next_wrong(&id, 0).await.expect("the vault is open"), None);
    let second = done.last.expect("a line was added");
    let typed = session.type_cell(&id, &second, LineColumn::Amount, "1.2e3".to_owned()).await.expect("kept");
    assert_eq!((typed.changed, typed.problems.len()), (1, 1));
    let found = session.next_wrong(&id, 0).await.expect("the vault is open").expect("one is wrong");
    assert_eq!((found.number, found.column), (2, Some(LineColumn::Amount)));
    session.type_cell(&id, &second, LineColumn::Amount, "8600".to_owned()).await.expect("right again");
    session.add_line(&id, good_line()).await.expect("a third of the kind");
    let page = session.lines(&id, PageQuery { offset: 1, limit: 200 }).await.expect("open");
    assert_eq!(page.lines.iter().map(|line| line.twin).collect::<Vec<_>>(), [Some(1), Some(1)]);
    let twin = session.next_duplicate(&id, 0).await.expect("the vault is open").expect("they are equal");
    assert_eq!((twin.number, session.count_duplicates(&id).await.expect("it is there")), (2, 2));
    session.close().await;
}

/// The grid's habits through the session: paste, fill, sum, find, places, clear, remove, each one step.
#[tokio::test]
async fn blocks_of_cells_are_pasted_filled_summed_found_and_removed() {
    let (_folder, session) = open_session().await;
    let id = session.create_order().await.expect("the vault is open");
    let columns = vec![LineColumn::GoodsName, LineColumn::Quantity, LineColumn::Packages, LineColumn::Amount];
    let text = "塑料玩具\t1\t2\t3.50\r\n折叠雨伞\t10\t20\t30.00\r\n五金挂钩\t0.5\t1\tx\r\n".to_owned();
    let paste = Paste { line: None, columns: columns.clone(), onto: None, text, html: None };
    let pasted = session.paste_cells(&id, paste).await.expect("wrong cells are marked");
    assert_eq!((pasted.added, pasted.changed), (3, 0));
    let lines = ids(&session, &id).await;
    let range = |from: usize, to: usize| LineRange {
        from: lines[from].clone(),
        to: lines[to].clone(),
        columns: columns.clone(),
    };
    let sum = session.sum_cells(&id, range(2, 0)).await.expect("either way round");
    assert_eq!((sum.rows, sum.filled), (3, 12));
    assert_eq!(
        (sum.quantity.as_str(), sum.packages.as_str(), sum.amount.as_str()),
        ("11.500", "23", "33.50")
    );
    let found = session.find_in_lines(&id, "雨伞", 0, false).await.expect("open").expect("it is there");
    assert_eq!((found.number, found.column), (2, Some(LineColumn::GoodsName)));
    let filled = session.fill_cells(&id, range(0, 2), FillDirection::Down).await.expect("a range");
    assert_eq!(filled.changed, 2);
    session.undo(&id).await.expect("a fill is one step");
    session.clear_cells(&id, range(1, 1)).await.expect("a range");
    let removed = session.remove_lines(&id, vec![range(0, 0), range(2, 2)]).await.expect("ranges");
    assert_eq!(removed.removed, 2);
    let places = session.places_of(&id, &lines).await.expect("open");
    assert_eq!(places, [None, Some(1), None]);
    let gone = session.sum_cells(&id, range(0, 1)).await.expect_err("one end is gone");
    assert_eq!(gone.code, "NOT_FOUND");
    session.close().await;
}

/// DECISIONS, Drafts: what is being typed is there after the next start.
#[tokio::test]
async fn what_is_being_typed_survives() {
    let (_folder, session) = open_session().await;
    session.keep_scratch("order/x/entry", Some("{\"goods\":\"塑料\"}")).await.expect("open");
    session.lock_vault().await;
    let places = ["order/x/cell".to_owned(), "order/x/entry".to_owned()];
    let kept = session.scratch(&places).await.expect("a vault without a lock opens by itself");
    assert_eq!(kept, [None, Some("{\"goods\":\"塑料\"}".to_owned())]);
    session.keep_scratch("order/x/entry", None).await.expect("open");
    assert_eq!(session.scratch(&places).await.expect("open"), [None, None]);
    let long = "x".repeat(2 * 1024 * 1024);
    assert_eq!(session.keep_scratch("a", Some(&long)).await.expect_err("too long").code, "FIELD_TOO_LONG");
    session.close().await;
}

/// CM-UI-02, YW-IMP-18, CM-SEC-03: files are written where the person chooses, masked unless chosen otherwise.
#[tokio::test]
async fn orders_are_exported_where_the_person_chooses() {
    let (folder, session) = open_session().await;
    let id = session.create_order().await.expect("the vault is open");
    let head = vec![field("buyer_passport", "L898902C3")];
    session.edit_order(&id, head).await.expect("a draft may be anything");
    session.add_line(&id, good_line()).await.expect("a good line");
    let list = folder.path().join("list.csv");
    let order = folder.path().join("order.xlsx");
    let dialogs = choosing(folder.path(), &[list.clone(), order.clone()]);
    let written = session.export_orders(&dialogs, OrderFilter::default(), None).await.expect("open");
    assert_eq!(written.expect("a path was chosen").rows, 1);
    let text = std::fs::read_to_string(&list).expect("it was written");
    assert!(text.contains("L8*****C3") && !text.contains("L898902C3"));
    let written = session.export_order(&dialogs, &id, true).await.expect("open");
    assert_eq!(written.expect("a path was chosen").rows, 1);
    assert!(sheet(&order, "信保订单").contains("L898902C3"), "chosen explicitly");
    let masked = folder.path().join("masked.xlsx");
    let again = choosing(folder.path(), std::slice::from_ref(&masked));
    session.export_order(&again, &id, false).await.expect("open").expect("a path was chosen");
    let head = sheet(&masked, "信保订单");
    assert!(head.contains("L8*****C3") && !head.contains("L898902C3"));
    assert!(session.export_order(&dialogs, &id, true).await.expect("a closed dialog").is_none());
    let nowhere = choosing(folder.path(), &[folder.path().join("no folder").join("a.xlsx")]);
    assert_eq!(
        session.export_order(&nowhere, &id, false).await.map(drop).expect_err("no folder").code,
        "FILE_WRITE"
    );
    session.close().await;
}

/// The first rows of a sheet, as an import would read them.
fn sheet(path: &std::path::Path, name: &str) -> String {
    use excel_import::{raw::RawEvent, reader::ReadRequest, worker::read_in_process};
    let request = ReadRequest { sheet: Some(name.into()), ..ReadRequest::new(path) };
    let mut text = String::new();
    read_in_process(&request, &mut |event| {
        if let RawEvent::Heading(rows) = event {
            text = rows.iter().flat_map(|row| &row.cells).map(ToString::to_string).collect();
        }
        std::ops::ControlFlow::Continue(())
    })
    .expect("it is a workbook");
    text
}
