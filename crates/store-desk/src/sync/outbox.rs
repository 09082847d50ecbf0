//! What waits to be synchronised: read for sending, for people, and for a file.

use domain::{Mutation, Outcome};
use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Row as _, sqlite::SqliteRow};
use sync::engine::Batch;
use values::{Instant, OrderId, Problem};
use wire::outcome::read_outcome;

use crate::{
    error::StoreError,
    open::Store,
    rows::{self, ORDER_COLUMNS, inconsistent},
};

/// A sealed mutation as it is sent, the same each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBody {
    /// Its number.
    pub seq: i64,
    /// The SHA-256 of its body.
    pub hash: [u8; 32],
    /// Its canonical body.
    pub text: String,
}

/// What a status bar counts (CM-OFF-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SyncCounts {
    /// 待同步 n: changes that are not sealed, and sealed mutations that no row of the server's has in it yet. What was made and
    /// deleted before anything was sent waits for nothing.
    pub waiting: i64,
    /// When the oldest of them was made.
    pub oldest_at: Option<Instant>,
    /// 需处理 n: entries that nobody decided.
    pub attention: i64,
}

/// An order that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingOrder {
    /// The order, deleted or not.
    pub order: domain::Order,
    /// How many changes and mutations of it wait.
    pub waiting: i64,
    /// When the oldest was made.
    pub oldest_at: Instant,
    /// How many of them have been sealed.
    pub sealed: i64,
    /// What the server said when it deferred one of them.
    pub reason: Option<Problem>,
}

/// Unsent work, for a file: what a person, and another program, can make something of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsentBody {
    /// Its number on this device.
    pub seq: i64,
    /// What it says.
    pub mutation: Mutation,
    /// Its canonical body.
    pub text: String,
    /// Its SHA-256.
    pub hash: [u8; 32],
}

/// What waits, order by order: `order_key, waiting, oldest, sealed`.
const WAITING: &str = "SELECT order_key, count(*) AS waiting, min(at) AS oldest, sum(sealed) AS sealed FROM (\
     SELECT b.order_key AS order_key, c.at AS at, 0 AS sealed FROM outbox b JOIN changes c ON c.seq = b.change_seq \
     WHERE b.withheld = 0 \
     UNION ALL SELECT order_key, since, 1 FROM mutations WHERE landed = 0) GROUP BY order_key";

impl Store {
    /// Sealed mutations from `first` to `last`, for a request.
    ///
    /// # Errors
    /// `Inconsistent` if one is missing.
    pub async fn sealed(&self, batch: Batch) -> Result<Vec<SealedBody>, StoreError> {
        let mut conn = self.read().await?;
        let found =
            sqlx::query("SELECT seq, hash, body FROM mutations WHERE seq BETWEEN ? AND ? ORDER BY seq")
                .bind(batch.first)
                .bind(batch.last)
                .fetch_all(&mut *conn)
                .await?;
        let bodies = found.iter().map(sealed_body).collect::<Result<Vec<_>, _>>()?;
        if !(batch.first..=batch.last).eq(bodies.iter().map(|body| body.seq)) {
            return Err(inconsistent("mutations", "seq", &batch.first.to_string()));
        }
        Ok(bodies)
    }

    /// How much waits, and since when; how much a person must decide.
    pub async fn sync_counts(&self) -> Result<SyncCounts, StoreError> {
        let mut conn = self.read().await?;
        let row = sqlx::query(
            "SELECT (SELECT count(*) FROM outbox WHERE withheld = 0) + \
             (SELECT count(*) FROM mutations WHERE landed = 0) AS waiting, \
             min(coalesce((SELECT at FROM changes WHERE seq = (SELECT min(change_seq) FROM outbox WHERE withheld = 0)), 9e18), \
             coalesce((SELECT min(since) FROM mutations WHERE landed = 0), 9e18)) AS oldest, \
             (SELECT count(*) FROM attention WHERE settled = 0) AS attention",
        )
        .fetch_one(&mut *conn)
        .await?;
        let waiting: i64 = row.try_get("waiting")?;
        let oldest_at = match waiting {
            0 => None,
            _ => Some(Instant::from_millis(row.try_get("oldest")?)),
        };
        Ok(SyncCounts { waiting, oldest_at, attention: row.try_get("attention")? })
    }

