//! Rows ↔ the domain: what stands in which column. A field with wrong text has a null column and its text in `raw`.

pub(crate) mod packed;

use std::collections::BTreeMap;

use domain::{
    BuyerKind, Entry, Field, Line, LineFields, Lookup, Order, OrderFields, OrderState, Sums,
    order::{PurchaseOrderNos, parse_destination},
    state::{Confirmed, Declared, Voided},
};
use sqlx::{Row as _, sqlite::SqliteRow};
use values::{
    Accepted, ContractNo, Country, Currency, DeclarationNumber, Email, GoodsName, Instant, IntlPhone, LineId,
    MerchantNo, Mobile, Money, Month, OrderId, Packages, PartyName, Passport, Problem, Quantity,
    RegistrationNo, Remark, TraceNo, Uuid,
};

use crate::error::StoreError;

/// Columns of `orders` that [`order`] reads.
pub(crate) const ORDER_COLUMNS: &str = "key, id, confirmed_rev, state, order_no, confirmed_at, declaration_no, declared_at, \
     void_reason, voided_at, buyer_kind, buyer_name, buyer_passport, buyer_registration_no, buyer_nationality, \
     buyer_phone, buyer_email, destination, total_usd, line_currency, contract_no, remark, purchase_order_nos, \
     consolidation_no, raw, line_count, wrong_count, pending_count, linked_count, packages_sum, amount_sum, deleted, \
     created_at, updated_at";

/// Columns of `lines` that [`line`] reads.
pub(crate) const LINE_COLUMNS: &str = "id, place, merchant_no, merchant_name, merchant_phone, order_month, goods_name, \
     quantity, packages, amount, raw, lookup, linked";

/// Texts as typed, by field.
pub(crate) type RawTexts = BTreeMap<String, Box<str>>;

/// 16 bytes of a row → id.
pub(crate) fn uuid(bytes: &[u8], table: &'static str) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(|_| inconsistent(table, "id", &String::from_utf8_lossy(bytes)))
}

pub(crate) fn inconsistent(table: &'static str, column: &'static str, row: &str) -> StoreError {
    StoreError::Inconsistent { table, column, row: row.to_owned() }
}

/// The `raw` column's object.
pub(crate) fn raw_texts(
    json: Option<String>,
    table: &'static str,
    row: impl std::fmt::Display,
) -> Result<RawTexts, StoreError> {
    match json {
        None => Ok(RawTexts::new()),
        Some(json) => serde_json::from_str(&json).map_err(|_| inconsistent(table, "raw", &row.to_string())),
    }
}

/// Raw texts → the `raw` column; null while there are none.
pub(crate) fn raw_json<'a>(raw: impl Iterator<Item = (&'static str, &'a str)>) -> Option<String> {
    let texts: BTreeMap<&str, &str> = raw.collect();
    (!texts.is_empty()).then(|| serde_json::to_string(&texts).expect("a map of strings is JSON"))
}

/// A text column and its raw twin → field.
fn text<T, A: Into<Accepted<T>>>(
    row: &SqliteRow,
    raw: &RawTexts,
    column: &'static str,
    parse: impl FnOnce(&str) -> Result<A, Problem>,
) -> Result<Field<T>, StoreError> {
    Ok(text_of(row.try_get(column)?, raw, column, parse))
}

fn text_of<T, A: Into<Accepted<T>>>(
    stored: Option<String>,
    raw: &RawTexts,
    column: &'static str,
    parse: impl FnOnce(&str) -> Result<A, Problem>,
) -> Field<T> {
    match raw.get(column) {
        Some(typed) => Field::Raw(typed.clone()),
        None => stored.map_or(Field::Empty, |stored| Field::read(&Entry::Value(stored.into()), parse)),
    }
}

/// A number column and its raw twin → field. A number outside the type's range is no row of ours.
fn number<T>(
    row: &SqliteRow,
    raw: &RawTexts,
    table: &'static str,
    column: &'static str,
    read: impl FnOnce(i64) -> Option<T>,
) -> Result<Field<T>, StoreError> {
    number_of(row.try_get(column)?, raw, table, column, read)
}

