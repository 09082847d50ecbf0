use values::{Country, Instant, Month, OrderId, Uuid};

use super::*;
use crate::{
    open::Store,
    search::tests::{add_line, add_order, execute, id, store},
};

/// Keys of the listed orders, in their order.
async fn listed(store: &Store, query: OrderQuery) -> Vec<u8> {
    let page = store.list_orders(&query).await.unwrap();
    page.rows.iter().map(|row| row.order.id.as_uuid().as_bytes()[15]).collect()
}

/// Four orders: 1 declared with two lines, 2 confirmed and partly linked, 3 a draft with a wrong buyer, 4 deleted.
async fn four() -> (tempfile::TempDir, Store) {
    let (folder, store) = store().await;
    for (key, buyer) in [(1, "Maria Silva"), (2, "张三"), (3, ""), (4, "Maria Lopez")] {
        add_order(&store, key, buyer).await;
    }
    add_line(&store, 1, 1, "李娟", Some(19_900_000_001), "塑料玩具").await;
    add_line(&store, 2, 1, "鑫达商行", Some(19_912_345_678), "雨伞").await;
    add_line(&store, 3, 2, "ABC", None, "李娟牌水杯").await;
    add_line(&store, 4, 4, "李娟", None, "塑料玩具").await;
    execute(
        &store,
        "UPDATE orders SET state = 'declared', order_no = 'XB20251200000017', confirmed_at = 1, declared_at = 2, \
         declaration_no = '292120260000123456', destination = 'BR', total_usd = 500, passport_hash = unhex('000102030405060708090a0b0c0d0e0f'), \
         line_count = 2, linked_count = 2, amount_sum = 7, updated_at = 9000 WHERE key = 1; \
         UPDATE orders SET state = 'confirmed', order_no = 'XB20251200000009', confirmed_at = 1, destination = 'AE', \
         total_usd = 900, line_count = 3, linked_count = 1, amount_sum = 70 WHERE key = 2; \
         UPDATE orders SET raw = '{\"buyer_name\":\"50%_x\"}' WHERE key = 3; \
         UPDATE orders SET deleted = 1 WHERE key = 4; \
         INSERT INTO order_months VALUES (1, 202511, 2), (2, 202512, 1), (4, 202511, 1);",
    )
    .await;
    (folder, store)
}

