//! The order's head.

use actions::{create_order, edit_order, undo};
use domain::OrderField;
use testkit::{TestHost, codes, refusal, words::typed_head};
use values::Code;

/// YW-ORD-02, YW-ORD-06: a half-filled order with a wrong passport is saved, and reopens with its mark.
#[tokio::test]
async fn wrong_draft_is_kept_and_reopens_with_its_marks() {
    let mut host = TestHost::new().await;
    let typed = typed_head(&[
        (OrderField::BuyerName, "SAMPLE BUYER"),
        (OrderField::BuyerPassport, "??"),
    ]);
    let done = create_order(&host, &typed).await.unwrap();
    assert_eq!(codes(&done.problems), [Code::PassportFormat]);
    host.reopen().await;
    let stored = host.stored(done.value).await;
    assert_eq!(stored.fields.entry(OrderField::BuyerPassport).text(), "??");
    assert!(stored.fields.buyer_passport.is_raw());
    assert_eq!(codes(&stored.problems()), [Code::PassportFormat]);
    edit_order(
        &host,
        done.value,
        &typed_head(&[(OrderField::BuyerPassport, "L898902C3")]),
    )
    .await
    .unwrap();
    assert_eq!(codes(&host.stored(done.value).await.problems()), []);
    undo(&host, done.value).await.unwrap();
    assert_eq!(host.stored(done.value).await, stored_at(&host, stored).await);
    assert_eq!(refusal(undo(&host, done.value).await), [Code::UndoNone]);
}

/// The same order as it would stand now: time goes on, nothing else.
async fn stored_at(host: &TestHost, order: domain::Order) -> domain::Order {
    domain::Order {
        updated_at: host.stored(order.id).await.updated_at,
        ..order
    }
}
