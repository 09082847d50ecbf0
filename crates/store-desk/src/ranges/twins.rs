//! Lines that equal an earlier one (YW-ORD-13). The index of fingerprints is read once, in its order; only the twins'
//! own rows are looked at.

use sqlx::Connection as _;
use values::OrderId;

use super::{count_between, place_at};
use crate::{
    error::StoreError,
    open::Store,
    reads::load,
    search::{TOTAL_MAX, Total},
};

/// Fingerprints that several lines of an order have.
const SHARED: &str = "SELECT fingerprint AS shared, count(*) - 1 AS more FROM lines WHERE order_key = ?1 \
     AND fingerprint IS NOT NULL AND removed = 0 GROUP BY fingerprint HAVING count(*) > 1";

impl Store {
    /// The first line behind `position` (0: the first of all) that equals an earlier one, and around to the beginning.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next_duplicate(&self, id: OrderId, position: i64) -> Result<Option<i64>, StoreError> {
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((key, _)) = load(&mut conn, id).await? else { return Ok(None) };
        let behind = place_at(&mut conn, key, position).await?;
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT place FROM (SELECT place, row_number() OVER (PARTITION BY fingerprint ORDER BY place) AS nth \
             FROM lines JOIN ({SHARED}) ON fingerprint = shared WHERE order_key = ?1 AND removed = 0) \
             WHERE nth > 1 ORDER BY place <= ?2, place LIMIT 1"
        ));
        let place: Option<i64> =
            sqlx::query_scalar(sql).bind(key).bind(behind).fetch_optional(&mut *conn).await?;
        match place {
            None => Ok(None),
            Some(place) => Ok(Some(count_between(&mut conn, key, i64::MIN, place).await?)),
        }
    }

    /// How many lines equal an earlier one.
    ///
    /// # Errors
    /// What the database says.
    pub async fn duplicates(&self, id: OrderId) -> Result<Total, StoreError> {
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((key, _)) = load(&mut conn, id).await? else { return Ok(Total::Exactly(0)) };
        // Each shared fingerprint stands for one line at least: so many of them are more than enough.
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT coalesce(sum(more), 0) FROM ({SHARED} LIMIT {})",
            TOTAL_MAX + 1
        ));
        let count: i64 = sqlx::query_scalar(sql).bind(key).fetch_one(&mut *conn).await?;
        Ok(Total::capped(count.unsigned_abs()))
    }
}