    /// The orders that wait, that with the oldest change first, and how many there are.
    pub async fn waiting_orders(
        &self,
        offset: u32,
        limit: u32,
    ) -> Result<(Vec<WaitingOrder>, i64), StoreError> {
        let mut conn = self.read().await?;
        let total = sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM ({WAITING})")))
            .fetch_one(&mut *conn)
            .await?;
        let sql = format!(
            "SELECT {ORDER_COLUMNS}, w.waiting AS waiting, w.oldest AS oldest, w.sealed AS sealed, \
             (SELECT outcome FROM mutations m WHERE m.order_key = orders.key AND m.landed = 0 AND m.verdict = 'deferred' \
             ORDER BY m.seq LIMIT 1) AS deferred FROM ({WAITING}) AS w JOIN orders ON orders.key = w.order_key \
             ORDER BY w.oldest, orders.key LIMIT ? OFFSET ?"
        );
        let found = sqlx::query(AssertSqlSafe(sql)).bind(limit).bind(offset).fetch_all(&mut *conn).await?;
        Ok((found.iter().map(waiting_order).collect::<Result<_, _>>()?, total))
    }

    /// Whether something is to be sealed.
    pub async fn has_unsealed(&self) -> Result<bool, StoreError> {
        let mut conn = self.read().await?;
        let found = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM outbox WHERE withheld = 0)");
        Ok(found.fetch_one(&mut *conn).await?)
    }

    /// How much of one order waits.
    pub async fn order_waits(&self, order: OrderId) -> Result<i64, StoreError> {
        let mut conn = self.read().await?;
        Ok(sqlx::query_scalar(
            "SELECT (SELECT count(*) FROM outbox WHERE order_key = o.key AND withheld = 0) + \
             (SELECT count(*) FROM mutations WHERE order_key = o.key AND landed = 0) FROM orders o WHERE o.id = ?",
        )
        .bind(&order.as_uuid().as_bytes()[..])
        .fetch_optional(&mut *conn)
        .await?
        .unwrap_or(0))
    }

    /// Seals whatever is unsealed and calls `each` with every mutation that the server has not answered for good, oldest first:
    /// what an export of unsent work holds. What was made and deleted before anything was sent is no work to be kept.
    ///
    /// # Errors
    /// Of the store, and of `each`.
    pub async fn each_unsent(
        &self,
        mut each: impl FnMut(UnsentBody) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let orders: Vec<i64> = {
            let mut conn = self.read().await?;
            sqlx::query_scalar(
                "SELECT order_key FROM outbox WHERE withheld = 0 GROUP BY order_key ORDER BY min(change_seq)",
            )
            .fetch_all(&mut *conn)
            .await?
        };
        for order_key in orders {
            let mut tx = self.begin().await?;
            super::seal::seal_order(&mut tx, order_key).await?;
            tx.commit().await?;
        }
        let mut conn = self.read().await?;
        let mut found = sqlx::query(
            "SELECT seq, hash, body FROM mutations WHERE seq > (SELECT processed FROM sync_state) ORDER BY seq",
        )
        .fetch(&mut *conn);
        while let Some(row) = found.try_next().await? {
            let SealedBody { seq, hash, text } = sealed_body(&row)?;
            each(UnsentBody { seq, mutation: mutation(&text, seq)?, text, hash })?;
        }
        Ok(())
    }
}

fn sealed_body(row: &SqliteRow) -> Result<SealedBody, StoreError> {
    let seq: i64 = row.try_get("seq")?;
    let hash: &[u8] = row.try_get("hash")?;
    let hash = hash.try_into().map_err(|_| inconsistent("mutations", "hash", &seq.to_string()))?;
    Ok(SealedBody { seq, hash, text: row.try_get("body")? })
}

fn waiting_order(row: &SqliteRow) -> Result<WaitingOrder, StoreError> {
    let (_, order) = rows::order(row)?;
    let reason = match row.try_get::<Option<&str>, _>("deferred")?.map(read_outcome).transpose() {
        Ok(Some(Outcome::Deferred(why))) => Some(why),
        Ok(_) => None,
        Err(_) => return Err(inconsistent("mutations", "outcome", &order.id.to_string())),
    };
    Ok(WaitingOrder {
        waiting: row.try_get("waiting")?,
        oldest_at: Instant::from_millis(row.try_get("oldest")?),
        sealed: row.try_get("sealed")?,
        reason,
        order,
    })
}

/// What a sealed body says.
pub(crate) fn mutation(body: &str, seq: i64) -> Result<Mutation, StoreError> {
    let bad = || inconsistent("mutations", "body", &seq.to_string());
    wire::open(body, env!("CARGO_PKG_VERSION")).map_err(|_| bad())
}
