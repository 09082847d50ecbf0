//! Undo and redo (DECISIONS, Undo).

use actions::{
    Host as _, ImportRequest, ImportedRow, edit_lines, edit_lines::TypedEdit, edit_order, import_lines,
};
use actions::{delete_order, redo, remove_lines, restore_order, undo};
use domain::{ImportMode, LineField, Lookup, OrderField};
use testkit::{TestHost, codes, refusal, words, words::typed_head};
use values::{Code, Currency, Lang, LineId, OrderId, Problem};

fn cell(line: LineId, field: LineField, text: &str) -> [TypedEdit; 1] {
    [TypedEdit { line, fields: vec![(field, text.to_owned())] }]
}

async fn rename(host: &TestHost, id: OrderId, name: &str) {
    edit_order(host, id, &typed_head(&[(OrderField::BuyerName, name)])).await.unwrap();
}

async fn name(host: &TestHost, id: OrderId) -> String {
    host.stored(id).await.fields.entry(OrderField::BuyerName).text().to_owned()
}

/// Nothing to take back, nothing to do again; creating an order is no step; a new step forgets what was taken back.
#[tokio::test]
async fn ends_of_the_stack() {
    let host = TestHost::new().await;
    let id = host.order(&words::buyer()).await;
    assert_eq!(refusal(undo(&host, id).await), [Code::UndoNone]);
    assert_eq!(refusal(redo(&host, id).await), [Code::RedoNone]);
    for n in 1..=3 {
        rename(&host, id, &format!("BUYER {n}")).await;
    }
    let done = undo(&host, id).await.unwrap().value;
    assert_eq!((&*done.what, done.undo_left, done.redo_left), ("edit_order", 2, 1));
    undo(&host, id).await.unwrap();
    redo(&host, id).await.unwrap();
    assert_eq!(name(&host, id).await, "BUYER 2");
    rename(&host, id, "BUYER 4").await;
    assert_eq!(refusal(redo(&host, id).await), [Code::RedoNone]);
    assert_eq!(host.depth(id).await, (3, 0));
}

/// The stack keeps 500 steps of one person on one order, across a restart; the oldest go first.
#[tokio::test]
async fn the_stack_keeps_500_steps() {
    let mut host = TestHost::new().await;
    let id = host.order(&words::buyer()).await;
    let other = host.order(&words::buyer()).await;
    rename(&host, other, "OTHER ORDER").await;
    for n in 1..=510 {
        rename(&host, id, &format!("BUYER {n}")).await;
    }
    assert_eq!(host.depth(id).await, (500, 0));
    host.reopen().await;
    for _ in 0..500 {
        undo(&host, id).await.unwrap();
    }
    assert_eq!(name(&host, id).await, "BUYER 10");
    assert_eq!(refusal(undo(&host, id).await), [Code::UndoNone]);
    assert_eq!(host.depth(id).await, (0, 500));
    assert_eq!(host.depth(other).await, (1, 0));
    for _ in 0..500 {
        redo(&host, id).await.unwrap();
    }
    assert_eq!(name(&host, id).await, "BUYER 510");
}

/// Each person takes back what that person did, and only while it still stands; the refusal says what and who.
#[tokio::test]
async fn only_what_still_stands_is_taken_back() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    rename(&host, id, "BUYER A").await;
    host.act_as(2, 2);
    assert_eq!(refusal(undo(&host, id).await), [Code::UndoNone]);
    rename(&host, id, "BUYER B").await;
    let second = host.actor().person;
    edit_lines(&host, id, &cell(lines[0], LineField::Amount, "5")).await.unwrap();
    host.act_as(1, 1);
    let problem = refused(undo(&host, id).await);
    assert_eq!(problem.code, Code::UndoChanged);
    assert_eq!(problem.message(Lang::Zh), format!("不能撤销：采购商姓名之后已由{second}修改"));
    host.act_as(2, 2);
    undo(&host, id).await.unwrap();
    undo(&host, id).await.unwrap();
    host.act_as(1, 1);
    undo(&host, id).await.unwrap();
    assert_eq!(name(&host, id).await, "SAMPLE BUYER ONE");
    // Now nothing of the other person stands in the way of taking the lines back.
    undo(&host, id).await.unwrap();
    assert_eq!(host.stored(id).await.sums.lines, 0);
}

fn refused<T: std::fmt::Debug>(result: Result<T, actions::ActionError>) -> Problem {
    match result {
        Err(actions::ActionError::Refused(mut problems)) => problems.remove(0),
        other => panic!("{other:?}"),
    }
}

