//! The order's head.

use actions::{create_order, delete_order, edit_order, redo, restore_order, undo};
use domain::{Order, OrderField};
use testkit::{
    TestHost, codes, refusal,
    words::{self, typed_head},
};
use values::{Code, Instant, OrderId};

/// YW-ORD-02, YW-ORD-06: a half-filled order with a wrong passport is saved, and reopens with its mark.
#[tokio::test]
async fn wrong_draft_is_kept_and_reopens_with_its_marks() {
    let mut host = TestHost::new().await;
    let typed = typed_head(&[(OrderField::BuyerName, "SAMPLE BUYER"), (OrderField::BuyerPassport, "??")]);
    let done = create_order(&host, &typed).await.unwrap();
    assert_eq!(codes(&done.problems), [Code::PassportFormat]);
    host.reopen().await;
    let stored = host.stored(done.value).await;
    assert_eq!(stored.fields.entry(OrderField::BuyerPassport).text(), "??");
    assert!(stored.fields.buyer_passport.is_raw());
    assert_eq!(codes(&stored.problems()), [Code::PassportFormat]);
    edit_order(&host, done.value, &typed_head(&[(OrderField::BuyerPassport, "L898902C3")])).await.unwrap();
    assert_eq!(codes(&host.stored(done.value).await.problems()), []);
    undo(&host, done.value).await.unwrap();
    assert_eq!(host.stored(done.value).await, stored);
    assert_eq!(refusal(undo(&host, done.value).await), [Code::UndoNone]);
}

/// What one field's text gives: codes told, or codes of the refusal.
#[derive(Debug, PartialEq)]
enum Said {
    Told(Vec<Code>),
    Refused(Vec<Code>),
}

async fn say(host: &TestHost, id: OrderId, field: OrderField, text: &str) -> Said {
    match edit_order(host, id, &[(field, text.to_owned())]).await {
        Ok(done) => Said::Told(codes(&done.problems)),
        Err(actions::ActionError::Refused(problems)) => Said::Refused(codes(&problems)),
        Err(error) => panic!("{error}"),
    }
}

/// YW-ORD-03, YW-ORD-04, YW-ORD-05, YW-ORD-06, YW-ORD-09, YW-ORD-18, CM-MONEY-01: each field's texts with what is told.
#[tokio::test]
async fn texts_of_the_head() {
    use OrderField as F;
    use Said::{Refused, Told};
    let host = TestHost::new().await;
    let id = host.order(&[]).await;
    let long = |count: usize| "！".repeat(count);
    let table = [
        (F::BuyerName, "示例（义乌）贸易有限公司", Told(vec![])),
        (F::BuyerName, "A<B", Told(vec![Code::NameChars])),
        (F::BuyerName, &long(400), Told(vec![Code::FieldTooLong])),
        (F::BuyerName, &long(401), Refused(vec![Code::FieldTooLong])),
        (F::BuyerPassport, "L898902C3456", Told(vec![Code::PassportLong])),
        (F::BuyerPassport, "11010519491231002X", Told(vec![Code::PassportLooksLikeId])),
        (F::BuyerPassport, &long(49), Refused(vec![Code::FieldTooLong])),
        (F::BuyerKind, "company", Told(vec![])),
        (F::BuyerKind, "firm", Refused(vec![Code::CodeUnknown])),
        (F::BuyerRegistrationNo, "注册", Told(vec![Code::BuyerRegFormat])),
        (F::BuyerNationality, "Atlantis", Told(vec![Code::CodeUnknown])),
        (F::BuyerPhone, "+1", Told(vec![Code::PhoneIntlFormat])),
        (F::BuyerEmail, "no@dot", Told(vec![Code::EmailFormat])),
        (F::Destination, "德国", Told(vec![])),
        (F::Destination, "Germany", Told(vec![])),
        (F::Destination, "DEU", Told(vec![])),
        (F::Destination, "CN", Told(vec![Code::DestIsCn])),
        (F::Destination, "中国", Told(vec![Code::DestIsCn])),
        (F::Destination, "HK", Told(vec![])),
        (F::Destination, "ZZ", Told(vec![Code::CodeUnknown])),
        (F::TotalUsd, "150,000.00", Told(vec![])),
        (F::TotalUsd, "150,000.01", Told(vec![Code::OrdOver150k])),
        (F::TotalUsd, "0.00", Told(vec![Code::MoneyRange])),
        (F::TotalUsd, "0.01", Told(vec![])),
        (F::TotalUsd, "99999999.99", Told(vec![Code::OrdOver150k])),
        (F::TotalUsd, "100000000.00", Told(vec![Code::MoneyRange])),
        (F::TotalUsd, "1.234", Told(vec![Code::MoneyScale])),
        (F::TotalUsd, "一千", Told(vec![Code::MoneyFormat])),
        (F::LineCurrency, "usd", Told(vec![])),
        (F::LineCurrency, "EUR", Refused(vec![Code::MoneyCurrency])),
        (F::LineCurrency, "", Refused(vec![Code::MoneyCurrency])),
        (F::ContractNo, &"H".repeat(41), Told(vec![Code::FieldTooLong])),
        (F::Remark, &"备".repeat(500), Told(vec![])),
        (F::Remark, &"备".repeat(501), Told(vec![Code::FieldTooLong])),
        (F::PurchaseOrderNos, "PO-1,PO-2", Told(vec![])),
        (F::PurchaseOrderNos, &"P,".repeat(51), Told(vec![Code::TraceFormat])),
        (F::ConsolidationNo, "ZH 1", Told(vec![Code::TraceFormat])),
    ];
    for (field, text, expected) in table {
        assert_eq!(say(&host, id, field, text).await, expected, "{} {text:?}", field.name());
    }
}

