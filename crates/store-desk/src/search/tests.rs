use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::*;
use crate::open::{DatabaseKey, Store};

pub(crate) async fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = DatabaseKey::new(Zeroizing::new([7; 32]));
    let store = Store::create(&folder.path().join("vault.db"), &key).await.unwrap();
    (folder, store)
}

/// An id whose last byte is the key.
pub(crate) fn id(key: i64) -> Vec<u8> {
    let mut id = vec![0x01, 0x90, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 0];
    id[14..].copy_from_slice(&u16::try_from(key).unwrap().to_be_bytes());
    id
}

pub(crate) async fn execute(store: &Store, sql: &str) {
    let mut tx = store.begin().await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

pub(crate) async fn add_order(store: &Store, key: i64, buyer: &str) {
    let mut tx = store.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO orders (key, id, buyer_kind, buyer_name, line_currency, created_at, updated_at) \
         VALUES (?1, ?2, 'person', ?3, 'CNY', ?1 * 1000, ?1 * 1000)",
    )
    .bind(key)
    .bind(id(key))
    .bind((!buyer.is_empty()).then_some(buyer))
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// Adds a line; its place is its key.
pub(crate) async fn add_line(
    store: &Store,
    key: i64,
    order: i64,
    name: &str,
    phone: Option<i64>,
    goods: &str,
) {
    let mut tx = store.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO lines (key, id, order_key, place, merchant_name, merchant_phone, goods_name, lookup, wrong) \
         VALUES (?1, ?2, ?3, ?1, ?4, ?5, ?6, 0, 0)",
    )
    .bind(key)
    .bind(id(key))
    .bind(order)
    .bind(name)
    .bind(phone)
    .bind(goods)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn index_all(store: &Store) {
    while store.index_step(3).await.unwrap().left > 0 {}
    assert_sound(store).await;
}

async fn assert_sound(store: &Store) {
    let mut conn = store.read().await.unwrap();
    assert_eq!(check(&mut conn, 10).await.unwrap(), Vec::<String>::new());
}

/// (order, line) keys of all hits; line 0 is the order itself.
async fn found(store: &Store, text: &str) -> BTreeSet<(u16, u16)> {
    let page = store.search(text, 200).await.unwrap();
    assert_eq!(page.total, Total::Exactly(page.hits.len() as u64), "{text}");
    let key = |uuid: &values::Uuid| u16::from_be_bytes(uuid.as_bytes()[14..].try_into().unwrap());
    page.hits
        .iter()
        .map(|hit| (key(hit.order.as_uuid()), hit.line.as_ref().map_or(0, |line| key(line.id.as_uuid()))))
        .collect()
}

/// YW-ORD-01, CM-UI-02: the same texts are found before the index has seen them and after.
#[tokio::test]
async fn texts_and_queries() {
    let (_folder, store) = store().await;
    add_order(&store, 1, "José Hassan").await;
    add_order(&store, 2, "张三").await;
    execute(&store, "UPDATE orders SET contract_no = 'HT-2026-001', remark = '急单 50%_off', order_no = 'XB20251200000017', confirmed_at = 1, state = 'confirmed' WHERE key = 1").await;
    add_line(&store, 1, 1, "义乌市鑫达玩具商行", Some(19_900_000_001), "塑料玩具").await;
    add_line(&store, 2, 1, "李娟", Some(19_912_345_678), "A4纸(彩色)打印纸").await;
    add_line(&store, 3, 2, "ABC Trading", None, "ＵＳＢ充电器 2000mAh").await;
    execute(&store, "UPDATE lines SET merchant_no = 'SH20250001' WHERE key = 3").await;
    execute(&store, "INSERT INTO lines (key, id, order_key, place, raw, lookup, wrong) SELECT 4, unhex('01900000000070008000000000000004'), 2, 4, '{\"goods_name\":\"错误品名\",\"merchant_phone\":\"１２３x\",\"amount\":\"玩\"}', 0, 1").await;
    let (order, line) = ((1, 0), |order, line| (order, line));
    let table: &[(&str, &[(u16, u16)])] = &[
        // 1, 2, 3, more Chinese characters, anywhere and only together
        ("玩", &[line(1, 1)]),
        ("玩具", &[line(1, 1)]),
        ("塑料玩", &[line(1, 1)]),
        ("玩料", &[]),
        ("行塑", &[]),               // not across fields
        ("纸彩色打", &[line(1, 2)]), // brackets within Chinese do not matter
        ("张三", &[line(2, 0)]),
        // initials, from their beginning below three letters
        ("slwj", &[line(1, 1)]),
        ("LWJ", &[line(1, 1)]),
        ("sl", &[line(1, 1)]),
        ("wj", &[]),
        ("zs", &[line(2, 0)]),
        ("xdwj", &[line(1, 1)]),
        // digits and letters: anywhere from three on, beginnings below
        ("199", &[line(1, 1), line(1, 2)]),
        ("2345", &[line(1, 2)]),
        ("000001", &[order, line(1, 1)]), // the number of the order ends in ...000017
        ("19", &[line(1, 1), line(1, 2)]),
        ("34", &[]),
        ("a", &[line(1, 2), line(2, 3)]),
        ("a4", &[line(1, 2)]),
        ("A4纸", &[line(1, 2)]),
        ("abc", &[line(2, 3)]),
        ("bctr", &[]), // not across words
        ("usb", &[line(2, 3)]),
        ("ＵＳＢ", &[line(2, 3)]),
        ("２０００ｍ", &[line(2, 3)]),
        ("sh2025", &[line(2, 3)]),
        ("jose", &[order]),
        ("JOSÉ", &[order]),
        ("ht-2026-001", &[order]),
        ("XB2025", &[order]),
        ("00017", &[order]),
        // the draft number as it is shown
        ("草稿-000002", &[line(2, 0)]),
        // several words
        ("玩具 199", &[line(1, 1)]),
        ("玩具 abc", &[]),
        ("  鑫达　塑料  ", &[line(1, 1)]),
        // wrong texts as typed, but only of searched fields
        ("错误", &[line(2, 4)]),
        ("123x", &[line(2, 4)]),
        // nothing is a wildcard or an operator
        ("%", &[]),
        ("_", &[]),
        ("\"", &[]),
        ("*", &[]),
        ("玩*", &[line(1, 1)]),
        ("玩%具", &[line(1, 1)]),
        ("\"玩具\" OR", &[]),
        ("NOT", &[]),
        ("merchant:", &[]),
        ("^", &[]),
        ("'; DROP TABLE search; --", &[]),
        ("50%_off", &[order]),
        ("🎈", &[]),
        ("", &[]),
        ("   ", &[]),
    ];
    for indexed in [false, true] {
        if indexed {
            index_all(&store).await;
        }
        for (text, expected) in table {
            assert_eq!(
                found(&store, text).await,
                expected.iter().copied().collect(),
                "{text:?}, indexed: {indexed}"
            );
        }
    }
}

/// YW-ORD-01: what changes is found as it is now, before the index has caught up and after; removed lines and deleted
/// orders are not found.
#[tokio::test]
async fn changed_rows() {
    let (_folder, store) = store().await;
    add_order(&store, 1, "张三").await;
    add_line(&store, 1, 1, "李娟", None, "雨伞").await;
    add_line(&store, 2, 1, "李娟", None, "水杯").await;
    index_all(&store).await;
    let mut tx = store.begin().await.unwrap();
    sqlx::raw_sql("UPDATE lines SET goods_name = '拖鞋' WHERE key = 1; UPDATE lines SET removed = 1 WHERE key = 2; UPDATE orders SET buyer_name = '王五' WHERE key = 1")
        .execute(&mut *tx).await.unwrap();
    touch_lines(&mut tx, &[1, 2, 77]).await.unwrap();
    touch_order(&mut tx, 1).await.unwrap();
    tx.commit().await.unwrap();
    for indexed in [false, true] {
        if indexed {
            index_all(&store).await;
        }
        for (text, expected) in
            [("雨伞", None), ("拖鞋", Some((1, 1))), ("水杯", None), ("张三", None), ("王五", Some((1, 0)))]
        {
            assert_eq!(
                found(&store, text).await,
                expected.into_iter().collect(),
                "{text}, indexed: {indexed}"
            );
        }
    }
    execute(&store, "UPDATE lines SET removed = 0 WHERE key = 2").await;
    let mut tx = store.begin().await.unwrap();
    touch_lines(&mut tx, &[2]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&store, "水杯").await, BTreeSet::from([(1, 2)]));
    execute(&store, "UPDATE orders SET deleted = 1").await;
    assert_eq!(found(&store, "水杯").await, BTreeSet::new());
    index_all(&store).await;
    assert_eq!(found(&store, "拖鞋").await, BTreeSet::new());
    execute(&store, "UPDATE orders SET deleted = 0").await;
    assert_eq!(found(&store, "水杯").await, BTreeSet::from([(1, 2)]));
}