/// Added lines go only if nobody edited or removed them since; edits only while the cell and its line stand.
#[tokio::test]
async fn lines_that_changed_since_stay() {
    type Since = (&'static str, Option<LineField>);
    let table: [Since; 2] = [("edited", Some(LineField::GoodsName)), ("removed", None)];
    for (what, field) in table {
        let host = TestHost::new().await;
        let (id, lines) = host.draft(2).await;
        edit_lines(&host, id, &cell(lines[1], LineField::GoodsName, "雨伞")).await.unwrap();
        host.act_as(2, 1);
        match field {
            Some(field) => drop(edit_lines(&host, id, &cell(lines[1], field, "拉链")).await.unwrap()),
            None => remove_lines(&host, id, vec![lines[1]]).await.unwrap(),
        }
        host.act_as(1, 1);
        let before = host.stored_lines(id).await;
        let problem = refused(undo(&host, id).await);
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (Code::UndoChanged, Some("goods_name")),
            "{what}"
        );
        assert_eq!(host.stored_lines(id).await, before, "{what}");
    }
}

/// Another field of the same line, and the same field of another line, are in nobody's way.
#[tokio::test]
async fn edits_side_by_side_do_not_meet() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    edit_lines(&host, id, &cell(lines[0], LineField::Amount, "5")).await.unwrap();
    host.act_as(2, 1);
    edit_lines(&host, id, &cell(lines[0], LineField::Packages, "7")).await.unwrap();
    edit_lines(&host, id, &cell(lines[1], LineField::Amount, "8")).await.unwrap();
    host.act_as(1, 1);
    undo(&host, id).await.unwrap();
    let sums = host.stored(id).await.sums;
    assert_eq!((sums.amount_minor, sums.packages), (110 + 800, 7 + 3));
}

/// YW-ORD-07: a deletion that another person took back is not taken back twice; edits of a deleted order wait.
#[tokio::test]
async fn deletions_are_taken_back_once() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(1).await;
    delete_order(&host, id).await.unwrap();
    host.act_as(2, 1);
    restore_order(&host, id).await.unwrap();
    rename(&host, id, "BUYER B").await;
    host.act_as(1, 1);
    assert_eq!(refusal(undo(&host, id).await), [Code::UndoChanged]);
    delete_order(&host, id).await.unwrap();
    host.act_as(2, 1);
    assert_eq!(refusal(undo(&host, id).await), [Code::NotFound], "a deleted order is not edited by undo");
    host.act_as(1, 1);
    undo(&host, id).await.unwrap();
    assert_eq!(name(&host, id).await, "BUYER B");
}

async fn import(host: &TestHost, id: OrderId, count: u32) {
    let row = |n| ImportedRow {
        fields: words::fields(&words::line(n), host.today(), Currency::CNY),
        lookup: Lookup::None,
    };
    let request = ImportRequest {
        facts: host.facts(ImportMode::Append, count),
        rows: (1..=count).map(row).collect::<Vec<_>>().into_iter(),
        updates: Vec::new(),
    };
    import_lines(host, id, request, &|| false).await.unwrap();
}

/// YW-IMP-13: taking an import back removes its untouched lines and names those that were edited since; an edit and its
/// undo cancel; a spent step leaves the stack.
#[tokio::test]
async fn edited_lines_of_an_import_are_kept() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(1).await;
    import(&host, id, 4).await;
    let lines = host.stored_lines(id).await;
    host.act_as(2, 1);
    edit_lines(&host, id, &cell(lines[1].id, LineField::Amount, "9")).await.unwrap();
    undo(&host, id).await.unwrap();
    edit_lines(&host, id, &cell(lines[2].id, LineField::GoodsName, "雨伞")).await.unwrap();
    remove_lines(&host, id, vec![lines[4].id]).await.unwrap();
    host.act_as(1, 1);
    let done = undo(&host, id).await.unwrap();
    assert_eq!(codes(&done.problems), [Code::UndoLinesKept]);
    let sentence = "1 lines were edited after the import and are kept: lines 3";
    assert_eq!(done.problems[0].message(Lang::En), sentence);
    let left: Vec<LineId> = host.stored_lines(id).await.iter().map(|line| line.id).collect();
    assert_eq!(left, [lines[0].id, lines[2].id]);
    redo(&host, id).await.unwrap();
    assert_eq!(host.stored(id).await.sums.lines, 4);

    let (id, _) = host.draft(0).await;
    import(&host, id, 1).await;
    let line = host.stored_lines(id).await[0].id;
    host.act_as(2, 1);
    edit_lines(&host, id, &cell(line, LineField::Amount, "9")).await.unwrap();
    host.act_as(1, 1);
    let done = undo(&host, id).await.unwrap();
    assert_eq!(codes(&done.problems), [Code::UndoLinesKept]);
    assert_eq!((done.value.undo_left, done.value.redo_left), (0, 0));
    assert_eq!(host.stored(id).await.sums.lines, 1);
}