/// YW-ORD-03: all refusals are told, and nothing of a refused edit stays.
#[tokio::test]
async fn a_refused_edit_leaves_nothing() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(1).await;
    let before = host.stored(id).await;
    let typed = typed_head(&[
        (OrderField::BuyerName, "SAMPLE BUYER TWO"),
        (OrderField::LineCurrency, "EUR"),
        (OrderField::BuyerPassport, &"?".repeat(49)),
    ]);
    assert_eq!(refusal(edit_order(&host, id, &typed).await), [Code::MoneyCurrency, Code::FieldTooLong]);
    assert_eq!(host.stored(id).await, before);
}

/// YW-ORD-14: the difference to the lines is told in US dollars only, with its sign.
#[tokio::test]
async fn totals_are_compared_in_dollars_only() {
    let host = TestHost::new().await;
    let id = host.order(&typed_head(&[(OrderField::TotalUsd, "3.00")])).await;
    host.lines(id, &words::lines(2)).await; // 1.10 + 2.10
    assert_eq!(codes(&host.stored(id).await.problems()), []);
    let dollars = typed_head(&[(OrderField::LineCurrency, "USD")]);
    let told = edit_order(&host, id, &dollars).await.unwrap().problems;
    assert_eq!(codes(&told), [Code::OrdTotalDiff]);
    assert_eq!(
        told[0].message(values::Lang::En),
        "The lines sum to USD 3.20, the order total is USD 3.00, difference 0.20"
    );
    let equal = typed_head(&[(OrderField::TotalUsd, "3.20")]);
    assert_eq!(codes(&edit_order(&host, id, &equal).await.unwrap().problems), []);
}

/// YW-ORD-07: a deleted draft is out of reach of every verb but restoring, and comes back as it was.
#[tokio::test]
async fn deleting_and_restoring() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    let before = (host.stored(id).await, host.stored_lines(id).await);
    delete_order(&host, id).await.unwrap();
    assert_eq!(refusal(edit_order(&host, id, &words::buyer()).await), [Code::NotFound]);
    assert_eq!(refusal(actions::add_lines(&host, id, &words::lines(1), false).await), [Code::NotFound]);
    assert_eq!(refusal(actions::remove_lines(&host, id, lines).await), [Code::NotFound]);
    assert_eq!(refusal(delete_order(&host, id).await), [Code::NotFound]);
    undo(&host, id).await.unwrap();
    redo(&host, id).await.unwrap();
    assert!(host.stored(id).await.deleted);
    restore_order(&host, id).await.unwrap();
    restore_order(&host, id).await.unwrap();
    assert_eq!((host.stored(id).await, host.stored_lines(id).await), before);
    let unknown = OrderId::from_uuid(actions::Host::next_uuid(&host));
    for said in [
        refusal(edit_order(&host, unknown, &[]).await),
        refusal(delete_order(&host, unknown).await),
        refusal(restore_order(&host, unknown).await),
        refusal(undo(&host, unknown).await),
        refusal(redo(&host, unknown).await),
    ] {
        assert_eq!(said, [Code::NotFound]);
    }
}

/// YW-ORD-06: typing what stands there already changes nothing, not even the time of the last change.
#[tokio::test]
async fn equal_text_is_no_change() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(1).await;
    let before: Order = host.stored(id).await;
    host.set_now(Instant::from_millis(before.updated_at.millis() + 1_000));
    edit_order(&host, id, &typed_head(&[(OrderField::TotalUsd, "US$ 12,500")])).await.unwrap();
    assert_eq!(host.stored(id).await, before);
    assert_eq!(host.depth(id).await, (1, 0));
}
