//! Many lines as one value. The driver hands over each row by itself, value by value and from thread to thread, which costs more
//! than reading it does; as one text of some hundreds lines cost a fraction of that.

use domain::Line;
use serde::Deserialize;
use sqlx::{AssertSqlSafe, SqliteConnection};
use values::{Currency, Uuid};

use super::{LINE_COLUMNS, StoredLine, inconsistent};
use crate::error::StoreError;

/// Lines of one text: some hundred kilobytes.
const LINES: i64 = 500;

/// A line as an array, in the order of its columns.
#[derive(Deserialize)]
struct Packed(
    String,
    i64,
    Option<String>,
    Option<String>,
    Option<i64>,
    Option<i64>,
    Option<String>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<String>,
    i64,
    i64,
);

/// Calls `each` with every line of an order that is not removed, in their order; with those of one import, if one is named.
pub(crate) async fn each_line(
    conn: &mut SqliteConnection,
    order_key: i64,
    import_key: Option<i64>,
    currency: Currency,
    mut each: impl FnMut(Line),
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT json_group_array(json_array(hex(id), place, merchant_no, merchant_name, merchant_phone, order_month, \
         goods_name, quantity, packages, amount, raw, lookup, linked)) FROM (SELECT {LINE_COLUMNS} FROM lines \
         WHERE order_key = ?1 AND removed = 0 AND (?2 IS NULL OR import_key = ?2) AND (place, id) > (?3, ?4) \
         ORDER BY place, id LIMIT {LINES})"
    );
    let mut behind = (i64::MIN, Vec::new());
    loop {
        let packed: String = sqlx::query_scalar(AssertSqlSafe(sql.clone()))
            .bind(order_key)
            .bind(import_key)
            .bind(behind.0)
            .bind(behind.1)
            .fetch_one(&mut *conn)
            .await?;
        let rows: Vec<Packed> = serde_json::from_str(&packed)
            .map_err(|_| inconsistent("lines", "of an order", &order_key.to_string()))?;
        let mut last = None;
        for row in rows {
            let line = row.stored()?.line(currency)?;
            last = Some((line.place, line.id.as_uuid().as_bytes().to_vec()));
            each(line);
        }
        match last {
            Some(last) => behind = last,
            None => return Ok(()),
        }
    }
}

impl Packed {
    fn stored(self) -> Result<StoredLine, StoreError> {
        let Self(id, place, no, name, phone, month, goods, quantity, packages, amount, raw, lookup, linked) =
            self;
        Ok(StoredLine {
            id: Uuid::try_parse(&id).map_err(|_| inconsistent("lines", "id", &id))?,
            place,
            merchant_no: no,
            merchant_name: name,
            merchant_phone: phone,
            order_month: month,
            goods_name: goods,
            quantity,
            packages,
            amount,
            raw,
            lookup,
            linked: linked != 0,
        })
    }
}
