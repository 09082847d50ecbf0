//! Lines: 【+】, paste, cells, 【-】.

use actions::{add_lines, edit_lines, edit_lines::TypedEdit, redo, remove_lines, undo};
use domain::{LineField, OrderField};
use testkit::{
    TestHost, codes, refusal,
    words::{self, typed_head, typed_line},
};
use values::{Code, LineId, OrderId};

fn cell(line: LineId, field: LineField, text: &str) -> TypedEdit {
    TypedEdit { line, fields: vec![(field, text.to_owned())] }
}

/// Problems as `field code`.
fn told(problems: &[values::Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| format!("{} {}", problem.field.as_deref().unwrap_or("-"), problem.code))
        .collect()
}

/// YW-ORD-08, YW-ORD-10: 【+】 takes a right line and refuses a wrong one whole; a paste keeps wrong ones with their marks.
#[tokio::test]
async fn plus_refuses_what_a_paste_keeps() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(0).await;
    let wrong = typed_line(&[(LineField::MerchantPhone, "123"), (LineField::Amount, "1.005")]);
    let expected = [
        "lines[1].merchant_name FIELD_REQUIRED",
        "lines[1].merchant_phone PHONE_FORMAT",
        "lines[1].order_month FIELD_REQUIRED",
        "lines[1].goods_name FIELD_REQUIRED",
        "lines[1].quantity FIELD_REQUIRED",
        "lines[1].packages FIELD_REQUIRED",
        "lines[1].amount MONEY_SCALE",
    ];
    let typed = [words::line(1), wrong];
    match add_lines(&host, id, &typed, true).await {
        Err(actions::ActionError::Refused(problems)) => assert_eq!(told(&problems), expected),
        other => panic!("{other:?}"),
    }
    assert_eq!(host.stored(id).await.sums.lines, 0);
    let done = add_lines(&host, id, &typed, false).await.unwrap();
    assert_eq!(told(&done.problems), expected);
    let sums = host.stored(id).await.sums;
    assert_eq!((sums.lines, sums.wrong, sums.amount_minor), (2, 1, 110));
    assert_eq!(host.store().next_wrong(id, 0).await.unwrap(), Some(2));
    let line = &host.stored_lines(id).await[1];
    assert_eq!(line.fields.entry(LineField::Amount).text(), "1.005");
}

/// YW-ORD-06, YW-ORD-08: no line takes a text above four times its length, in no field.
#[tokio::test]
async fn overlong_texts_are_refused_in_every_field() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(1).await;
    let before = host.stored_lines(id).await;
    for field in LineField::ALL {
        let text = "！".repeat(4 * field.max_chars() + 1);
        let said = refusal(edit_lines(&host, id, &[cell(lines[0], field, &text)]).await);
        assert_eq!(said, [Code::FieldTooLong], "{}", field.name());
        let typed = vec![vec![(field, text)]];
        assert_eq!(
            refusal(add_lines(&host, id, &typed, false).await),
            [Code::FieldTooLong],
            "{}",
            field.name()
        );
    }
    assert_eq!(host.stored_lines(id).await, before);
}

/// YW-ORD-13: equal in the six values warns and is kept; one different value, or another order, is no twin.
#[tokio::test]
async fn twins_warn_and_stay() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let (other, _) = host.draft(2).await;
    let done = add_lines(&host, id, &[words::line(1)], true).await.unwrap();
    assert_eq!(told(&done.problems), ["lines[0] LINE_DUPLICATE"]);
    assert_eq!(done.problems[0].message(values::Lang::En), "Equal to line 1. Keep it?");
    assert_eq!(host.stored(id).await.sums.lines, 3);
    let twin = done.value[0];
    for field in [
        (LineField::MerchantPhone, "19900000099"),
        (LineField::OrderMonth, "2024-01"),
        (LineField::GoodsName, "别的货"),
        (LineField::Quantity, "99"),
        (LineField::Packages, "99"),
        (LineField::Amount, "99"),
    ] {
        let differs = edit_lines(&host, id, &[cell(twin, field.0, field.1)]).await.unwrap();
        assert_eq!(codes(&differs.problems), [], "{}", field.0.name());
        undo(&host, id).await.unwrap();
    }
    // The name is none of the six.
    let renamed = edit_lines(&host, id, &[cell(twin, LineField::MerchantName, "示例商户九")]).await.unwrap();
    assert_eq!(codes(&renamed.problems), []);
    remove_lines(&host, id, lines).await.unwrap();
    let alone = add_lines(&host, id, &[words::line(2)], true).await.unwrap();
    assert_eq!(codes(&alone.problems), [], "removed lines are no twins");
    assert_eq!(host.stored(other).await.sums.lines, 2);
}

