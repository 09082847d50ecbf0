use domain::StateName;
use values::{Country, Month, Uuid};

use super::*;
use crate::{
    list::{Links, OrderColumn, OrderSort},
    search::tests::{id, store},
};

fn filter(key: i64, name: &str, query: OrderQuery) -> SavedFilter {
    let id = FilterId::from_uuid(Uuid::from_slice(&id(key)).unwrap());
    SavedFilter { id, name: name.to_owned(), query, updated_at: Instant::from_millis(1) }
}

/// CM-UI-02: saved filters come back as they were saved.
#[tokio::test]
async fn saved_and_deleted() {
    let (_folder, store) = store().await;
    let full = OrderQuery {
        text: Some("玩具".to_owned()),
        buyer: Some("Maria".to_owned()),
        passport_hash: Some([3; 16]),
        destination: Country::from_alpha2("BR"),
        state: Some(StateName::Declared),
        links: Some(Links::Partial),
        declaration: Some("123456".to_owned()),
        created_from: Some(Instant::from_millis(-1)),
        created_before: Some(Instant::from_millis(5)),
        month_from: Month::from_yyyymm(202_511),
        month_to: Month::from_yyyymm(202_601),
        merchant: Some("李娟".to_owned()),
        sort: OrderSort { column: OrderColumn::TotalUsd, descending: false },
        limit: 20,
        offset: 40,
    };
    let (all, full) = (filter(1, "全部", OrderQuery::default()), filter(2, "A", full));
    store.save_filter(&all).await.unwrap();
    store.save_filter(&full).await.unwrap();
    assert_eq!(store.list_filters().await.unwrap(), [full.clone(), all.clone()]);
    let taken = store.save_filter(&SavedFilter { name: "A".to_owned(), ..all.clone() }).await.unwrap_err();
    assert_eq!(taken.constraint(), Some("saved_filters.name"));
    let renamed = SavedFilter { name: "B".to_owned(), query: all.query.clone(), ..full };
    store.save_filter(&renamed).await.unwrap();
    assert!(store.delete_filter(all.id).await.unwrap());
    assert!(!store.delete_filter(all.id).await.unwrap());
    assert_eq!(store.list_filters().await.unwrap(), [renamed]);
}

/// CM-UI-02: a filter that was saved with a single month asks for that month still.
#[tokio::test]
async fn single_month() {
    let (_folder, store) = store().await;
    crate::search::tests::execute(
        &store,
        "INSERT INTO saved_filters VALUES (unhex('01900000000070008000000000000001'), 'x', '{\"order_month\":202511,\"sort\":\"updated_at\",\"descending\":true,\"limit\":1,\"offset\":0}', 0)",
    )
    .await;
    let saved = store.list_filters().await.unwrap().remove(0);
    let november = Month::from_yyyymm(202_511);
    assert_eq!((saved.query.month_from, saved.query.month_to), (november, november));
    store.save_filter(&saved).await.unwrap();
    assert_eq!(store.list_filters().await.unwrap(), [saved]);
}

/// CM-UI-02: a filter that this program cannot have written is told as damage, with its id.
#[tokio::test]
async fn foreign_body() {
    let (_folder, store) = store().await;
    crate::search::tests::execute(
        &store,
        "INSERT INTO saved_filters VALUES (unhex('01900000000070008000000000000001'), 'x', '{\"state\":\"gone\",\"sort\":\"updated_at\",\"descending\":true,\"limit\":1,\"offset\":0}', 0)",
    )
    .await;
    assert!(matches!(store.list_filters().await, Err(StoreError::Inconsistent { column: "body", .. })));
}