/// YW-IMP-03: cut off in the middle of any step, the index goes on without loss or doubles; the check tells the
/// difference.
#[tokio::test]
async fn cut_off_steps() {
    let (_folder, store) = store().await;
    store.add_sample(5, 400, 3).await.unwrap();
    let mut done = 0;
    while done < 405 {
        let mut lost = store.begin().await.unwrap();
        index::step(&mut lost, 37).await.unwrap();
        drop(lost);
        let mut kept = store.begin().await.unwrap();
        done += index::step(&mut kept, 23).await.unwrap();
        kept.commit().await.unwrap();
        assert_sound(&store).await;
    }
    assert_eq!(store.index_step(10).await.unwrap().left, 0);
    execute(&store, "DELETE FROM search WHERE rowid = (1 << 32 | 3)").await;
    let mut conn = store.read().await.unwrap();
    assert_eq!(check(&mut conn, 10).await.unwrap(), [(1_i64 << 32 | 3).to_string()]);
}

/// CM-PERF-01: the steps merge what they write, so that however small they are a search has few segments to ask.
#[tokio::test]
async fn segments_stay_few() {
    let (_folder, store) = store().await;
    add_order(&store, 1, "").await;
    let mut most = 0;
    for key in 1..=150 {
        add_line(&store, key, 1, "示例商户", Some(19_900_000_000 + key), "塑料玩具").await;
        store.index_step(1).await.unwrap();
        let mut reader = store.read().await.unwrap();
        let segments: i64 = sqlx::query_scalar("SELECT count(DISTINCT segid) FROM search_idx")
            .fetch_one(&mut *reader)
            .await
            .unwrap();
        most = most.max(segments);
    }
    assert!((2..=24).contains(&most), "{most} segments");
    assert_sound(&store).await;
}

