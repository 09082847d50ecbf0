//! Rows that the database itself refuses.

use actions::{Host as _, Tx as _};
use domain::{Line, Lookup};
use testkit::{TestHost, words};
use values::{Currency, LineId, Uuid};

fn lines(host: &TestHost, count: u32) -> Vec<Line> {
    let fields = words::fields(&words::line(1), host.today(), Currency::CNY);
    let line = |n: u32| Line {
        id: LineId::from_uuid(Uuid::from_u128(n.into())),
        place: i64::from(n) * 1_024,
        fields: fields.clone(),
        lookup: Lookup::None,
        linked: false,
    };
    (1..=count).map(line).collect()
}

/// YW-IMP-13, CM-OFF-01: one refused row among many ends the transaction. It cannot be committed with the rows before,
/// nothing of it is left, and the next one finds its writer.
#[tokio::test]
async fn a_refused_row_leaves_nothing() {
    let host = TestHost::new().await;
    let id = host.order(&words::buyer()).await;
    for twin in [0, 449] {
        let mut lines = lines(&host, 500);
        lines[twin].id = lines[499].id;
        let mut tx = host.begin().await.unwrap();
        tx.order(id).await.unwrap();
        let refused = tx.insert_lines(id, &lines, None).await.unwrap_err();
        assert!(refused.cause.to_string().contains("lines.id"), "{}", refused.cause);
        tx.commit().await.unwrap_err();
        assert_eq!(host.stored_lines(id).await, []);
        assert_eq!(host.store().month_counts(id).await.unwrap(), []);
    }
    let mut tx = host.begin().await.unwrap();
    tx.insert_lines(id, &lines(&host, 500), None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(host.store().lines_page(id, 499, 1).await.unwrap().lines.len(), 1);
    assert_eq!(host.store().month_counts(id).await.unwrap().iter().map(|(_, n)| n).sum::<u32>(), 500);
}

/// CM-OFF-01: a line of an order that is not there is refused at the commit at the latest.
#[tokio::test]
async fn a_line_of_no_order_is_refused() {
    let host = TestHost::new().await;
    let sql = "INSERT INTO lines (id, order_key, place, lookup, wrong) VALUES (zeroblob(16), 77, 1, 0, 1)";
    host.store().damage(sql).await.unwrap_err();
    assert!(host.store().check_contents().await.unwrap().iter().all(|check| check.faults.is_empty()));
}
