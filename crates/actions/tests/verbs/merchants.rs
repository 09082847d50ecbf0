//! Filling in from the purchase number, offline (YW-ORD-12).

use actions::{add_lines, edit_lines, edit_lines::TypedEdit, undo};
use domain::{Line, LineField, Lookup};
use testkit::{TestHost, codes, words};
use values::{Code, OrderId};

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// A host that knows two merchants, the second inactive, and a draft.
async fn known() -> (TestHost, OrderId) {
    let host = TestHost::new().await;
    host.know_merchant("M00000001", words::merchant("示例商户一", 19_900_000_001, true)).await;
    host.know_merchant("M00000002", words::merchant("示例商户二", 19_900_000_002, false)).await;
    let id = host.order(&[]).await;
    (host, id)
}

/// A line with this number, name and phone, after adding; and the codes told of its merchant.
async fn added(host: &TestHost, id: OrderId, no: &str, name: &str, phone: &str) -> (Line, Vec<Code>) {
    let typed = words::typed_line(&[
        (LineField::MerchantNo, no),
        (LineField::MerchantName, name),
        (LineField::MerchantPhone, phone),
        (LineField::OrderMonth, "2025-03"),
        (LineField::GoodsName, "拉链"),
        (LineField::Quantity, "1"),
        (LineField::Packages, "1"),
        (LineField::Amount, "1"),
    ]);
    let done = add_lines(host, id, &[typed], false).await.unwrap();
    let line = host.stored_lines(id).await.pop().unwrap();
    let of_merchant = |problem: &&values::Problem| problem.code != Code::LineDuplicate;
    let told: Vec<values::Problem> = done.problems.iter().filter(of_merchant).cloned().collect();
    (line, codes(&told))
}

fn merchant(line: &Line) -> (String, String) {
    let text = |field| line.fields.entry(field).text().to_owned();
    (text(LineField::MerchantName), text(LineField::MerchantPhone))
}

/// YW-ORD-12: a known number fills both fields, differing ones are marked, unknown ones wait.
#[tokio::test]
async fn known_numbers_fill_in_and_others_are_marked() {
    let (host, id) = known().await;
    let one = ("示例商户一", "19900000001");
    let two = ("示例商户二", "19900000002");
    let table = [
        // number, name, phone → name and phone, look-up, codes
        (("m0000-0001", "", ""), one, Lookup::Ok, vec![]),
        (("M00000001", "示例商户一", ""), one, Lookup::Ok, vec![]),
        (("M00000001", "示例商户一", "+86 19900000001"), one, Lookup::Ok, vec![]),
        (
            ("M00000001", "", "19900000009"),
            ("", "19900000009"),
            Lookup::Mismatch,
            vec![Code::MerchantMismatch],
        ),
        (("M00000001", "别的商户", ""), ("别的商户", ""), Lookup::Mismatch, vec![Code::MerchantMismatch]),
        (("M00000002", "", ""), two, Lookup::Ok, vec![Code::MerchantInactive]),
        (("M00000003", "", ""), ("", ""), Lookup::Pending, vec![]),
        (("M00000003", "别的商户", "19900000009"), ("别的商户", "19900000009"), Lookup::Pending, vec![]),
        (("", "别的商户", "19900000009"), ("别的商户", "19900000009"), Lookup::None, vec![]),
        (
            ("采购", "别的商户", "19900000009"),
            ("别的商户", "19900000009"),
            Lookup::None,
            vec![Code::MpnFormat],
        ),
    ];
    for ((no, name, phone), filled, lookup, told) in table {
        let (line, said) = added(&host, id, no, name, phone).await;
        assert_eq!(merchant(&line), (filled.0.to_owned(), filled.1.to_owned()), "{no} {name} {phone}");
        assert_eq!(line.lookup, lookup, "{no} {name} {phone}");
        assert_eq!(said, told, "{no} {name} {phone}");
    }
    assert_eq!(host.stored(id).await.sums.pending, 2);
}

/// YW-ORD-12: the sentence of a mismatch shows both.
#[tokio::test]
async fn a_mismatch_shows_both() {
    let (host, id) = known().await;
    let typed =
        words::typed_line(&[(LineField::MerchantNo, "M00000001"), (LineField::MerchantPhone, "19900000009")]);
    let done = add_lines(&host, id, &[typed], false).await.unwrap();
    let told = done.problems.iter().find(|problem| problem.code == Code::MerchantMismatch).unwrap();
    assert_eq!(
        told.message(values::Lang::En),
        "Purchase number M00000001 is registered as 示例商户一 19900000001, not  19900000009"
    );
}

/// YW-ORD-12: what the platform said is believed for 90 days.
#[tokio::test]
async fn the_cache_is_believed_for_90_days() {
    let (host, id) = known().await;
    host.pass_millis(90 * DAY);
    assert_eq!(added(&host, id, "M00000001", "", "").await.0.lookup, Lookup::Ok);
    host.pass_millis(1);
    assert_eq!(added(&host, id, "M00000001", "", "").await.0.lookup, Lookup::Pending);
}

/// YW-ORD-12: editing the number fills in, clearing it frees the fields, and taking an edit back brings the old mark back.
#[tokio::test]
async fn edits_and_their_undo_keep_the_mark_true() {
    let (host, id) = known().await;
    let (line, _) = added(&host, id, "M00000001", "", "").await;
    let edit = async |field, text: &str| {
        let typed = [TypedEdit { line: line.id, fields: vec![(field, text.to_owned())] }];
        let done = edit_lines(&host, id, &typed).await.unwrap();
        let stored = host.stored_lines(id).await.pop().unwrap();
        (stored.lookup, codes(&done.problems))
    };
    assert_eq!(
        edit(LineField::MerchantName, "别的商户").await,
        (Lookup::Mismatch, vec![Code::MerchantMismatch])
    );
    undo(&host, id).await.unwrap();
    assert_eq!(host.stored_lines(id).await[0], line);
    assert_eq!(edit(LineField::MerchantNo, "").await, (Lookup::None, vec![]));
    assert_eq!(edit(LineField::MerchantNo, "M00000003").await, (Lookup::Pending, vec![]));
    assert_eq!(host.stored(id).await.sums.pending, 1);
    undo(&host, id).await.unwrap();
    undo(&host, id).await.unwrap();
    assert_eq!(host.stored_lines(id).await[0], line);
    assert_eq!(host.stored(id).await.sums.pending, 0);
}

/// YW-ORD-12: a number that the platform described meanwhile loses its mark when it is typed again, without a step of
/// its own where nothing else changes.
#[tokio::test]
async fn a_mark_alone_is_no_step() {
    let (host, id) = known().await;
    let (line, _) = added(&host, id, "M00000003", "示例商户三", "19900000003").await;
    host.know_merchant("M00000003", words::merchant("示例商户三", 19_900_000_003, true)).await;
    let typed = [TypedEdit { line: line.id, fields: vec![(LineField::MerchantNo, "M00000003".to_owned())] }];
    edit_lines(&host, id, &typed).await.unwrap();
    assert_eq!(host.stored_lines(id).await[0].lookup, Lookup::Ok);
    assert_eq!(host.stored(id).await.sums.pending, 0);
    assert_eq!(host.depth(id).await, (1, 0));
}
