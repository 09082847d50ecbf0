//! Merchants to choose from while one is being typed.

use actions::{Host as _, TypedEdit, add_lines::TypedLine, edit_lines, remove_lines, undo};
use domain::LineField;
use testkit::{TestHost, words};
use values::LineId;

/// A line that names a merchant, and nothing else.
fn line_of(name: &str, phone: &str) -> TypedLine {
    words::typed_line(&[(LineField::MerchantName, name), (LineField::MerchantPhone, phone)])
}

fn renamed(line: LineId, name: &str) -> [TypedEdit; 1] {
    [TypedEdit { line, fields: vec![(LineField::MerchantName, name.to_owned())] }]
}

async fn names(host: &TestHost, text: &str) -> Vec<String> {
    let found = host.store().suggested_merchants(text, 8, host.now()).await.unwrap();
    found.into_iter().map(|merchant| merchant.name).collect()
}

async fn counted(host: &TestHost) {
    while host.store().count_merchants(1_000).await.unwrap() > 0 {}
}

/// What the content check of merchants finds.
async fn faults(host: &TestHost) -> usize {
    let checks = host.store().check_contents().await.unwrap();
    checks.iter().find(|check| check.name == "merchants").unwrap().faults.len()
}

/// YW-ORD-12, CM-PERF-01: the merchant of the oldest line is found behind thousands of newer ones, by any part of three
/// letters, digits or Chinese, and by its initials; each merchant once, the last used first.
#[tokio::test]
async fn yw_ord_12_old_merchants_are_found() {
    let host = TestHost::new().await;
    let id = host.order(&[]).await;
    let old = line_of("义乌市鑫达玩具商行", "19900000009");
    let oldest = host.lines(id, &[old]).await[0];
    host.lines(id, &vec![line_of("永康市五金厂", "19911111111"); 4_500]).await;
    host.lines(id, &[line_of("Sample Toys", "19922222222")]).await;
    assert_eq!(names(&host, "").await, ["Sample Toys", "永康市五金厂"], "not counted yet");
    counted(&host).await;
    let all = ["Sample Toys", "永康市五金厂", "义乌市鑫达玩具商行"];
    assert_eq!(names(&host, "").await, all);
    for (text, found) in [
        ("鑫达", &all[2..]),
        ("ywsxd", &all[2..]),
        ("yw", &all[2..]),
        ("xdwj", &all[2..]),
        ("xd", &all[3..]),
        ("玩具 义乌", &all[2..]),
        ("0000009", &all[2..]),
        ("199", &all[..]),
        ("toys", &all[..1]),
        ("%", &all[3..]),
        ("没有", &all[3..]),
    ] {
        assert_eq!(names(&host, text).await, found, "{text}");
    }
    let one = host.store().suggested_merchants("", 1, host.now()).await.unwrap();
    assert_eq!(one.len(), 1);
    edit_lines(&host, id, &renamed(oldest, "Sample Toys")).await.unwrap();
    edit_lines(&host, id, &renamed(oldest, "义乌市鑫达玩具商行")).await.unwrap();
    assert_eq!(names(&host, "").await, [all[2], all[0], all[1]], "the last used first");
}

/// YW-ORD-12: a merchant that no line names any more is not offered, one whose line comes back is; a line that is being
/// typed leaves nothing behind.
#[tokio::test]
async fn yw_ord_12_only_merchants_of_lines_are_found() {
    let host = TestHost::new().await;
    let id = host.order(&[]).await;
    let lines = host.lines(id, &[line_of("商户甲", "19900000001"), line_of("商户乙", "19900000002")]).await;
    for when in ["before they are counted", "after"] {
        edit_lines(&host, id, &renamed(lines[0], "商户丙")).await.unwrap();
        let [now, gone] = [names(&host, "丙").await, names(&host, "甲").await];
        assert_eq!((now.len(), gone.len()), (1, 0), "{when}");
        undo(&host, id).await.unwrap();
        assert_eq!(names(&host, "甲").await, ["商户甲"], "{when}");
        remove_lines(&host, id, lines.clone()).await.unwrap();
        assert!(names(&host, "商户").await.is_empty(), "{when}");
        undo(&host, id).await.unwrap();
        assert_eq!(names(&host, "商户").await.len(), 2, "{when}");
        edit_lines(&host, id, &renamed(lines[0], "")).await.unwrap();
        assert!(names(&host, "甲").await.is_empty(), "{when}");
        undo(&host, id).await.unwrap();
        assert_eq!(faults(&host).await, 0, "{when}");
        counted(&host).await;
    }
    actions::duplicate_order(&host, id).await.unwrap();
    assert_eq!(names(&host, "甲").await, ["商户甲"], "the copy's line is another of the same merchant");
    counted(&host).await;
    remove_lines(&host, id, lines).await.unwrap();
    assert_eq!(names(&host, "甲").await, ["商户甲"], "the copy names it");
    assert_eq!(faults(&host).await, 0);
    host.store().damage("UPDATE used_merchants SET line_count = line_count + 1").await.unwrap();
    assert_eq!(faults(&host).await, 2, "a wrong count is found");
}
