//! Lines that equal an earlier one (YW-ORD-13). The index of fingerprints is read once, in its order; only the twins'
//! own rows are looked at.

use sqlx::Connection as _;
use values::OrderId;

use super::{Counting, count_between, place_at};
use crate::{
    error::StoreError,
    open::Store,
    reads::{PlacedLine, load},
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

    /// For each line of a page, in their order, where an earlier line stands that equals it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn twins_of_page(
        &self,
        id: OrderId,
        page: &[PlacedLine],
    ) -> Result<Vec<Option<i64>>, StoreError> {
        let mut twins = vec![None; page.len()];
        let (Some(first), Some(last)) = (page.first(), page.last()) else { return Ok(twins) };
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((key, _)) = load(&mut conn, id).await? else { return Ok(twins) };
        // Any earlier one will do: the first in the index is had without a look at the others, of which there may be many.
        let mut found: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT twin, place FROM (SELECT l.place AS place, (SELECT t.place FROM lines t INDEXED BY lines_by_sameness \
             WHERE t.order_key = l.order_key AND t.fingerprint = l.fingerprint AND t.fingerprint IS NOT NULL \
             AND t.removed = 0 AND t.place < l.place LIMIT 1) AS twin FROM lines l \
             WHERE l.order_key = ? AND l.removed = 0 AND l.place BETWEEN ? AND ?) WHERE twin IS NOT NULL",
        )
        .bind(key)
        .bind(first.line.place)
        .bind(last.line.place)
        .fetch_all(&mut *conn)
        .await?;
        found.sort_unstable();
        let mut counting = Counting::of(key);
        for (twin, place) in found {
            let position = counting.position(&mut conn, twin).await?;
            if let Ok(at) = page.binary_search_by_key(&place, |placed| placed.line.place) {
                twins[at] = Some(position);
            }
        }
        Ok(twins)
    }
}
