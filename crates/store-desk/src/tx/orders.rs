//! Rows of `orders` inside a write transaction.

use domain::{Entry, Order, OrderField, OrderFields, OrderState};
use sqlx::{AssertSqlSafe, SqliteConnection};
use values::OrderId;

use super::{KnownOrder, PassportKey};
use crate::{
    error::StoreError,
    rows::{self, ORDER_COLUMNS, raw_json},
    search,
    sync::ORDER_IMAGE,
};

pub(crate) async fn load(
    conn: &mut SqliteConnection,
    id: OrderId,
) -> Result<Option<(Order, KnownOrder)>, StoreError> {
    let sql = format!("SELECT {ORDER_COLUMNS} FROM orders WHERE id = ?");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(&id.as_uuid().as_bytes()[..]).fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    let (key, order) = rows::order(&row)?;
    let rev: Option<i64> = sqlx::Row::try_get(&row, "confirmed_rev")?;
    let known = KnownOrder { id, key, currency: order.fields.line_currency, confirmed: rev.is_some() };
    Ok(Some((order, known)))
}

pub(crate) async fn insert(
    conn: &mut SqliteConnection,
    order: &Order,
    passport_key: &PassportKey,
) -> Result<i64, StoreError> {
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO orders (id, buyer_kind, line_currency, created_at, updated_at) VALUES (?, ?, ?, ?, ?) RETURNING key",
    )
    .bind(&order.id.as_uuid().as_bytes()[..])
    .bind(order.fields.buyer_kind.to_string())
    .bind(order.fields.line_currency.code().to_owned())
    .bind(order.created_at.millis())
    .bind(order.updated_at.millis())
    .fetch_one(&mut *conn)
    .await?;
    write(conn, key, order, passport_key).await?;
    Ok(key)
}

pub(super) async fn save(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    order: &Order,
    passport_key: &PassportKey,
) -> Result<(), StoreError> {
    if known.confirmed {
        keep_confirmed(conn, known.key).await?;
    }
    write(conn, known.key, order, passport_key).await
}

/// Writes every column that a change can touch. One statement for all: an edit is one row whatever the field.
pub(crate) async fn write(
    conn: &mut SqliteConnection,
    key: i64,
    order: &Order,
    passport_key: &PassportKey,
) -> Result<(), StoreError> {
    let fields = &order.fields;
    let value = |field| value_of(fields, field);
    let passport = fields.buyer_passport.value();
    let hash = passport.map(|passport| passport_key.hash(passport.as_str()).to_vec());
    if !is_searched_as_before(conn, key, order).await? {
        search::touch_order(conn, key).await?;
    }
    sqlx::query(
        "UPDATE orders SET buyer_kind = ?, buyer_name = ?, buyer_passport = ?, passport_hash = ?, \
         buyer_registration_no = ?, buyer_nationality = ?, buyer_phone = ?, buyer_email = ?, destination = ?, \
         total_usd = ?, line_currency = ?, contract_no = ?, remark = ?, purchase_order_nos = ?, consolidation_no = ?, \
         raw = ?, line_count = ?, wrong_count = ?, pending_count = ?, linked_count = ?, packages_sum = ?, \
         amount_sum = ?, deleted = ?, updated_at = ? WHERE key = ?",
    )
    .bind(fields.buyer_kind.to_string())
    .bind(value(OrderField::BuyerName))
    .bind(value(OrderField::BuyerPassport))
    .bind(hash)
    .bind(value(OrderField::BuyerRegistrationNo))
    .bind(fields.buyer_nationality.value().map(|country| country.alpha2().to_owned()))
    .bind(value(OrderField::BuyerPhone))
    .bind(value(OrderField::BuyerEmail))
    .bind(fields.destination.value().map(|country| country.alpha2().to_owned()))
    .bind(fields.total_usd.value().map(|total| total.minor()))
    .bind(fields.line_currency.code().to_owned())
    .bind(value(OrderField::ContractNo))
    .bind(value(OrderField::Remark))
    .bind(value(OrderField::PurchaseOrderNos))
    .bind(value(OrderField::ConsolidationNo))
    .bind(raw_of(fields))
    .bind(order.sums.lines)
    .bind(order.sums.wrong)
    .bind(order.sums.pending)
    .bind(order.sums.linked)
    .bind(order.sums.packages)
    .bind(order.sums.amount_minor)
    .bind(order.deleted)
    .bind(order.updated_at.millis())
    .bind(key)
    .execute(&mut *conn)
    .await?;
    write_state(conn, key, &order.state).await
}