fn number_of<T>(
    stored: Option<i64>,
    raw: &RawTexts,
    table: &'static str,
    column: &'static str,
    read: impl FnOnce(i64) -> Option<T>,
) -> Result<Field<T>, StoreError> {
    if let Some(typed) = raw.get(column) {
        return Ok(Field::Raw(typed.clone()));
    }
    match stored {
        None => Ok(Field::Empty),
        Some(stored) => read(stored)
            .map(Field::Value)
            .ok_or_else(|| inconsistent(table, column, &format!("value {stored}"))),
    }
}

/// An `orders` row with its key.
pub(crate) fn order(row: &SqliteRow) -> Result<(i64, Order), StoreError> {
    let key: i64 = row.try_get("key")?;
    let id = OrderId::from_uuid(uuid(row.try_get("id")?, "orders")?);
    let raw = raw_texts(row.try_get("raw")?, "orders", id)?;
    let fields = OrderFields {
        buyer_kind: BuyerKind::parse(row.try_get("buyer_kind")?)
            .map_err(|_| inconsistent("orders", "buyer_kind", &id.to_string()))?,
        buyer_name: text(row, &raw, "buyer_name", PartyName::parse)?,
        buyer_passport: text(row, &raw, "buyer_passport", Passport::parse)?,
        buyer_registration_no: text(row, &raw, "buyer_registration_no", RegistrationNo::parse)?,
        buyer_nationality: text(row, &raw, "buyer_nationality", Country::parse)?,
        buyer_phone: text(row, &raw, "buyer_phone", IntlPhone::parse)?,
        buyer_email: text(row, &raw, "buyer_email", Email::parse)?,
        destination: text(row, &raw, "destination", parse_destination)?,
        total_usd: number(row, &raw, "orders", "total_usd", |minor| {
            Some(Money::from_minor(minor, Currency::USD))
        })?,
        line_currency: Currency::from_code(row.try_get("line_currency")?)
            .ok_or_else(|| inconsistent("orders", "line_currency", &id.to_string()))?,
        contract_no: text(row, &raw, "contract_no", ContractNo::parse)?,
        remark: text(row, &raw, "remark", Remark::parse)?,
        purchase_order_nos: text(row, &raw, "purchase_order_nos", PurchaseOrderNos::parse)?,
        consolidation_no: text(row, &raw, "consolidation_no", TraceNo::parse)?,
    };
    let sums = Sums {
        lines: row.try_get("line_count")?,
        wrong: row.try_get("wrong_count")?,
        pending: row.try_get("pending_count")?,
        linked: row.try_get("linked_count")?,
        packages: row.try_get("packages_sum")?,
        amount_minor: row.try_get("amount_sum")?,
    };
    let order = Order {
        id,
        state: state(row, id)?,
        fields,
        sums,
        deleted: row.try_get("deleted")?,
        created_at: Instant::from_millis(row.try_get("created_at")?),
        updated_at: Instant::from_millis(row.try_get("updated_at")?),
    };
    Ok((key, order))
}

fn state(row: &SqliteRow, id: OrderId) -> Result<OrderState, StoreError> {
    let bad = |column| inconsistent("orders", column, &id.to_string());
    let instant = |column: &'static str| -> Result<Instant, StoreError> {
        row.try_get::<Option<i64>, _>(column)?.map(Instant::from_millis).ok_or_else(|| bad(column))
    };
    let confirmed = || -> Result<Confirmed, StoreError> {
        let order_no: Option<String> = row.try_get("order_no")?;
        Ok(Confirmed {
            order_no: order_no.ok_or_else(|| bad("order_no"))?.into(),
            at: instant("confirmed_at")?,
        })
    };
    Ok(match row.try_get::<&str, _>("state")? {
        "draft" => OrderState::Draft,
        "confirmed" => OrderState::Confirmed(confirmed()?),
        "declared" => OrderState::Declared(Declared {
            confirmed: confirmed()?,
            declaration: row
                .try_get::<Option<&str>, _>("declaration_no")?
                .and_then(DeclarationNumber::restore)
                .ok_or_else(|| bad("declaration_no"))?,
            at: instant("declared_at")?,
        }),
        "voided" => OrderState::Voided(Voided {
            confirmed: confirmed()?,
            reason: row
                .try_get::<Option<String>, _>("void_reason")?
                .ok_or_else(|| bad("void_reason"))?
                .into(),
            at: instant("voided_at")?,
        }),
        _ => return Err(bad("state")),
    })
}

