//! What waits is laid over what came; what waits no longer is taken off rows that did not come.

use std::collections::{BTreeMap, HashMap};

use domain::mutation::{HeadEntries, LineEntries};
use domain::{Line, Order};
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};
use sync::{Overlay, overlay::Laid};
use values::{Currency, LineId, OrderId};
use wire::{LineRow, OrderRow};

use super::{lines, orders};
use crate::{
    error::StoreError,
    rows,
    sync::{
        image, seal,
        waiting::{self, Landed},
    },
    tx::PassportKey,
};

/// Ids that one statement names.
const IDS: usize = 10_000;

/// Orders that are touched by what came or landed: keys and ids.
pub(super) type Touched = BTreeMap<i64, OrderId>;

/// What waits, by order; orders for which nothing waits are not in it.
pub(super) type Overlays = HashMap<OrderId, Overlay>;

/// Finds the orders that are touched.
pub(super) async fn touched(
    conn: &mut SqliteConnection,
    landed: &BTreeMap<i64, (OrderId, Landed)>,
) -> Result<Touched, StoreError> {
    let came = sqlx::query(
        "SELECT key, id FROM orders WHERE id IN (SELECT order_id FROM staged_lines UNION \
         SELECT id FROM staged_rows WHERE kind = 1)",
    )
    .fetch_all(conn)
    .await?;
    let mut orders: Touched = landed.iter().map(|(key, (id, _))| (*key, *id)).collect();
    for row in &came {
        orders.insert(row.try_get("key")?, OrderId::from_uuid(rows::uuid(row.try_get("id")?, "orders")?));
    }
    Ok(orders)
}

/// What waits for the orders that are touched. Their unsealed changes are sealed first: what a person did started from the
/// rows as they are now, and a base that were taken afterwards would tell the server that he had seen what came.
pub(super) async fn overlays(conn: &mut SqliteConnection, touched: &Touched) -> Result<Overlays, StoreError> {
    let unsealed: Vec<i64> =
        sqlx::query_scalar("SELECT DISTINCT order_key FROM outbox").fetch_all(&mut *conn).await?;
    for key in unsealed.into_iter().filter(|key| touched.contains_key(key)) {
        seal::seal_order(conn, key).await?;
    }
    let waiting: Vec<i64> = sqlx::query_scalar("SELECT DISTINCT order_key FROM mutations WHERE landed = 0")
        .fetch_all(&mut *conn)
        .await?;
    let mut overlays = Overlays::new();
    #[cfg(feature = "planted")]
    if values::planted::is_planted(values::planted::Bug::RebaseForgets) {
        return Ok(overlays);
    }
    for key in waiting {
        let Some(id) = touched.get(&key) else { continue };
        overlays.insert(*id, Overlay::of(&waiting::waiting(conn, key).await?));
    }
    Ok(overlays)
}

/// Rows that no page brought, of orders whose mutations landed: they go back to what the server confirmed, with what still
/// waits laid over it; a row that the server did not take goes.
pub(super) async fn relay(
    conn: &mut SqliteConnection,
    landed: &BTreeMap<i64, (OrderId, Landed)>,
    overlays: &Overlays,
    passport_key: &PassportKey,
) -> Result<(), StoreError> {
    let nothing = Overlay::default();
    for (key, (id, landed)) in landed {
        let overlay = overlays.get(id).unwrap_or(&nothing);
        // Whatever was done to it, its row says when that was.
        orders::relay(conn, *key, overlay, passport_key).await?;
        if landed.created {
            orders::refuse(conn, *key, passport_key).await?;
        }
        for lines in landed.touched.chunks(IDS).chain(landed.added.chunks(IDS)) {
            let (imaged, unknown) = not_brought(conn, lines).await?;
            relay_images(conn, &imaged, *id, overlay).await?;
            let gone: Vec<i64> = unknown
                .into_iter()
                .filter(|(_, line)| !overlay.restores(*line))
                .map(|(key, _)| key)
                .collect();
            lines::take_away(conn, &gone).await?;
        }
    }
    Ok(())
}