/// YW-ORD-16: in a linked line goods and measures may change, merchant and month may not, nor through undo.
#[tokio::test]
async fn linked_lines_keep_what_the_link_rests_on() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(1).await;
    edit_lines(&host, id, &[cell(lines[0], LineField::MerchantPhone, "19900000077")]).await.unwrap();
    host.link(id, &lines).await;
    assert_eq!(refusal(undo(&host, id).await), [Code::LineLinked]);
    let typed = [cell(lines[0], LineField::MerchantPhone, "19900000078")];
    assert_eq!(refusal(edit_lines(&host, id, &typed).await), [Code::LineLinked]);
    let same = [cell(lines[0], LineField::MerchantPhone, "199 0000 0077")];
    edit_lines(&host, id, &same).await.unwrap();
    edit_lines(&host, id, &[cell(lines[0], LineField::Amount, "5")]).await.unwrap();
    assert_eq!(host.stored(id).await.sums.linked, 1);
    remove_lines(&host, id, lines).await.unwrap();
    assert_eq!(host.stored(id).await.sums.linked, 0);
}

/// YW-ORD-11: removing and undoing bring the same lines back under their ids, at their places, with everything in them.
#[tokio::test]
async fn removed_lines_come_back_as_they_were() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(5).await;
    edit_lines(&host, id, &[cell(lines[2], LineField::Quantity, "viele")]).await.unwrap();
    let before = (host.stored(id).await, host.stored_lines(id).await);
    remove_lines(&host, id, vec![lines[0], lines[2], lines[2]]).await.unwrap();
    assert_eq!(host.stored(id).await.sums.wrong, 0);
    host.lines(id, &[words::line(9)]).await;
    undo(&host, id).await.unwrap();
    undo(&host, id).await.unwrap();
    assert_eq!((host.stored(id).await, host.stored_lines(id).await), before);
    redo(&host, id).await.unwrap();
    let left: Vec<LineId> = host.stored_lines(id).await.iter().map(|line| line.id).collect();
    assert_eq!(left, [lines[1], lines[3], lines[4]]);
}

/// A line that is not there, is removed, or belongs to another order is not found, and the rest of the request falls.
#[tokio::test]
async fn unknown_lines_are_not_found() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let (_, foreign) = host.draft(1).await;
    remove_lines(&host, id, vec![lines[1]]).await.unwrap();
    let before = host.stored_lines(id).await;
    let unknown = LineId::from_uuid(actions::Host::next_uuid(&host));
    for missing in [unknown, foreign[0], lines[1]] {
        let typed = [cell(lines[0], LineField::Amount, "5"), cell(missing, LineField::Amount, "5")];
        assert_eq!(refusal(edit_lines(&host, id, &typed).await), [Code::NotFound]);
        assert_eq!(refusal(remove_lines(&host, id, vec![lines[0], missing]).await), [Code::NotFound]);
    }
    assert_eq!(host.stored_lines(id).await, before);
}

/// YW-ORD-08: a pasted block tells each problem under the line of the request, and two edits of a line are one.
#[tokio::test]
async fn a_block_is_one_step() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(3).await;
    let typed = [
        cell(lines[2], LineField::Amount, "7"),
        cell(lines[0], LineField::Amount, "sieben"),
        cell(lines[2], LineField::Packages, "0"),
    ];
    let done = edit_lines(&host, id, &typed).await.unwrap();
    assert_eq!(told(&done.problems), ["lines[0].packages NUM_RANGE", "lines[1].amount MONEY_FORMAT"]);
    assert_eq!(host.depth(id).await, (2, 0));
    undo(&host, id).await.unwrap();
    let sums = host.stored(id).await.sums;
    assert_eq!((sums.wrong, sums.amount_minor), (0, 110 + 210 + 310));
}

/// YW-ORD-09: a change of the currency converts nothing; amounts that were wrong texts stay marked until retyped.
#[tokio::test]
async fn a_change_of_currency_converts_nothing() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    edit_lines(&host, id, &[cell(lines[0], LineField::Amount, "US$7.50")]).await.unwrap();
    actions::edit_order(&host, id, &typed_head(&[(OrderField::LineCurrency, "USD")])).await.unwrap();
    let order = host.stored(id).await;
    assert_eq!((order.sums.amount_minor, order.sums.wrong), (210, 1));
    let line = &host.stored_lines(id).await[0];
    let problems = line.fields.problems(order.line_context(actions::Host::today(&host)));
    assert_eq!(told(&problems), ["amount FIELD_RETYPE"]);
    edit_lines(&host, id, &[cell(lines[0], LineField::Amount, "US$7.50")]).await.unwrap();
    assert_eq!(host.stored(id).await.sums.amount_minor, 210 + 750);
}

/// YW-ORD-14: every sum is that of the lines one by one.
#[tokio::test]
async fn sums_follow_every_line() {
    let host = TestHost::new().await;
    let id: OrderId = host.order(&[]).await;
    let mut expected = 0;
    for n in 1..=60_u32 {
        host.lines(id, &[words::line(n)]).await;
        expected += i64::from(n) * 100 + 10;
        assert_eq!(host.stored(id).await.sums.amount_minor, expected);
    }
}