/// A `lines` row of an order with this line currency.
pub(crate) fn line(row: &SqliteRow, currency: Currency) -> Result<Line, StoreError> {
    let stored = StoredLine {
        id: uuid(row.try_get("id")?, "lines")?,
        place: row.try_get("place")?,
        merchant_no: row.try_get("merchant_no")?,
        merchant_name: row.try_get("merchant_name")?,
        merchant_phone: row.try_get("merchant_phone")?,
        order_month: row.try_get("order_month")?,
        goods_name: row.try_get("goods_name")?,
        quantity: row.try_get("quantity")?,
        packages: row.try_get("packages")?,
        amount: row.try_get("amount")?,
        raw: row.try_get("raw")?,
        lookup: row.try_get("lookup")?,
        linked: row.try_get("linked")?,
    };
    stored.line(currency)
}

/// What stands in the columns of a line.
struct StoredLine {
    id: Uuid,
    place: i64,
    merchant_no: Option<String>,
    merchant_name: Option<String>,
    merchant_phone: Option<i64>,
    order_month: Option<i64>,
    goods_name: Option<String>,
    quantity: Option<i64>,
    packages: Option<i64>,
    amount: Option<i64>,
    raw: Option<String>,
    lookup: i64,
    linked: bool,
}

impl StoredLine {
    fn line(self, currency: Currency) -> Result<Line, StoreError> {
        let id = LineId::from_uuid(self.id);
        let raw = &raw_texts(self.raw, "lines", id)?;
        let unsigned = |value: i64| u32::try_from(value).ok();
        let fields = LineFields {
            merchant_no: text_of(self.merchant_no, raw, "merchant_no", MerchantNo::parse),
            merchant_name: text_of(self.merchant_name, raw, "merchant_name", PartyName::parse),
            merchant_phone: number_of(self.merchant_phone, raw, "lines", "merchant_phone", |stored| {
                u64::try_from(stored).ok().and_then(Mobile::from_number)
            })?,
            order_month: number_of(self.order_month, raw, "lines", "order_month", |stored| {
                unsigned(stored).and_then(Month::from_yyyymm)
            })?,
            goods_name: text_of(self.goods_name, raw, "goods_name", GoodsName::parse),
            quantity: number_of(self.quantity, raw, "lines", "quantity", Quantity::from_thousandths)?,
            packages: number_of(self.packages, raw, "lines", "packages", |stored| {
                unsigned(stored).and_then(Packages::new)
            })?,
            amount: number_of(self.amount, raw, "lines", "amount", |minor| {
                Some(Money::from_minor(minor, currency))
            })?,
        };
        let lookup =
            lookup_from(self.lookup).ok_or_else(|| inconsistent("lines", "lookup", &id.to_string()))?;
        Ok(Line { id, place: self.place, fields, lookup, linked: self.linked })
    }
}

/// The number of a look-up state in `lines.lookup`.
pub(crate) const fn lookup_number(lookup: Lookup) -> i64 {
    match lookup {
        Lookup::None => 0,
        Lookup::Ok => 1,
        Lookup::Pending => 2,
        Lookup::Missing => 3,
        Lookup::Mismatch => 4,
    }
}

const fn lookup_from(number: i64) -> Option<Lookup> {
    Some(match number {
        0 => Lookup::None,
        1 => Lookup::Ok,
        2 => Lookup::Pending,
        3 => Lookup::Missing,
        4 => Lookup::Mismatch,
        _ => return None,
    })
}
