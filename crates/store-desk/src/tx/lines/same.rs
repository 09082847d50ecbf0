//! Lines that equal another one of their order (YW-ORD-13).

use sqlx::SqliteConnection;

use super::upper_half;
use crate::{error::StoreError, ranges::Counting, tx::KnownOrder};

/// Of the lines that are asked for, as [place, fingerprint], those that another one equals, and where any such one stands.
const TWINS: &str = "SELECT at, twin FROM (SELECT asked.key AS at, (SELECT t.place FROM lines t \
     INDEXED BY lines_by_sameness WHERE t.order_key = ?1 AND t.fingerprint = asked.value ->> 1 \
     AND t.fingerprint IS NOT NULL AND t.removed = 0 AND t.place <> asked.value ->> 0 LIMIT 1) AS twin \
     FROM json_each(?2) AS asked) WHERE twin IS NOT NULL";

/// For each line, named by its place and its fingerprint, the position of another one with that fingerprint. One statement
/// for all of them, and one pass over the order for their positions.
pub(in crate::tx) async fn same(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    lines: &[(i64, u128)],
) -> Result<Vec<Option<i64>>, StoreError> {
    let mut positions = vec![None; lines.len()];
    let mut found: Vec<(i64, i64)> =
        sqlx::query_as(TWINS).bind(known.key).bind(json(lines)).fetch_all(&mut *conn).await?;
    found.sort_unstable_by_key(|(_, twin)| *twin);
    let mut counting = Counting::of(known.key);
    for (at, twin) in found {
        let position = counting.position(conn, twin).await?;
        if let Some(asked) = usize::try_from(at).ok().and_then(|at| positions.get_mut(at)) {
            *asked = Some(position);
        }
    }
    Ok(positions)
}

/// All of them as one bound value, since SQLite bounds the number of bound values.
fn json(lines: &[(i64, u128)]) -> String {
    let pairs: Vec<String> =
        lines.iter().map(|(place, fingerprint)| format!("[{place},{}]", upper_half(*fingerprint))).collect();
    format!("[{}]", pairs.join(","))
}
