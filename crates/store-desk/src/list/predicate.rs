//! The filters of the list as SQL. Everything typed is bound, never written into the statement.

use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use values::Month;

use super::{Links, OrderQuery};
use crate::{
    error::StoreError,
    search::{self, Clause, Found, Within, json_array, orders_with},
};

/// How many last characters of a declaration number are enough (YW-ORD-01).
const DECLARATION_TAIL: usize = 6;

/// What a query's texts mean, looked up before the list is read.
pub(super) struct Texts {
    /// One for each word: orders that hold it.
    found: Vec<Found>,
}

impl Texts {
    /// Looks up text and merchant. `None`: no order can hold them.
    pub(super) async fn look_up(
        conn: &mut SqliteConnection,
        query: &OrderQuery,
        read_max: i64,
    ) -> Result<Option<Self>, StoreError> {
        let words = query.text.as_deref().and_then(search::words);
        let merchant = query.merchant.as_deref().and_then(|text| search::clause(text, Within::Merchant));
        if words.as_ref().is_some_and(Vec::is_empty) {
            return Ok(None);
        }
        let clauses: Vec<Clause> = words.into_iter().flatten().chain(merchant).collect();
        let found =
            if clauses.is_empty() { Vec::new() } else { orders_with(conn, &clauses, read_max).await? };
        let is_hopeless = found.iter().any(|found| found.orders.is_empty() && found.or_probe.is_none());
        Ok((!is_hopeless).then_some(Self { found }))
    }

    /// Whether some word is in so many lines that not all of its orders are known.
    pub(super) fn has_probes(&self) -> bool {
        self.found.iter().any(|found| found.or_probe.is_some())
    }

    /// Adds the texts to a `WHERE`. With `probe`, orders are asked one by one where not all are known; without,
    /// only known orders count.
    pub(super) fn push(&self, sql: &mut QueryBuilder<Sqlite>, probe: bool) {
        for found in &self.found {
            let keys = json_array(&found.orders.iter().copied().collect::<Vec<_>>());
            sql.push(" AND (o.key IN (SELECT value FROM json_each(").push_bind(keys).push("))");
            if let (true, Some(fts)) = (probe, &found.or_probe) {
                sql.push(" OR ").push(search::PROBE_START).push_bind(fts.clone()).push(search::PROBE_END);
            }
            sql.push(")");
        }
    }
}

/// Adds `WHERE` with every filter but the texts.
pub(super) fn push_filters(sql: &mut QueryBuilder<Sqlite>, query: &OrderQuery) {
    sql.push(" WHERE o.deleted = 0");
    if let Some(buyer) = text_of(query.buyer.as_deref()) {
        sql.push(" AND coalesce(o.buyer_name, o.raw ->> '$.buyer_name') LIKE ").push_bind(like(&buyer));
        sql.push(" ESCAPE '\\'");
    }
    if let Some(hash) = query.passport_hash {
        sql.push(" AND o.passport_hash = ").push_bind(hash.to_vec());
    }
    if let Some(destination) = query.destination {
        sql.push(" AND o.destination = ").push_bind(destination.alpha2().to_owned());
    }
    if let Some(state) = query.state {
        sql.push(" AND o.state = ").push_bind(state.name());
    }
    sql.push(match query.links {
        None => "",
        Some(Links::None) => " AND o.linked_count = 0",
        Some(Links::Partial) => " AND o.linked_count > 0 AND o.linked_count < o.line_count",
        Some(Links::All) => " AND o.linked_count > 0 AND o.linked_count >= o.line_count",
    });
    if let Some(number) = text_of(query.declaration.as_deref()) {
        let number = values::text::code_like(&number).into_owned();
        if number.chars().count() == DECLARATION_TAIL {
            sql.push(" AND substr(o.declaration_no, -6) = ").push_bind(number);
        } else {
            sql.push(" AND o.declaration_no = ").push_bind(number);
        }
    }
    if let Some(from) = query.created_from {
        sql.push(" AND o.created_at >= ").push_bind(from.millis());
    }
    if let Some(before) = query.created_before {
        sql.push(" AND o.created_at < ").push_bind(before.millis());
    }
    if query.month_from.is_some() || query.month_to.is_some() {
        let bound = |month: Option<Month>, open| month.map_or(open, |month| i64::from(month.yyyymm()));
        sql.push(" AND o.key IN (SELECT order_key FROM order_months WHERE order_month BETWEEN ");
        sql.push_bind(bound(query.month_from, 0)).push(" AND ");
        sql.push_bind(bound(query.month_to, i64::MAX)).push(")");
    }
}

/// A filter's text; `None` if it is blank.
fn text_of(text: Option<&str>) -> Option<String> {
    text.map(|text| values::text::line(text).into_owned()).filter(|text| !text.is_empty())
}

/// The pattern for "contains".
fn like(part: &str) -> String {
    let mut pattern = String::from("%");
    for c in part.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