/// Whether every text that people search is stored as it is: with each line the order's sums are written, and its own texts
/// need not be indexed again for that.
async fn is_searched_as_before(
    conn: &mut SqliteConnection,
    key: i64,
    order: &Order,
) -> Result<bool, StoreError> {
    let value = |field| value_of(&order.fields, field);
    let declaration = match &order.state {
        OrderState::Declared(declared) => Some(declared.declaration.as_str()),
        OrderState::Draft | OrderState::Confirmed(_) | OrderState::Voided(_) => None,
    };
    let is_same = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM orders WHERE key = ? AND buyer_name IS ? AND contract_no IS ? AND remark IS ? \
         AND raw IS ? AND order_no IS ? AND declaration_no IS ?)",
    )
    .bind(key)
    .bind(value(OrderField::BuyerName))
    .bind(value(OrderField::ContractNo))
    .bind(value(OrderField::Remark))
    .bind(raw_of(&order.fields))
    .bind(order.state.confirmed().map(|confirmed| &*confirmed.order_no))
    .bind(declaration)
    .fetch_one(conn)
    .await?;
    Ok(is_same)
}

/// Writes the state's columns, where the state is not the draft that every order begins as.
async fn write_state(conn: &mut SqliteConnection, key: i64, state: &OrderState) -> Result<(), StoreError> {
    let Some(confirmed) = state.confirmed() else {
        return Ok(());
    };
    let (declaration, declared_at, reason, voided_at) = match state {
        OrderState::Declared(declared) => {
            (Some(declared.declaration.as_str()), Some(declared.at.millis()), None, None)
        }
        OrderState::Voided(voided) => (None, None, Some(&*voided.reason), Some(voided.at.millis())),
        OrderState::Draft | OrderState::Confirmed(_) => (None, None, None, None),
    };
    sqlx::query(
        "UPDATE orders SET state = ?, order_no = ?, confirmed_at = ?, declaration_no = ?, declared_at = ?, \
         void_reason = ?, voided_at = ? WHERE key = ?",
    )
    .bind(state.name().name())
    .bind(&*confirmed.order_no)
    .bind(confirmed.at.millis())
    .bind(declaration)
    .bind(declared_at)
    .bind(reason)
    .bind(voided_at)
    .bind(key)
    .execute(conn)
    .await?;
    Ok(())
}

/// A checked value's text for its column; null for an empty or raw field.
fn value_of(fields: &OrderFields, field: OrderField) -> Option<String> {
    match fields.entry(field) {
        Entry::Value(text) => Some(text.into()),
        Entry::Empty | Entry::Raw(_) => None,
    }
}

fn raw_of(fields: &OrderFields) -> Option<String> {
    let raw: Vec<(&'static str, Box<str>)> = OrderField::ALL
        .into_iter()
        .filter_map(|field| match fields.entry(field) {
            Entry::Raw(text) => Some((field.name(), text)),
            Entry::Empty | Entry::Value(_) => None,
        })
        .collect();
    raw_json(raw.iter().map(|(name, text)| (*name, &**text)))
}

/// Keeps what the server confirmed, before the first pending change touches the row (DECISIONS, Rows).
async fn keep_confirmed(conn: &mut SqliteConnection, key: i64) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT OR IGNORE INTO order_before_images (order_key, rev, image) SELECT key, confirmed_rev, {ORDER_IMAGE} \
         FROM orders WHERE key = ? AND confirmed_rev IS NOT NULL"
    );
    sqlx::query(AssertSqlSafe(sql)).bind(key).execute(conn).await?;
    Ok(())
}
