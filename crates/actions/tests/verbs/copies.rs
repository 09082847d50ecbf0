//! A block pasted over lines and behind them, and an order duplicated.

use actions::{
    TypedEdit, delete_order, duplicate_order, lines_of_step, paste_lines, redo, remove_lines, undo,
};
use domain::{LineField, OrderField, StateName};
use testkit::{
    TestHost, codes, refusal,
    words::{self, typed_head, typed_line},
};
use values::{Code, LineId};

fn cell(line: LineId, field: LineField, text: &str) -> TypedEdit {
    TypedEdit { line, fields: vec![(field, text.to_owned())] }
}

/// YW-ORD-08, YW-ORD-10, YW-ORD-13: edits and new lines are one step, told in the order of the block, undone and redone
/// together.
#[tokio::test]
async fn a_pasted_block_is_one_step() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(3).await;
    let before = host.stored_lines(id).await;
    let edits = [cell(lines[1], LineField::Packages, "x"), cell(lines[2], LineField::Packages, "4")];
    let new = [words::line(1), typed_line(&[(LineField::Amount, "1.005")])];
    let done = paste_lines(&host, id, &edits, &new).await.unwrap();
    assert_eq!((done.value.changed, done.value.added.len()), (1, 2), "line 3 had 4 packages already");
    let told: Vec<&str> = done.problems.iter().filter_map(|problem| problem.field.as_deref()).collect();
    assert_eq!((told[0], told[1]), ("lines[0].packages", "lines[3].merchant_name"));
    assert_eq!(done.problems.last().map(|problem| problem.code), Some(Code::LineDuplicate));
    let sums = host.stored(id).await.sums;
    assert_eq!((sums.lines, sums.wrong, host.depth(id).await), (5, 2, (2, 0)));
    let after = host.stored_lines(id).await;
    let undone = undo(&host, id).await.unwrap().value;
    assert_eq!((undone.what.as_str(), undone.lines), ("add_lines", 3));
    assert_eq!(host.stored_lines(id).await, before);
    assert_eq!(redo(&host, id).await.unwrap().value.lines, 3);
    assert_eq!(host.stored_lines(id).await, after);
    assert_eq!(undo(&host, id).await.unwrap().value.lines, 3);
    assert_eq!(host.stored_lines(id).await, before);
    let nothing = paste_lines(&host, id, &[], &[]).await.unwrap();
    assert_eq!((nothing.value.changed, nothing.value.added), (0, vec![]));
    assert_eq!(host.depth(id).await, (1, 1), "nothing pasted is no step");
}

/// YW-ORD-06, YW-ORD-16, YW-IMP-03, §19.4: one refused cell, and neither edits nor new lines are there.
#[tokio::test]
async fn a_refused_block_changes_nothing() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    host.link(id, &lines[1..]).await;
    let before = (host.stored(id).await, host.stored_lines(id).await, host.depth(id).await);
    let right = [cell(lines[0], LineField::Packages, "9")];
    let long = typed_line(&[(LineField::GoodsName, &"长".repeat(401))]);
    let linked = [right[0].clone(), cell(lines[1], LineField::OrderMonth, "2025-01")];
    let gone =
        [right[0].clone(), cell(LineId::from_uuid(actions::Host::next_uuid(&host)), LineField::Amount, "1")];
    let many = vec![Vec::new(); 99_999];
    for (edits, new, code) in [
        (&right[..], vec![words::line(5), long], Code::FieldTooLong),
        (&linked[..], vec![words::line(5)], Code::LineLinked),
        (&gone[..], vec![words::line(5)], Code::NotFound),
        (&right[..], many, Code::LineLimit),
    ] {
        assert_eq!(refusal(paste_lines(&host, id, edits, &new).await), [code]);
        assert_eq!((host.stored(id).await, host.stored_lines(id).await, host.depth(id).await), before);
    }
    let (locked, lines) = host.draft(1).await;
    host.declare(locked).await;
    for (edits, new) in
        [(vec![cell(lines[0], LineField::Packages, "9")], vec![]), (vec![], vec![words::line(5)])]
    {
        assert_eq!(refusal(paste_lines(&host, locked, &edits, &new).await), [Code::OrdLockedDeclared]);
    }
}