/// CM-UI-02: totals are counted to 1,000; hits come newest first.
#[tokio::test]
async fn many_hits() {
    let (_folder, store) = store().await;
    store.add_sample(20, 3_000, 4).await.unwrap();
    for indexed in [false, true] {
        if indexed {
            while store.index_step(1_000).await.unwrap().left > 0 {}
        }
        let page = store.search("199", 50).await.unwrap();
        assert_eq!(page.total, Total::AtLeast(1_000));
        assert_eq!(page.hits.len(), 50);
        let newest = page.hits[0].order_number.clone();
        assert!(page.hits.iter().all(|hit| hit.order_number == newest && hit.line.is_some()));
    }
}

/// YW-ORD-01: lines within one order, with their positions, few or many, from any position on.
#[tokio::test]
async fn within_one_order() {
    let (_folder, store) = store().await;
    add_order(&store, 1, "").await;
    add_order(&store, 2, "雨伞").await;
    let order = values::OrderId::from_uuid(values::Uuid::from_slice(&id(1)).unwrap());
    for key in 1..=40 {
        add_line(&store, key, 1 + key % 2, "李娟", None, if key % 5 == 0 { "雨伞" } else { "水杯" }).await;
    }
    execute(&store, "UPDATE lines SET removed = 1 WHERE key = 2").await;
    for indexed in [false, true] {
        if indexed {
            index_all(&store).await;
        }
        // Even keys are of order 1; the removed key 2 moves everything up by one.
        for (after, limit, expected) in [(0, 10, vec![4, 9, 14, 19]), (4, 2, vec![9, 14]), (19, 5, vec![])] {
            let hits = store.search_lines(order, "雨伞", after, limit).await.unwrap();
            assert_eq!(hits.hits.iter().map(|hit| hit.position).collect::<Vec<_>>(), expected);
            assert_eq!(hits.total, Total::Exactly(4));
        }
    }
    let many = store.search_lines(order, " ", 0, 5).await.unwrap();
    assert_eq!((many.hits.len(), many.total), (0, Total::Exactly(0)));
    store.add_sample(1, 2_500, 5).await.unwrap();
    let sample = store.search("199", 1).await.unwrap().hits[0].order;
    for _ in 0..2 {
        let hits = store.search_lines(sample, "199", 700, 3).await.unwrap();
        assert_eq!(hits.hits.iter().map(|hit| hit.position).collect::<Vec<_>>(), [701, 702, 703]);
        assert_eq!(hits.total, Total::AtLeast(1_000));
        while store.index_step(1_000).await.unwrap().left > 0 {}
    }
}

