//! Before-images: what the server has of a row that something of ours is laid over. A JSON object of the row's columns, so
//! that copying 100,000 rows before they are changed is one statement, and the readers of rows read images too.

use domain::{Line, Order};
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};
use values::Currency;

use crate::{error::StoreError, rows, search::json_array};

/// The image of a line, out of the columns of `lines` or `staged_lines`.
pub(crate) const LINE_IMAGE: &str = "json_object('place', place, 'merchant_no', merchant_no, 'merchant_name', merchant_name, \
     'merchant_phone', merchant_phone, 'order_month', order_month, 'goods_name', goods_name, 'quantity', quantity, \
     'packages', packages, 'amount', amount, 'raw', json(raw), 'lookup', lookup, 'linked', linked, 'removed', removed)";

/// The image of an order, out of the columns of `orders`.
pub(crate) const ORDER_IMAGE: &str = "json_object('state', state, 'order_no', order_no, 'confirmed_at', confirmed_at, \
     'declaration_no', declaration_no, 'declared_at', declared_at, 'void_reason', void_reason, 'voided_at', voided_at, \
     'buyer_kind', buyer_kind, 'buyer_name', buyer_name, 'buyer_passport', buyer_passport, 'buyer_registration_no', \
     buyer_registration_no, 'buyer_nationality', buyer_nationality, 'buyer_phone', buyer_phone, 'buyer_email', \
     buyer_email, 'destination', destination, 'total_usd', total_usd, 'line_currency', line_currency, 'contract_no', \
     contract_no, 'remark', remark, 'purchase_order_nos', purchase_order_nos, 'consolidation_no', consolidation_no, \
     'raw', json(raw), 'deleted', deleted, 'created_at', created_at, 'updated_at', updated_at)";

/// Names in [`ORDER_IMAGE`] that [`rows::order`] reads.
const ORDER_FIELDS: &str = "state order_no confirmed_at declaration_no declared_at void_reason voided_at buyer_kind buyer_name \
     buyer_passport buyer_registration_no buyer_nationality buyer_phone buyer_email destination total_usd line_currency \
     contract_no remark purchase_order_nos consolidation_no raw deleted created_at updated_at";

/// Names in [`LINE_IMAGE`].
const LINE_FIELDS: &str = "place merchant_no merchant_name merchant_phone order_month goods_name quantity packages amount raw \
     lookup linked removed";

/// A line as the server has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConfirmedLine {
    /// The line.
    pub(crate) line: Line,
    /// Whether it is removed there.
    pub(crate) removed: bool,
    /// The revision that wrote it.
    pub(crate) rev: i64,
}

/// The images of these lines, by their keys; of an order with this line currency.
pub(crate) async fn lines(
    conn: &mut SqliteConnection,
    keys: &[i64],
    currency: Currency,
) -> Result<Vec<ConfirmedLine>, StoreError> {
    let sql = format!(
        "SELECT lines.id AS id, {}, b.rev AS rev FROM line_before_images b JOIN lines ON lines.key = b.line_key \
         WHERE b.line_key IN (SELECT value FROM json_each(?))",
        line_fields()
    );
    let found = sqlx::query(AssertSqlSafe(sql)).bind(json_array(keys)).fetch_all(conn).await?;
    found
        .iter()
        .map(|row| {
            let line = rows::line(row, currency)?;
            Ok(ConfirmedLine { line, removed: row.try_get("removed")?, rev: row.try_get("rev")? })
        })
        .collect()
}

/// The image of an order with its revision; its sums are those of the working row.
pub(crate) async fn order(
    conn: &mut SqliteConnection,
    order_key: i64,
) -> Result<Option<(Order, i64)>, StoreError> {
    let sql = format!(
        "SELECT o.key AS key, o.id AS id, b.rev AS rev, {}, o.line_count AS line_count, o.wrong_count AS wrong_count, \
         o.pending_count AS pending_count, o.linked_count AS linked_count, o.packages_sum AS packages_sum, \
         o.amount_sum AS amount_sum FROM order_before_images b JOIN orders o ON o.key = b.order_key WHERE b.order_key = ?",
        out_of_image(ORDER_FIELDS)
    );
    let row = sqlx::query(AssertSqlSafe(sql)).bind(order_key).fetch_optional(conn).await?;
    row.map(|row| Ok((rows::order(&row)?.1, row.try_get("rev")?))).transpose()
}

/// What [`rows::line`] reads, out of an image `b`, and whether the line is removed.
pub(crate) fn line_fields() -> String {
    out_of_image(LINE_FIELDS)
}

fn out_of_image(names: &str) -> String {
    let columns: Vec<String> =
        names.split_whitespace().map(|name| format!("b.image ->> '{name}' AS {name}")).collect();
    columns.join(", ")
}