/// YW-ORD-10, CM-ERR-01: a column of many rows leaves nearly every cell of them empty; all are marked, not all are told.
#[tokio::test]
async fn problems_of_many_lines_are_bounded() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(0).await;
    let typed = vec![typed_line(&[(LineField::GoodsName, "拉链")]); 3_000];
    let done = paste_lines(&host, id, &[], &typed).await.unwrap();
    assert!((10_000..10_006).contains(&done.problems.len()), "{}", done.problems.len());
    let edits: Vec<TypedEdit> =
        done.value.added.iter().map(|line| cell(*line, LineField::Amount, "x")).collect();
    assert_eq!(paste_lines(&host, id, &edits, &typed).await.unwrap().value.changed, 3_000);
    assert_eq!(host.stored(id).await.sums.wrong, 6_000);
}

/// YW-ORD-02, YW-ORD-18: the copy is a draft with head and lines, under ids of its own, without what belonged to the one
/// trade; the original is as it was.
#[tokio::test]
async fn a_duplicate_is_a_draft_of_its_own() {
    let host = TestHost::new().await;
    let mut head = words::buyer();
    head.extend(typed_head(&[
        (OrderField::LineCurrency, "USD"),
        (OrderField::ContractNo, "HT-1"),
        (OrderField::PurchaseOrderNos, "CG-1"),
        (OrderField::ConsolidationNo, "ZH-1"),
        (OrderField::BuyerEmail, "wrong"),
    ]));
    let id = host.order(&head).await;
    let mut typed = words::lines(2_500);
    typed[7] = typed_line(&[(LineField::Amount, "1.005")]);
    let lines = host.lines(id, &typed).await;
    remove_lines(&host, id, lines[10..20].to_vec()).await.unwrap();
    host.link(id, &lines[..2]).await;
    host.declare(id).await;
    let (original, original_lines) = (host.stored(id).await, host.stored_lines(id).await);
    host.pass_millis(1_000);
    let done = duplicate_order(&host, id).await.unwrap();
    assert_eq!(codes(&done.problems), [Code::EmailFormat]);
    let copy = host.stored(done.value).await;
    assert_eq!(copy.state.name(), StateName::Draft);
    for field in OrderField::ALL {
        let expected = match field {
            OrderField::PurchaseOrderNos | OrderField::ConsolidationNo => domain::Entry::Empty,
            _ => original.fields.entry(field),
        };
        assert_eq!(copy.fields.entry(field), expected, "{}", field.name());
    }
    let sums = domain::Sums { linked: 0, ..original.sums };
    assert_eq!((copy.sums, copy.created_at), (sums, actions::Host::now(&host)));
    let copies = host.stored_lines(done.value).await;
    assert_eq!(copies.len(), original_lines.len());
    for (copy, line) in copies.iter().zip(&original_lines) {
        assert_eq!((&copy.fields, copy.lookup, copy.linked), (&line.fields, line.lookup, false));
        assert!(!lines.contains(&copy.id));
    }
    assert_eq!((host.stored(id).await, host.stored_lines(id).await), (original, original_lines));
    let months =
        (host.store().month_counts(id).await.unwrap(), host.store().month_counts(done.value).await.unwrap());
    assert_eq!(months.0, months.1);
    assert_eq!(refusal(undo(&host, done.value).await), [Code::UndoNone]);
    delete_order(&host, done.value).await.unwrap();
    assert_eq!(refusal(duplicate_order(&host, done.value).await), [Code::NotFound]);
    assert_eq!(host.store().outbox_gaps().await.unwrap(), 0);
}

/// The name of a change and its lines.
type Counted = (&'static str, usize);

/// How many lines a step is said to touch, whichever way it was turned last.
#[test]
fn lines_of_steps() {
    let table: [(&str, bool, &[Counted], u32); 8] = [
        ("edit_order", false, &[("edit_order", 0)], 0),
        ("edit_lines", false, &[("edit_lines", 1)], 1),
        ("add_lines", false, &[("edit_lines", 150), ("add_lines", 50)], 200),
        ("add_lines", true, &[("remove_lines", 50), ("edit_lines", 150)], 200),
        ("import_lines", false, &[("remove_lines", 9), ("import_lines", 5)], 5),
        ("import_lines", true, &[("remove_lines", 5), ("restore_lines", 9)], 5),
        ("import_lines", false, &[("edit_lines", 2), ("import_lines", 5)], 7),
        ("import_lines", true, &[("remove_lines", 5), ("edit_lines", 2)], 7),
    ];
    for (what, is_undone, changes, lines) in table {
        assert_eq!(lines_of_step(what, is_undone, changes.iter().copied()), lines, "{what} {changes:?}");
    }
}