/// Stretches of a text by the letter of the rule, written apart from the program: (Chinese?, characters).
fn oracle_stretches(text: &str) -> Vec<(bool, String)> {
    let mut found: Vec<(bool, String)> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let c = if ('！'..='～').contains(&c) { char::from_u32(u32::from(c) - 0xFEE0).unwrap() } else { c };
        let han = ('\u{4e00}'..='\u{9fff}').contains(&c);
        if !han && !c.is_ascii_alphanumeric() {
            open &= found.last().is_some_and(|(han, _)| *han);
            continue;
        }
        match found.last_mut() {
            Some((kind, stretch)) if open && *kind == han => stretch.push(c.to_ascii_lowercase()),
            _ => found.push((han, c.to_ascii_lowercase().to_string())),
        }
        open = true;
    }
    found
}

fn oracle_holds(texts: &[&str], query: &str) -> bool {
    let initial = |c| match c {
        '塑' => 's',
        '料' => 'l',
        '玩' => 'w',
        '具' => 'j',
        _ => unreachable!("the alphabet has four characters"),
    };
    let sought: Vec<_> = query.split_whitespace().flat_map(oracle_stretches).collect();
    !sought.is_empty()
        && sought.iter().all(|(han, part)| {
            texts.iter().flat_map(|text| oracle_stretches(text)).any(|(is_han, stretch)| {
                let initials: String =
                    if is_han { stretch.chars().map(initial).collect() } else { String::new() };
                match (han, part.len() < GRAM_BYTES) {
                    (true, _) => is_han && stretch.contains(part),
                    (false, true) => (!is_han && stretch.starts_with(part)) || initials.starts_with(part),
                    (false, false) => (!is_han && stretch.contains(part)) || initials.contains(part),
                }
            })
        })
}
const GRAM_BYTES: usize = 3;

/// YW-ORD-01: over random texts, the index, the scan of what it lacks, and a plain reading of the rule agree; while the
/// index is behind by any amount.
#[tokio::test]
async fn index_scan_and_oracle_agree() {
    let (_folder, store) = store().await;
    let mut seed = 20_251_120_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let alphabet: Vec<char> = "塑料玩具塑料玩具slwjSＬ1２3 (-".chars().collect();
    let mut text = |longest: u64| -> String {
        let length = 1 + next(longest);
        (0..length).map(|_| alphabet[usize::try_from(next(alphabet.len() as u64)).unwrap()]).collect()
    };
    add_order(&store, 1, "").await;
    let mut rows = Vec::new();
    for key in 1..=150 {
        let (name, goods) = (text(12), text(12));
        add_line(&store, key, 1, &name, None, &goods).await;
        rows.push((name, goods));
    }
    for round in 0..300 {
        if round % 3 == 0 {
            store.index_step(2).await.unwrap();
        }
        let query = format!("{} {}", text(5), if round % 2 == 0 { String::new() } else { text(3) });
        let expected: BTreeSet<(u16, u16)> = (1..)
            .zip(&rows)
            .filter(|(_, (name, goods))| oracle_holds(&[name, goods], &query))
            .map(|(key, _)| (1, key))
            .collect();
        let mut got = found(&store, &query).await;
        got.remove(&(1, 0)); // the draft number of the order
        assert_eq!(got, expected, "{query:?} in round {round}");
    }
    index_all(&store).await;
}
