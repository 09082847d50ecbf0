//! Rows of orders: they come before their lines are put on, since an order's row may stand behind its lines in the pages.

use domain::{ContentHash, Order};
use sqlx::{AssertSqlSafe, SqliteConnection};
use sync::{Overlay, engine::Scope, overlay::Laid};
use wire::{OrderRow, Row};

use super::{confirmed, lay, stage};
use crate::{
    error::StoreError,
    sync::{ORDER_IMAGE, image},
    tx::{PassportKey, orders},
};

/// Puts on every order that is aside.
pub(super) async fn put_on(
    conn: &mut SqliteConnection,
    scope: Scope,
    overlays: &lay::Overlays,
    passport_key: &PassportKey,
) -> Result<(), StoreError> {
    let nothing = Overlay::default();
    let mut pages = stage::Kept::of(ORDERS);
    while let Some(row) = pages.next(conn).await? {
        let Row::Order(row) = row else { return Err(StoreError::Answer) };
        let overlay = overlays.get(&row.id).unwrap_or(&nothing);
        put_row(conn, scope, row, overlay, passport_key).await?;
    }
    Ok(())
}

/// The kind of an order's row.
const ORDERS: u8 = 1;

async fn put_row(
    conn: &mut SqliteConnection,
    scope: Scope,
    row: OrderRow,
    overlay: &Overlay,
    passport_key: &PassportKey,
) -> Result<(), StoreError> {
    let rev = row.rev;
    let came = order_of(&row);
    let found = orders::load(conn, row.id).await?;
    let (key, former) = match &found {
        None => (orders::insert(conn, &came, passport_key).await?, None),
        Some((order, known)) => {
            let confirmed = match image::order(conn, known.key).await? {
                Some((image, _)) => Some(image),
                None => known.confirmed.then(|| order.clone()),
            };
            (known.key, confirmed)
        }
    };
    let counted = former.filter(|_| scope == Scope::Changes);
    let before = counted.map_or(ContentHash::NONE, |order| ContentHash::of_order_row(&order));
    confirmed::shift_head(conn, key, ContentHash::of_order_row(&came) - before).await?;
    sqlx::query("UPDATE orders SET confirmed_rev = ?, created_at = ? WHERE key = ?")
        .bind(rev)
        .bind(came.created_at.millis())
        .bind(key)
        .execute(&mut *conn)
        .await?;
    let standing = found.map(|(order, _)| order);
    lay_over(conn, key, row, standing.as_ref(), overlay, passport_key).await
}

/// Writes an order's row with what waits laid over it.
async fn lay_over(
    conn: &mut SqliteConnection,
    key: i64,
    row: OrderRow,
    standing: Option<&Order>,
    overlay: &Overlay,
    passport_key: &PassportKey,
) -> Result<(), StoreError> {
    let rev = row.rev;
    let working = |row: &OrderRow| {
        let mut order = order_of(row);
        if let Some(standing) = standing {
            order.sums = standing.sums;
            if !overlay.is_empty() {
                // What somebody worked on here a moment ago stays on top of the list.
                order.updated_at = order.updated_at.max(standing.updated_at);
            }
        }
        order
    };
    match overlay.order(row) {
        Laid::Plain(row) => {
            orders::write(conn, key, &working(&row), passport_key).await?;
            sqlx::query("DELETE FROM order_before_images WHERE order_key = ?")
                .bind(key)
                .execute(conn)
                .await?;
        }
        Laid::Over { image, working: laid } => {
            // The image is made of the row's own columns.
            let sums = standing.map(|order| order.sums).unwrap_or_default();
            orders::write(conn, key, &Order { sums, ..order_of(&image) }, passport_key).await?;
            let sql = format!(
                "INSERT OR REPLACE INTO order_before_images (order_key, rev, image) SELECT key, ?, {ORDER_IMAGE} \
                 FROM orders WHERE key = ?"
            );
            sqlx::query(AssertSqlSafe(sql)).bind(rev).bind(key).execute(&mut *conn).await?;
            orders::write(conn, key, &working(&laid), passport_key).await?;
        }
    }
    Ok(())
}

/// An order that no page brought goes back to its image, with what still waits laid over it.
pub(super) async fn relay(
    conn: &mut SqliteConnection,
    key: i64,
    overlay: &Overlay,
    passport_key: &PassportKey,
) -> Result<(), StoreError> {
    // Where a page brought it, it has no other image by now than that.
    let Some((confirmed, rev)) = image::order(conn, key).await? else { return Ok(()) };
    let Some((standing, _)) = orders::load(conn, confirmed.id).await? else { return Ok(()) };
    lay_over(conn, key, lay::order_row(&confirmed, rev), Some(&standing), overlay, passport_key).await
}

/// An order whose creation the server refused goes; everything of it stands under 需处理.
pub(super) async fn refuse(
    conn: &mut SqliteConnection,
    key: i64,
    passport_key: &PassportKey,
) -> Result<(), StoreError> {
    let refused: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT id FROM orders WHERE key = ? AND confirmed_rev IS NULL AND deleted = 0")
            .bind(key)
            .fetch_optional(&mut *conn)
            .await?;
    let Some(id) = refused else { return Ok(()) };
    let id = values::OrderId::from_uuid(crate::rows::uuid(&id, "orders")?);
    if let Some((order, _)) = orders::load(conn, id).await? {
        orders::write(conn, key, &Order { deleted: true, ..order }, passport_key).await?;
    }
    Ok(())
}

/// The order that a row says; its sums follow with its lines.
fn order_of(row: &OrderRow) -> Order {
    let OrderRow { rev: _, id, state, head, deleted, created_at, updated_at } = row;
    Order {
        id: *id,
        state: state.clone(),
        fields: head.head_fields(),
        sums: domain::Sums::default(),
        deleted: *deleted,
        created_at: *created_at,
        updated_at: *updated_at,
    }
}
