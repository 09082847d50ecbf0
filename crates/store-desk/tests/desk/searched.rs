//! Which edits the search index has to follow.

use actions::{TypedEdit, add_lines, edit_lines, edit_order, undo};
use domain::{LineField, OrderField};
use store_desk::INDEX_ROWS;
use testkit::{TestHost, words};

/// How many rows wait for the index.
async fn waiting(host: &TestHost) -> u64 {
    host.store().index_step(0).await.unwrap().left
}

/// YW-ORD-01, CM-PERF-01: of the order's own fields too, only those that are searched go to the index.
#[tokio::test]
async fn only_searched_heads_are_indexed_again() {
    for (field, text, is_searched) in [
        (OrderField::BuyerName, "海豚商行", true),
        (OrderField::ContractNo, "HT-DOLPHIN-7", true),
        (OrderField::Remark, "海豚备注", true),
        (OrderField::PurchaseOrderNos, "PO-7", false),
        (OrderField::TotalUsd, "77.00", false),
    ] {
        let host = TestHost::new().await;
        let order = host.order(&words::buyer()).await;
        while host.store().index_step(INDEX_ROWS).await.unwrap().left > 0 {}
        edit_order(&host, order, &words::typed_head(&[(field, text)])).await.unwrap();
        assert_eq!(waiting(&host).await, u64::from(is_searched), "{field:?} {text}");
        while host.store().index_step(INDEX_ROWS).await.unwrap().left > 0 {}
        let hits = host.store().search(text, 50).await.unwrap().hits;
        assert_eq!(!hits.is_empty(), is_searched, "{field:?} {text}: {hits:?}");
    }
}

/// YW-ORD-01, CM-PERF-01: an edit of a text that people search, and its undoing, go to the index and are found by it; others
/// leave it alone, so that typing amounts costs nothing there.
#[tokio::test]
async fn only_searched_texts_are_indexed_again() {
    for (field, text, is_searched) in [
        (LineField::MerchantNo, "SH9876543", true),
        (LineField::MerchantName, "海豚贸易", true),
        (LineField::MerchantPhone, "13900009999", true),
        (LineField::MerchantPhone, "海豚电话", true),
        (LineField::GoodsName, "海豚抱枕", true),
        (LineField::OrderMonth, "2026-02", false),
        (LineField::OrderMonth, "海豚月", false),
        (LineField::Quantity, "77", false),
        (LineField::Packages, "88", false),
        (LineField::Amount, "99.01", false),
    ] {
        let host = TestHost::new().await;
        let order = host.order(&words::buyer()).await;
        add_lines(&host, order, &[words::line(1), words::line(2)], true).await.unwrap();
        while host.store().index_step(INDEX_ROWS).await.unwrap().left > 0 {}
        let line = host.stored_lines(order).await[0].id;
        let typed = [TypedEdit { line, fields: vec![(field, text.to_owned())] }];
        edit_lines(&host, order, &typed).await.unwrap();
        assert_eq!(waiting(&host).await, u64::from(is_searched), "{field:?} {text}");
        while host.store().index_step(INDEX_ROWS).await.unwrap().left > 0 {}
        let hits = host.store().search(text, 50).await.unwrap().hits;
        assert_eq!(hits.iter().any(|hit| hit.line.is_some()), is_searched, "{field:?} {text}: {hits:?}");
        undo(&host, order).await.unwrap();
        assert_eq!(waiting(&host).await, u64::from(is_searched), "{field:?} {text} undone");
    }
}
