//! What `doctor` asks of the contents: whether everything that is kept incrementally equals what it is kept for.

use domain::Sums;
use sqlx::{Acquire as _, Row as _, SqliteConnection};

use crate::{
    audit,
    error::StoreError,
    open::Store,
    reads,
    rows::{self, ORDER_COLUMNS},
    search, sync,
};

/// One check of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentCheck {
    /// What was checked.
    pub name: &'static str,
    /// Ids of what is not as it should be; empty when all is well. At most ten.
    pub faults: Vec<String>,
}

/// How many faults a check names.
const FAULTS_NAMED: i64 = 10;

impl Store {
    /// Recomputes sums and months of every order, and follows the pointers of history, outbox, undo and audit.
    pub async fn check_contents(&self) -> Result<Vec<ContentCheck>, StoreError> {
        let mut reader = self.read().await?;
        // One moment for all: a program that writes meanwhile is no fault.
        let mut conn = reader.begin().await?;
        let mut checks = vec![ContentCheck { name: "sums", faults: wrong_sums(&mut conn).await? }];
        for (name, sql) in POINTERS {
            let faults = sqlx::query_scalar(*sql).bind(FAULTS_NAMED).fetch_all(&mut *conn).await?;
            checks.push(ContentCheck { name, faults });
        }
        let confirmed = sync::check_confirmed(&mut conn).await?;
        checks.push(ContentCheck { name: "confirmed", faults: confirmed });
        checks.push(ContentCheck { name: "search", faults: search::check(&mut conn, FAULTS_NAMED).await? });
        let broken = audit::first_broken(&mut conn).await?;
        checks.push(ContentCheck { name: "audit", faults: broken.iter().map(i64::to_string).collect() });
        Ok(checks)
    }
}

/// Queries that answer with what is wrong.
const POINTERS: &[(&str, &str)] = &[
    (
        "months",
        "SELECT lower(hex(id)) FROM (SELECT order_key, order_month, sum(n) AS n FROM ( \
         SELECT order_key, order_month, line_count AS n FROM order_months UNION ALL \
         SELECT order_key, order_month, -1 FROM lines WHERE removed = 0 AND order_month IS NOT NULL) \
         GROUP BY order_key, order_month HAVING sum(n) <> 0) JOIN orders ON orders.key = order_key LIMIT ?",
    ),
    (
        "outbox",
        "SELECT CAST(change_seq AS TEXT) FROM outbox WHERE change_seq NOT IN (SELECT seq FROM changes) LIMIT ?",
    ),
    (
        // Every number that is still to be answered has its body, and none has one that was not given out.
        "mutations",
        "SELECT CAST(sealed AS TEXT) FROM sync_state WHERE sealed - processed <> \
         (SELECT count(*) FROM mutations WHERE seq > processed AND seq <= sealed) \
         OR EXISTS (SELECT 1 FROM mutations WHERE seq > sealed) LIMIT ?",
    ),
    (
        "attention",
        "SELECT CAST(seq AS TEXT) FROM mutations WHERE verdict IN ('conflict', 'rejected') \
         AND id NOT IN (SELECT id FROM attention) LIMIT ?",
    ),
    (
        "undo",
        "SELECT CAST(step AS TEXT) FROM undo_steps WHERE first_seq > last_seq \
         OR first_seq NOT IN (SELECT seq FROM changes) OR last_seq NOT IN (SELECT seq FROM changes) LIMIT ?",
    ),
    (
        "imports",
        // A server forgets its tombstones in the end: of an import that it has, some lines may never have come.
        "SELECT lower(hex(imports.id)) FROM imports JOIN orders ON orders.key = imports.order_key LEFT JOIN \
         (SELECT import_key, count(*) AS n FROM lines WHERE import_key IS NOT NULL GROUP BY import_key) AS found \
         ON found.import_key = imports.key WHERE imported < coalesce(n, 0) \
         OR (imported > coalesce(n, 0) AND confirmed_rev IS NULL) LIMIT ?",
    ),
    (
        // Of each merchant whose lines are counted wrongly the newest line.
        "merchants",
        "SELECT CAST(max(line) AS TEXT) FROM (SELECT merchant_no, name, phone, line_count AS n, used AS line \
         FROM used_merchants UNION ALL SELECT coalesce(merchant_no, ''), coalesce(merchant_name, ''), \
         coalesce(merchant_phone, 0), -1, key FROM lines WHERE removed = 0 \
         AND key <= (SELECT line_key FROM used_merchants_marker) \
         AND (merchant_no IS NOT NULL OR merchant_name IS NOT NULL)) \
         GROUP BY merchant_no, name, phone HAVING sum(n) <> 0 LIMIT ?",
    ),
];

async fn wrong_sums(conn: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let sql = format!("SELECT {ORDER_COLUMNS} FROM orders");
    let orders = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&mut *conn).await?;
    let mut faults = Vec::new();
    for row in &orders {
        let (key, order) = rows::order(row)?;
        let mut sums = Sums::default();
        reads::each_of(conn, key, order.fields.line_currency, |_, line| {
            sums += Sums::of(&line);
            Ok(())
        })
        .await?;
        if sums != order.sums {
            faults.push(order.id.to_string());
        }
    }
    faults.truncate(usize::try_from(FAULTS_NAMED).unwrap_or(usize::MAX));
    Ok(faults)
}

impl Store {
    /// The highest change there is and how often pages were put on: it grows with every write, so that a window sees what another program did.
    pub async fn change_counter(&self) -> Result<i64, StoreError> {
        let mut conn = self.read().await?;
        let row = sqlx::query("SELECT coalesce(max(seq), 0) + (SELECT count FROM pulls) AS seq FROM changes")
            .fetch_one(&mut *conn)
            .await?;
        Ok(row.try_get("seq")?)
    }
}
