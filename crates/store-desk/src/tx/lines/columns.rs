//! What of a line stands in which column of `lines`: the one home for inserting and updating.

use std::borrow::Cow;

use domain::{Entry, Line, LineField, LineFields};
use sqlx::{Arguments as _, error::BoxDynError, sqlite::SqliteArguments};

use crate::rows::{lookup_number, raw_json};

/// A value as SQLite stores it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Number(i64),
    Text(Cow<'a, str>),
    Bytes([u8; 16]),
}

impl<'a> Value<'a> {
    fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(Cow::Borrowed(text)))
    }

    fn number(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Null, |number| Self::Number(number.into()))
    }

    /// Binds it behind what is bound already.
    pub(crate) fn bind(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
        match self {
            Self::Null => to.add(None::<i64>),
            Self::Number(number) => to.add(number),
            Self::Text(text) => to.add(text.into_owned()),
            Self::Bytes(bytes) => to.add(bytes.to_vec()),
        }
    }
}

/// A column.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    /// What stands there in most lines; [`Value::Null`] or a number.
    pub(crate) usual: Value<'static>,
    pub(crate) of: for<'a> fn(&'a Line) -> Value<'a>,
}

/// Which line it is.
pub(crate) static IDENTITY: [Column; 2] = [
    column("id", |line| Value::Bytes(*line.id.as_uuid().as_bytes())),
    column("place", |line| Value::Number(line.place)),
];

/// What it says: all that an edit can change.
pub(crate) static CONTENTS: [Column; 12] = [
    column("merchant_no", |line| Value::text(line.fields.merchant_no.value().map(|no| no.as_str()))),
    column("merchant_name", |line| Value::text(line.fields.merchant_name.value().map(|name| name.as_str()))),
    column("merchant_phone", |line| {
        Value::number(line.fields.merchant_phone.value().map(|phone| phone.number().cast_signed()))
    }),
    column("order_month", |line| Value::number(line.fields.order_month.value().map(|month| month.yyyymm()))),
    column("goods_name", |line| Value::text(line.fields.goods_name.value().map(|name| name.as_str()))),
    column("quantity", |line| {
        Value::number(line.fields.quantity.value().map(|quantity| quantity.thousandths()))
    }),
    column("packages", |line| Value::number(line.fields.packages.value().map(|packages| packages.get()))),
    column("amount", |line| Value::number(line.fields.amount.value().map(|amount| amount.minor()))),
    column("raw", |line| raw_of(&line.fields).map_or(Value::Null, |raw| Value::Text(Cow::Owned(raw)))),
    flag("lookup", |line| Value::Number(lookup_number(line.lookup))),
    flag("wrong", |line| Value::Number(line.fields.is_wrong().into())),
    column("fingerprint", |line| Value::number(line.fields.fingerprint().map(upper_half))),
];

/// Whether a merchant's trade order is linked to it.
pub(crate) static LINKED: Column = flag("linked", |line| Value::Number(line.linked.into()));

/// What it said when it was imported.
pub(crate) static IMPORT_HASH: Column =
    column("import_hash", |line| Value::Number(upper_half(line.fields.content_hash())));

const fn column(name: &'static str, of: for<'a> fn(&'a Line) -> Value<'a>) -> Column {
    Column { name, usual: Value::Null, of }
}

const fn flag(name: &'static str, of: for<'a> fn(&'a Line) -> Value<'a>) -> Column {
    Column { name, usual: Value::Number(0), of }
}

fn raw_of(fields: &LineFields) -> Option<String> {
    if !fields.has_raw() {
        return None;
    }
    let raw: Vec<(&'static str, Box<str>)> = LineField::ALL
        .into_iter()
        .filter_map(|field| match fields.entry(field) {
            Entry::Raw(text) => Some((field.name(), text)),
            Entry::Empty | Entry::Value(_) => None,
        })
        .collect();
    raw_json(raw.iter().map(|(name, text)| (*name, &**text)))
}

/// The part of a hash that a column holds.
pub(crate) fn upper_half(hash: u128) -> i64 {
    ((hash >> 64) as u64).cast_signed()
}
