//! What the content checks find, and what of a damaged row is told.

use domain::ImportMode;
use testkit::{TestHost, words};
use values::Code;

/// Names of the checks that found something.
async fn found(host: &TestHost) -> Vec<&'static str> {
    let checks = host.store().check_contents().await.unwrap();
    checks.into_iter().filter(|check| !check.faults.is_empty()).map(|check| check.name).collect()
}

/// CM-OFF-01, CM-AUD-01: a store that the verbs wrote is without fault; each damage is found by the check of its kind.
#[tokio::test]
async fn each_damage_is_found() {
    let table = [
        ("sums", "UPDATE orders SET amount_sum = amount_sum + 1"),
        ("sums", "UPDATE lines SET removed = 1, order_month = NULL WHERE place = 2048"),
        ("months", "UPDATE order_months SET line_count = line_count + 1"),
        ("months", "UPDATE lines SET order_month = 202401 WHERE place = 1024"),
        ("imports", "UPDATE imports SET imported = imported + 1"),
        ("mutations", "DELETE FROM mutations WHERE seq = 1"),
        ("mutations", "UPDATE sync_state SET sealed = sealed - 1"),
        ("attention", "UPDATE mutations SET verdict = 'rejected' WHERE seq = 1"),
        ("audit", "UPDATE audit SET subject = 'another' WHERE seq = 1"),
        ("audit", "DELETE FROM audit WHERE seq = 1"),
    ];
    for (name, damage) in table {
        let host = TestHost::new().await;
        let (id, lines) = host.draft(3).await;
        let facts = host.facts(ImportMode::Append, 0);
        let request = actions::ImportRequest { facts, rows: std::iter::empty(), updates: Vec::new() };
        actions::import_lines(&host, id, request, &|| false).await.unwrap();
        actions::remove_lines(&host, id, lines[2..].to_vec()).await.unwrap();
        for subject in ["one", "two"] {
            let (actor, now) = (actions::Host::actor(&host), actions::Host::now(&host));
            host.store().audit(actor, now, "reveal", subject, "buyer_passport").await.unwrap();
        }
        host.store().seal(200).await.unwrap();
        assert_eq!(found(&host).await, Vec::<&str>::new(), "before {damage}");
        host.store().damage(damage).await.unwrap();
        assert!(found(&host).await.contains(&name), "{damage}");
    }
}

/// CM-ERR-01: a row that this program cannot have written is told with its column and never taken for something else.
#[tokio::test]
async fn impossible_rows_are_told() {
    let table = [
        "UPDATE lines SET merchant_phone = 12",
        "UPDATE lines SET quantity = 0",
        "UPDATE lines SET packages = -1",
        "UPDATE lines SET lookup = 9",
        "UPDATE lines SET raw = 'no json'",
        "UPDATE lines SET order_month = 202513",
    ];
    for damage in table {
        let host = TestHost::new().await;
        let (id, _) = host.draft(1).await;
        host.store().damage(damage).await.unwrap();
        let error = host.store().lines_page(id, 0, 10).await.unwrap_err();
        assert_eq!(error.problem().code, Code::LocalStoreDamaged, "{damage}: {error:?}");
    }
    for damage in ["UPDATE orders SET state = 'confirmed'", "UPDATE orders SET raw = '[]'"] {
        let host = TestHost::new().await;
        let (id, _) = host.draft(1).await;
        host.store().damage(damage).await.unwrap();
        let error = host.store().order(id).await.unwrap_err();
        assert_eq!(error.problem().code, Code::LocalStoreDamaged, "{damage}: {error:?}");
        let refused = actions::add_lines(&host, id, &words::lines(1), true).await.unwrap_err();
        assert!(matches!(refused, actions::ActionError::Store(_)), "{refused:?}");
    }
}

/// YW-ORD-06: wrong lines are found in turn, around to the first again.
#[tokio::test]
async fn the_next_wrong_line() {
    let host = TestHost::new().await;
    let id = host.order(&[]).await;
    let wrong = words::typed_line(&[(domain::LineField::Amount, "x")]);
    let mut typed = words::lines(6);
    typed[1] = wrong.clone();
    typed[4] = wrong;
    let lines = host.lines(id, &typed).await;
    let next = async |position| host.store().next_wrong(id, position).await.unwrap();
    assert_eq!([next(0).await, next(1).await, next(2).await], [Some(2), Some(2), Some(5)]);
    assert_eq!([next(5).await, next(6).await], [Some(2), Some(2)]);
    actions::remove_lines(&host, id, vec![lines[0], lines[1]]).await.unwrap();
    assert_eq!(next(0).await, Some(3));
    actions::remove_lines(&host, id, vec![lines[4]]).await.unwrap();
    assert_eq!(next(0).await, None);
}