/// YW-ORD-01: every filter, alone and together, with and without the index.
#[tokio::test]
async fn filters() {
    let (_folder, store) = four().await;
    let some = |text: &str| Some(text.to_owned());
    let all = OrderQuery::default();
    let instant = |millis| Some(Instant::from_millis(millis));
    let months = |from: Option<u32>, to: Option<u32>| OrderQuery {
        month_from: from.and_then(Month::from_yyyymm),
        month_to: to.and_then(Month::from_yyyymm),
        ..OrderQuery::default()
    };
    let table = [
        (all.clone(), vec![1, 3, 2]),
        (OrderQuery { buyer: some("aria"), ..all.clone() }, vec![1]),
        (OrderQuery { buyer: some("%"), ..all.clone() }, vec![3]),
        (OrderQuery { buyer: some("0%_"), ..all.clone() }, vec![3]),
        (OrderQuery { buyer: some("_"), ..all.clone() }, vec![3]),
        (OrderQuery { buyer: some(" "), ..all.clone() }, vec![1, 3, 2]),
        (
            OrderQuery {
                passport_hash: Some([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
                ..all.clone()
            },
            vec![1],
        ),
        (OrderQuery { passport_hash: Some([0; 16]), ..all.clone() }, vec![]),
        (OrderQuery { destination: Country::from_alpha2("AE"), ..all.clone() }, vec![2]),
        (OrderQuery { state: Some(StateName::Draft), ..all.clone() }, vec![3]),
        (OrderQuery { state: Some(StateName::Voided), ..all.clone() }, vec![]),
        (OrderQuery { links: Some(Links::None), ..all.clone() }, vec![3]),
        (OrderQuery { links: Some(Links::Partial), ..all.clone() }, vec![2]),
        (OrderQuery { links: Some(Links::All), ..all.clone() }, vec![1]),
        (OrderQuery { declaration: some("292120260000123456"), ..all.clone() }, vec![1]),
        (OrderQuery { declaration: some("１２３ 456"), ..all.clone() }, vec![1]),
        (OrderQuery { declaration: some("23456"), ..all.clone() }, vec![]),
        (OrderQuery { created_from: instant(2_000), ..all.clone() }, vec![3, 2]),
        (OrderQuery { created_before: instant(2_000), ..all.clone() }, vec![1]),
        (months(Some(202_511), Some(202_511)), vec![1]),
        (months(Some(202_511), Some(202_512)), vec![1, 2]),
        (months(Some(202_512), None), vec![2]),
        (months(None, Some(202_511)), vec![1]),
        (months(None, Some(202_510)), vec![]),
        (months(Some(202_601), Some(202_612)), vec![]),
        (OrderQuery { merchant: some("李娟"), ..all.clone() }, vec![1]),
        (OrderQuery { merchant: some("李娟 12345"), ..all.clone() }, vec![]), // of two lines
        (OrderQuery { merchant: some("12345"), ..all.clone() }, vec![1]),
        (OrderQuery { merchant: some("*"), ..all.clone() }, vec![]),
        (OrderQuery { text: some("李娟"), ..all.clone() }, vec![1, 2]),
        (OrderQuery { text: some("maria 雨伞"), ..all.clone() }, vec![1]), // of the order and of a line
        (OrderQuery { text: some("slwj"), state: Some(StateName::Declared), ..all.clone() }, vec![1]),
        (OrderQuery { text: some("%"), ..all.clone() }, vec![]),
        (
            OrderQuery {
                text: some("李娟"),
                destination: Country::from_alpha2("AE"),
                links: Some(Links::Partial),
                ..all.clone()
            },
            vec![2],
        ),
        (OrderQuery { limit: 1, offset: 1, ..all.clone() }, vec![3]),
    ];
    for indexed in [false, true] {
        while indexed && store.index_step(10).await.unwrap().left > 0 {}
        for (query, expected) in &table {
            assert_eq!(&listed(&store, query.clone()).await, expected, "{query:?}, indexed: {indexed}");
            let page = store.list_orders(query).await.unwrap();
            let total = if query.limit == 1 { 3 } else { expected.len() as u64 };
            assert_eq!(page.total, Total::Exactly(total), "{query:?}");
        }
    }
}

/// YW-ORD-01: counts of the states and sums of what is found, exact in each currency; wrong amounts are told, deleted
/// orders left out.
#[tokio::test]
async fn sums() {
    let (_folder, store) = four().await;
    execute(&store, "UPDATE orders SET line_currency = 'USD', wrong_count = 2 WHERE key = 2").await;
    let state = |state| OrderQuery { state: Some(state), ..OrderQuery::default() };
    let of = async |query: OrderQuery| store.sum_orders(&query).await.unwrap();
    let text = |figures: OrderFigures| {
        let amounts: Vec<String> =
            figures.amounts.iter().map(|sum| format!("{} {sum}", sum.currency().code())).collect();
        let OrderFigures { orders, lines, wrong, total_usd_minor, .. } = figures;
        format!("{orders} orders, {lines} lines, {wrong} wrong, {total_usd_minor}, {}", amounts.join(", "))
    };
    let all = of(OrderQuery::default()).await;
    let counts: Vec<_> = all.states.iter().map(|(name, total)| (name.name(), *total)).collect();
    let one = Total::Exactly(1);
    let none = Total::Exactly(0);
    assert_eq!(counts, [("draft", one), ("confirmed", one), ("declared", one), ("voided", none)]);
    assert_eq!(all.all, Total::Exactly(3));
    assert_eq!(text(all.figures.unwrap()), "3 orders, 5 lines, 2 wrong, 1400, CNY 0.07, USD 0.70");
    let declared = of(state(StateName::Declared)).await;
    assert_eq!((declared.states, declared.all), (all.states, all.all), "the tabs count what they would show");
    assert_eq!(text(declared.figures.unwrap()), "1 orders, 2 lines, 0 wrong, 500, CNY 0.07");
    let draft = of(state(StateName::Draft)).await;
    assert_eq!(text(draft.figures.unwrap()), "1 orders, 0 lines, 0 wrong, 0, ");
    let sought = of(OrderQuery { text: Some("李娟".to_owned()), ..OrderQuery::default() }).await;
    assert_eq!((sought.all, sought.figures.unwrap().lines), (Total::Exactly(2), 5));
    let nothing = of(OrderQuery { text: Some("%".to_owned()), ..OrderQuery::default() }).await;
    assert_eq!((nothing.all, nothing.figures.unwrap()), (none, OrderFigures::default()));
}

/// CM-UI-02: every column sorts both ways, rows without a value last.
#[tokio::test]
async fn sorting() {
    let (_folder, store) = four().await;
    for (column, ascending, descending) in [
        (OrderColumn::Number, [2, 1, 3], [1, 2, 3]),
        (OrderColumn::Buyer, [3, 1, 2], [2, 1, 3]),
        (OrderColumn::Passport, [3, 2, 1], [3, 2, 1]),
        (OrderColumn::Destination, [2, 1, 3], [1, 2, 3]),
        (OrderColumn::TotalUsd, [1, 2, 3], [2, 1, 3]),
        (OrderColumn::LineCount, [3, 1, 2], [2, 1, 3]),
        (OrderColumn::Amount, [3, 1, 2], [2, 1, 3]),
        (OrderColumn::Links, [3, 2, 1], [1, 2, 3]),
        (OrderColumn::State, [3, 2, 1], [1, 2, 3]),
        (OrderColumn::Declaration, [1, 3, 2], [1, 3, 2]),
        (OrderColumn::Created, [1, 2, 3], [3, 2, 1]),
        (OrderColumn::Updated, [2, 3, 1], [1, 3, 2]),
        (OrderColumn::Sync, [3, 2, 1], [3, 2, 1]),
    ] {
        for (is_descending, expected) in [(false, ascending), (true, descending)] {
            let sort = OrderSort { column, descending: is_descending };
            assert_eq!(
                listed(&store, OrderQuery { sort, ..OrderQuery::default() }).await,
                expected,
                "{sort:?}"
            );
        }
    }
}

/// YW-ORD-01: a row tells what waits for a server.
#[tokio::test]
async fn rows() {
    let (_folder, store) = four().await;
    execute(
        &store,
        "INSERT INTO changes (seq, id, order_key, kind, line_count, body, person, device, at) \
         VALUES (1, x'00000000000000000000000000000001', 2, 'edit_order', 0, x'7b7d', x'00', x'00', 0), \
                (2, x'00000000000000000000000000000002', 2, 'edit_order', 0, x'7b7d', x'00', x'00', 0); \
         INSERT INTO outbox (change_seq, order_key) SELECT seq, order_key FROM changes WHERE seq = 2;",
    )
    .await;
    let page = store
        .list_orders(&OrderQuery { state: Some(StateName::Confirmed), ..OrderQuery::default() })
        .await
        .unwrap();
    let [row] = &page.rows[..] else { panic!("one order is confirmed") };
    assert_eq!((row.links, row.pending, row.order.sums.lines), (Links::Partial, 1, 3));
    assert_eq!(row.order.id, OrderId::from_uuid(Uuid::from_slice(&id(2)).unwrap()));
}

/// CM-PERF-01: a word in more lines than are read to learn its orders finds the same orders, its total capped only
/// where it is great.
#[tokio::test]
async fn very_common_words() {
    let (_folder, store) = store().await;
    store.add_sample(60, 900, 6).await.unwrap();
    while store.index_step(500).await.unwrap().left > 0 {}
    let word = crate::search::words("199").unwrap();
    let mut conn = store.read().await.unwrap();
    let whole = crate::search::orders_with(&mut conn, &word, 100_000).await.unwrap();
    let part = crate::search::orders_with(&mut conn, &word, 100).await.unwrap();
    assert_eq!((whole[0].orders.len(), whole[0].or_probe.is_some()), (60, false));
    assert!(part[0].orders.len() < 60 && part[0].or_probe.is_some());
    let query = OrderQuery { text: Some("199".to_owned()), limit: 200, ..OrderQuery::default() };
    let few = store.list_reading(&query, 100).await.unwrap();
    assert_eq!(few, store.list_orders(&query).await.unwrap());
    assert_eq!((few.rows.len(), few.total), (60, Total::Exactly(60)));
    assert_eq!(store.sum_reading(&query, 100).await.unwrap(), store.sum_orders(&query).await.unwrap());
}