/// Of these lines, as far as no page brought them: the keys of those with an image, and those that no server has.
async fn not_brought(
    conn: &mut SqliteConnection,
    ids: &[LineId],
) -> Result<(Vec<i64>, Vec<(i64, LineId)>), StoreError> {
    let found = sqlx::query(
        "SELECT l.key AS key, l.id AS id, l.confirmed_rev IS NULL AS is_unknown, b.line_key IS NOT NULL AS has_image \
         FROM (SELECT unhex(value) AS id FROM json_each(?)) AS asked CROSS JOIN lines l ON l.id = asked.id \
         LEFT JOIN line_before_images b ON b.line_key = l.key \
         WHERE NOT EXISTS (SELECT 1 FROM staged_lines s WHERE s.id = l.id) AND (b.line_key IS NOT NULL OR \
         (l.confirmed_rev IS NULL AND l.removed = 0))",
    )
    .bind(hex_array(ids))
    .fetch_all(conn)
    .await?;
    let (mut imaged, mut unknown) = (Vec::new(), Vec::new());
    for row in &found {
        let key = row.try_get("key")?;
        if row.try_get("is_unknown")? {
            unknown.push((key, LineId::from_uuid(rows::uuid(row.try_get("id")?, "lines")?)));
        } else {
            imaged.push(key);
        }
    }
    Ok((imaged, unknown))
}

/// Ids as one bound value.
fn hex_array(ids: &[LineId]) -> String {
    let texts: Vec<String> = ids.iter().map(|id| format!("\"{}\"", id.as_uuid().simple())).collect();
    format!("[{}]", texts.join(","))
}

/// Lays what waits over the images of lines that no page brought.
async fn relay_images(
    conn: &mut SqliteConnection,
    keys: &[i64],
    order: OrderId,
    overlay: &Overlay,
) -> Result<(), StoreError> {
    for keys in keys.chunks(IDS) {
        for confirmed in image::lines(conn, keys, Currency::CNY).await? {
            let row = line_row(&confirmed.line, order, confirmed.removed, confirmed.rev);
            lines::stage_again(conn, &row).await?;
            if let Laid::Over { image: _, working } = overlay.line_row(row) {
                lines::hold(conn, &working).await?;
            }
        }
    }
    Ok(())
}

/// A line as a page would have it.
pub(super) fn line_row(line: &Line, order: OrderId, removed: bool, rev: i64) -> LineRow {
    let Line { id, place, fields, lookup, linked } = line;
    LineRow {
        rev,
        id: *id,
        order,
        place: *place,
        entries: LineEntries::of_line(fields),
        lookup: *lookup,
        linked: *linked,
        // A line keeps the import that it came by.
        import: None,
        removed,
    }
}

/// An order as a page would have it.
pub(super) fn order_row(order: &Order, rev: i64) -> OrderRow {
    let Order { id, state, fields, sums: _, deleted, created_at, updated_at } = order;
    OrderRow {
        rev,
        id: *id,
        state: state.clone(),
        head: HeadEntries::of_head(fields),
        deleted: *deleted,
        created_at: *created_at,
        updated_at: *updated_at,
    }
}

/// Of the lines that pages brought, those for which something waits: their rows become images, and what waits is laid over
/// them.
pub(super) async fn hold(conn: &mut SqliteConnection, overlays: &Overlays) -> Result<(), StoreError> {
    if overlays.is_empty() {
        return Ok(());
    }
    for (order, overlay) in overlays {
        if overlay.is_empty() {
            continue;
        }
        for id in lines::brought(conn, *order).await? {
            if !overlay.holds(id) {
                continue;
            }
            let row = lines::staged(conn, id, *order).await?;
            if let Laid::Over { image: _, working } = overlay.line_row(row) {
                lines::hold(conn, &working).await?;
            }
        }
    }
    Ok(())
}

/// Whether a statement of `rows::line` could read these columns: they stand in `staged_lines` under the same names.
pub(super) fn staged_columns() -> AssertSqlSafe<String> {
    AssertSqlSafe(format!(
        "SELECT {}, removed, rev FROM staged_lines WHERE id = ?",
        crate::rows::LINE_COLUMNS
    ))
}
