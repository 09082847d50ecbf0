//! History, import records, and the small facts of a vault.

use actions::{Host as _, ImportRequest, ImportedRow, edit_order, undo};
use domain::{Change, Entry, ImportMode, Lookup, OrderField};
use testkit::{TestHost, words, words::typed_head};
use values::{Code, Currency, Instant, MerchantNo};

/// YW-ORD-15, CM-AUD-01: every change with before and after, who and when, newest first, page by page; undo names what
/// it takes back.
#[tokio::test]
async fn history_tells_every_change() {
    let host = TestHost::new().await;
    let id = host.order(&words::buyer()).await;
    host.pass_millis(1_000);
    host.act_as(2, 3);
    edit_order(&host, id, &typed_head(&[(OrderField::BuyerPassport, "??\\"), (OrderField::Remark, "")]))
        .await
        .unwrap();
    undo(&host, id).await.unwrap();
    let all = host.store().history(id, None, 10).await.unwrap();
    let kinds: Vec<_> = all.iter().map(|entry| entry.record.change.name()).collect();
    assert_eq!(kinds, ["edit_order", "edit_order", "create_order"]);
    assert!(all.is_sorted_by(|newer, older| newer.seq > older.seq));
    assert_eq!((all[0].undoes, all[1].undoes), (Some(all[1].seq), None));
    assert_eq!((all[1].record.actor, all[1].record.at), (host.actor(), host.now()));
    let Change::EditOrder { fields } = &all[1].record.change else { panic!("{:?}", all[1]) };
    let edit = &fields[0];
    assert_eq!(edit.before, Entry::Value("L898902C3".into()));
    assert_eq!(edit.after, Entry::Raw("??\\".into()));
    let page = host.store().history(id, Some(all[0].seq), 1).await.unwrap();
    assert_eq!(page, all[1..2]);
}

/// YW-IMP-16, YW-IMP-11: what is kept of an import; the same file is known again in the same order only.
#[tokio::test]
async fn imports_are_recorded() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(0).await;
    let (other, _) = host.draft(0).await;
    let mut facts = host.facts(ImportMode::Append, 5);
    facts.file_name = "七月 \"清单\".xlsx".to_owned();
    facts.left_out = 3;
    facts.duplicates = 1;
    facts.errors_by_code = vec![(Code::MoneyScale, 1), (Code::PhoneFormat, 2)];
    let fields = words::fields(&words::line(1), host.today(), Currency::CNY);
    let rows = vec![ImportedRow { fields, lookup: Lookup::None }; 2].into_iter();
    let request = ImportRequest { facts: facts.clone(), rows, updates: Vec::new() };
    actions::import_lines(&host, id, request, &|| false).await.unwrap();
    let [record] = &host.store().import_records(id).await.unwrap()[..] else { panic!("one record") };
    assert_eq!(
        (record.id, &record.file_name, &record.sha256[..]),
        (facts.id, &facts.file_name, &facts.sha256[..])
    );
    assert_eq!((record.rows, record.imported, record.left_out, record.duplicates), (5, 2, 3, 1));
    assert_eq!(record.errors_by_code, facts.errors_by_code);
    assert_eq!((record.at, record.person), (host.now(), host.actor().person));
    assert_eq!(host.store().same_file(id, &facts.sha256).await.unwrap(), Some((host.now(), 2)));
    assert_eq!(host.store().same_file(other, &facts.sha256).await.unwrap(), None);
    assert_eq!(host.store().same_file(id, &[0; 32]).await.unwrap(), None);
}

/// CM-OFF-01, YW-ORD-10, YW-IMP-04, YW-ORD-12: settings, what is being typed, column mappings and merchants survive a
/// restart and give way to newer ones.
#[tokio::test]
async fn small_facts_are_remembered() {
    let mut host = TestHost::new().await;
    let now = host.now();
    let store = host.store();
    store.set_setting("language", "zh").await.unwrap();
    store.set_setting("language", "en").await.unwrap();
    store.keep_scratch("order/1/entry", Some("{\"amount\":\"12\"}"), now).await.unwrap();
    store.keep_scratch("order/2/entry", Some("gone"), now).await.unwrap();
    store.keep_scratch("order/2/entry", None, now).await.unwrap();
    let columns = vec![("amount".to_owned(), 7), ("goods_name".to_owned(), 0)];
    store.remember_mapping(&[1, 2], &[("amount".to_owned(), 1)], now).await.unwrap();
    store.remember_mapping(&[1, 2], &columns, now).await.unwrap();
    host.know_merchant("M00000001", words::merchant("示例商户一", 19_900_000_001, true)).await;
    let newest = words::merchant("示例商户一（新）", 19_900_000_002, false);
    host.know_merchant("M00000001", newest.clone()).await;
    host.reopen().await;
    let store = host.store();
    assert_eq!(store.setting("language").await.unwrap().as_deref(), Some("en"));
    assert_eq!(store.setting("theme").await.unwrap(), None);
    assert_eq!(store.scratch("order/1/entry").await.unwrap().as_deref(), Some("{\"amount\":\"12\"}"));
    assert_eq!(store.scratch("order/2/entry").await.unwrap(), None);
    assert_eq!(store.column_mapping(&[1, 2]).await.unwrap(), Some(columns));
    assert_eq!(store.column_mapping(&[3]).await.unwrap(), None);
    let known = vec![(MerchantNo::parse("M00000001").unwrap(), newest)];
    assert_eq!(store.known_merchants(now).await.unwrap(), known);
    let later = Instant::from_millis(now.millis() + 90 * 86_400_000 + 1);
    assert_eq!(store.known_merchants(later).await.unwrap(), []);
}
