//! The stored form of a filter: a twin of [`OrderQuery`], taken apart field by field, so that a new field stops the
//! build here. Unknown fields of a newer program are passed over.

use domain::StateName;
use serde::{Deserialize, Serialize};
use values::{Country, Instant, Month};

use crate::list::{Links, OrderColumn, OrderQuery, OrderSort};

#[derive(Serialize, Deserialize)]
struct Body {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    buyer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    passport_hash: Option<[u8; 16]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    destination: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    links: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    declaration: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created_from: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created_before: Option<i64>,
    /// A single month, as filters were saved before there were spans; read, and never written.
    #[serde(default, skip_serializing)]
    order_month: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    month_from: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    month_to: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    merchant: Option<String>,
    sort: String,
    descending: bool,
    limit: u32,
    offset: u32,
}

pub(super) fn write(query: &OrderQuery) -> String {
    let OrderQuery {
        text,
        buyer,
        passport_hash,
        destination,
        state,
        links,
        declaration,
        created_from,
        created_before,
        month_from,
        month_to,
        merchant,
        sort,
        limit,
        offset,
    } = query;
    let body = Body {
        text: text.clone(),
        buyer: buyer.clone(),
        passport_hash: *passport_hash,
        destination: destination.map(|country| country.alpha2().to_owned()),
        state: state.map(|state| state.name().to_owned()),
        links: links.map(|links| links.name().to_owned()),
        declaration: declaration.clone(),
        created_from: created_from.map(Instant::millis),
        created_before: created_before.map(Instant::millis),
        order_month: None,
        month_from: month_from.map(Month::yyyymm),
        month_to: month_to.map(Month::yyyymm),
        merchant: merchant.clone(),
        sort: sort.column.name().to_owned(),
        descending: sort.descending,
        limit: *limit,
        offset: *offset,
    };
    serde_json::to_string(&body).expect("texts, numbers and their arrays are JSON")
}

/// `None` if it is nothing that [`write`] can have written.
pub(super) fn read(body: &str) -> Option<OrderQuery> {
    let body: Body = serde_json::from_str(body).ok()?;
    Some(OrderQuery {
        text: body.text,
        buyer: body.buyer,
        passport_hash: body.passport_hash,
        destination: known(body.destination.as_deref(), Country::from_alpha2)?,
        state: known(body.state.as_deref(), StateName::from_name)?,
        links: known(body.links.as_deref(), Links::from_name)?,
        declaration: body.declaration,
        created_from: body.created_from.map(Instant::from_millis),
        created_before: body.created_before.map(Instant::from_millis),
        month_from: known(body.month_from.or(body.order_month), Month::from_yyyymm)?,
        month_to: known(body.month_to.or(body.order_month), Month::from_yyyymm)?,
        merchant: body.merchant,
        sort: OrderSort { column: OrderColumn::from_name(&body.sort)?, descending: body.descending },
        limit: body.limit,
        offset: body.offset,
    })
}

/// What is absent stays absent; what nobody knows is `None`.
#[expect(clippy::option_option, reason = "absent and unknown differ")]
fn known<S, T>(stored: Option<S>, find: impl Fn(S) -> Option<T>) -> Option<Option<T>> {
    match stored {
        None => Some(None),
        Some(stored) => find(stored).map(Some),
    }
}
