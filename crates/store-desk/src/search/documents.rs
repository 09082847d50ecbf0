//! Documents of the index: which texts of a row are searched, and under which row id.

use std::borrow::Cow;

use sqlx::{Row as _, sqlite::SqliteRow};
use values::OrderId;

use crate::{error::StoreError, rows};

/// The bits of a row id that hold the line's key. SQLite gives keys in sequence, so 2^32 lines are out of reach.
const LINE_BITS: u32 = 32;

/// The columns that [`of_line`] reads, in its order.
pub(super) const LINE_TEXTS: &str =
    "l.key, l.order_key, l.merchant_name, l.merchant_no, l.merchant_phone, l.goods_name, l.raw";
/// The columns that [`of_order`] reads, in its order.
pub(super) const ORDER_TEXTS: &str =
    "o.key, o.id, o.order_no, o.buyer_name, o.contract_no, o.remark, o.declaration_no, o.raw";

/// The row id of a line's document; of the order's own with line key 0.
pub(super) const fn row_id(order_key: i64, line_key: i64) -> i64 {
    order_key << LINE_BITS | line_key
}

/// The order and line key of a document; line key 0 is the order itself.
pub(super) const fn keys(row_id: i64) -> (i64, i64) {
    (row_id >> LINE_BITS, row_id & ((1 << LINE_BITS) - 1))
}

/// The texts of one document.
pub(super) struct Document<'r> {
    pub(super) row_id: i64,
    merchant: Vec<Cow<'r, str>>,
    subject: Vec<Cow<'r, str>>,
}

impl Document<'_> {
    /// Writes each column's text through `push`.
    pub(super) fn write(&self, push: fn(&str, &mut String), merchant: &mut String, subject: &mut String) {
        self.merchant.iter().for_each(|text| push(text, merchant));
        self.subject.iter().for_each(|text| push(text, subject));
    }
}

/// A line's document. Wrong texts are found as typed.
pub(super) fn of_line(row: &SqliteRow) -> Result<Document<'_>, StoreError> {
    let phone: Option<i64> = row.try_get(4)?;
    let mut merchant: Vec<Cow<'_, str>> = texts(row, &[2, 3])?;
    merchant.extend(phone.map(|phone| Cow::Owned(phone.to_string())));
    let mut subject = texts(row, &[5])?;
    let key: i64 = row.try_get(0)?;
    if let Some(raw) = row.try_get::<Option<String>, _>(6)? {
        for (field, text) in rows::raw_texts(Some(raw), "lines", key)? {
            match field.as_str() {
                "merchant_name" | "merchant_no" | "merchant_phone" => merchant.push(Cow::Owned(text.into())),
                "goods_name" => subject.push(Cow::Owned(text.into())),
                _ => {}
            }
        }
    }
    Ok(Document { row_id: row_id(row.try_get(1)?, key), merchant, subject })
}

/// An order's own document: its number as it is shown, buyer, contract, remark, declaration number.
pub(super) fn of_order(row: &SqliteRow) -> Result<Document<'_>, StoreError> {
    let key: i64 = row.try_get(0)?;
    let mut subject = texts(row, &[2, 3, 4, 5, 6])?;
    if row.try_get::<Option<&str>, _>(2)?.is_none() {
        let id = OrderId::from_uuid(rows::uuid(row.try_get(1)?, "orders")?);
        subject.push(Cow::Owned(id.draft_number()));
    }
    if let Some(raw) = row.try_get::<Option<String>, _>(7)? {
        for (field, text) in rows::raw_texts(Some(raw), "orders", key)? {
            if matches!(field.as_str(), "buyer_name" | "contract_no" | "remark") {
                subject.push(Cow::Owned(text.into()));
            }
        }
    }
    Ok(Document { row_id: row_id(key, 0), merchant: Vec::new(), subject })
}

fn texts<'r>(row: &'r SqliteRow, columns: &[usize]) -> Result<Vec<Cow<'r, str>>, StoreError> {
    let mut texts = Vec::with_capacity(columns.len() + 1);
    for column in columns {
        texts.extend(row.try_get::<Option<&str>, _>(*column)?.map(Cow::Borrowed));
    }
    Ok(texts)
}
