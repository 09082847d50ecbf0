//! Rows of `lines`.

use domain::{Entry, Line, LineField, LineFields, Lookup};
use values::{
    Currency, GoodsName, ImportId, LineId, MerchantNo, Mobile, Money, Month, OrderId, Packages, PartyName,
    Quantity,
};

use super::{number, raw_json, raw_texts, text, value_text};
use crate::{
    db::{Column, Kind, Row, Value, column},
    error::{StoreError, inconsistent},
    scope::FirmScope,
};

/// Columns of `lines` that [`line`] reads.
pub(crate) const LINE_READS: &str = "id, place, merchant_no, merchant_name, merchant_phone, order_month, goods_name, quantity, \
     packages, amount, raw, lookup, linked";

/// Columns that a page tells: those of [`LINE_READS`] and what a line's row has beside them.
pub(crate) static LINE_TOLD: [Column; 17] = [
    column("id", Kind::Bytes),
    column("place", Kind::Number),
    column("merchant_no", Kind::Text),
    column("merchant_name", Kind::Text),
    column("merchant_phone", Kind::Number),
    column("order_month", Kind::Number),
    column("goods_name", Kind::Text),
    column("quantity", Kind::Number),
    column("packages", Kind::Number),
    column("amount", Kind::Number),
    column("raw", Kind::Text),
    column("lookup", Kind::Number),
    column("linked", Kind::Number),
    column("rev", Kind::Number),
    column("order_id", Kind::Bytes),
    column("import_id", Kind::Bytes),
    column("removed", Kind::Number),
];

/// Columns that [`line_values`] fills; the last two are an import's own and no edit touches them.
pub(crate) const LINE_COLUMNS: [Column; 20] = [
    column("firm", Kind::Bytes),
    column("id", Kind::Bytes),
    column("rev", Kind::Number),
    column("order_id", Kind::Bytes),
    column("place", Kind::Number),
    column("merchant_no", Kind::Text),
    column("merchant_name", Kind::Text),
    column("merchant_phone", Kind::Number),
    column("order_month", Kind::Number),
    column("goods_name", Kind::Text),
    column("quantity", Kind::Number),
    column("packages", Kind::Number),
    column("amount", Kind::Number),
    column("raw", Kind::Text),
    column("lookup", Kind::Number),
    column("linked", Kind::Number),
    column("fingerprint", Kind::Number),
    column("removed", Kind::Number),
    column("import_id", Kind::Bytes),
    column("import_hash", Kind::Number),
];

/// What a line that is not removed writes, in the order of [`LINE_COLUMNS`].
pub(crate) fn line_values(
    scope: &FirmScope,
    rev: i64,
    order: OrderId,
    line: &Line,
    import: Option<ImportId>,
) -> Vec<Value> {
    let fields = &line.fields;
    let value = |field| Value::from(value_text(&fields.entry(field)));
    let raw = if fields.has_raw() {
        let entries: Vec<(&'static str, Entry)> =
            LineField::ALL.into_iter().map(|field| (field.name(), fields.entry(field))).collect();
        raw_json(entries.iter().map(|(name, entry)| (*name, entry)))
    } else {
        None
    };
    vec![
        scope.firm().into(),
        line.id.into(),
        rev.into(),
        order.into(),
        line.place.into(),
        value(LineField::MerchantNo),
        value(LineField::MerchantName),
        fields.merchant_phone.value().map(|phone| phone.number().cast_signed()).into(),
        fields.order_month.value().map(|month| month.yyyymm()).into(),
        value(LineField::GoodsName),
        fields.quantity.value().map(|quantity| quantity.thousandths()).into(),
        fields.packages.value().map(|packages| packages.get()).into(),
        fields.amount.value().map(|amount| amount.minor()).into(),
        raw.into(),
        lookup_number(line.lookup).into(),
        line.linked.into(),
        fields.fingerprint().map(upper_half).into(),
        false.into(),
        import.into(),
        import.map(|_| upper_half(fields.content_hash())).into(),
    ]
}

/// The half of a 128-bit hash that a column holds.
pub(crate) const fn upper_half(hash: u128) -> i64 {
    ((hash >> 64) as u64).cast_signed()
}

/// A `lines` row of an order with this line currency.
pub(crate) fn line(row: &Row, currency: Currency) -> Result<Line, StoreError> {
    let id: LineId = row.get("id")?;
    read(row, id, currency).map_err(|error| error.of_row("lines", id))
}

fn read(row: &Row, id: LineId, currency: Currency) -> Result<Line, StoreError> {
    let raw = raw_texts(row.get::<Option<String>>("raw")?.as_deref(), "lines")?;
    let stored = |column: &'static str| row.get::<Option<String>>(column);
    let unsigned = |value: i64| u32::try_from(value).ok();
    let fields = LineFields {
        merchant_no: text(stored("merchant_no")?, &raw, "merchant_no", MerchantNo::parse),
        merchant_name: text(stored("merchant_name")?, &raw, "merchant_name", PartyName::parse),
        merchant_phone: number(row, &raw, "merchant_phone", |stored| {
            u64::try_from(stored).ok().and_then(Mobile::from_number)
        })?,
        order_month: number(row, &raw, "order_month", |stored| {
            unsigned(stored).and_then(Month::from_yyyymm)
        })?,
        goods_name: text(stored("goods_name")?, &raw, "goods_name", GoodsName::parse),
        quantity: number(row, &raw, "quantity", Quantity::from_thousandths)?,
        packages: number(row, &raw, "packages", |stored| unsigned(stored).and_then(Packages::new))?,
        amount: number(row, &raw, "amount", |minor| Some(Money::from_minor(minor, currency)))?,
    };
    Ok(Line {
        id,
        place: row.get("place")?,
        fields,
        lookup: lookup_from(row.get("lookup")?).ok_or_else(|| inconsistent("lines", "lookup", id))?,
        linked: row.get("linked")?,
    })
}

/// The number of a look-up state in `lines.lookup`.
const fn lookup_number(lookup: Lookup) -> i64 {
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
