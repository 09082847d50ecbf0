//! `GET /sync/older`: orders of more than 24 months ago, which a device that begins does not get (CM-SYNC-03). `/sync/orders/{id}`
//! tells one of them whole.

use domain::Order;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, OrderId, Problem};

use super::reader;
use crate::{
    App,
    http::{Call, Fault, ProblemsBody, Reply},
    sync,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OlderQuery {
    /// `next` of the page before
    before: Option<String>,
    /// 1 to 200
    limit: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct OlderView {
    /// Newest first
    orders: Vec<OlderOrderView>,
    /// Where the next page goes on
    next: Option<String>,
}

/// What a list shows of an order
#[derive(Serialize, ToSchema)]
struct OlderOrderView {
    id: String,
    order_no: Option<String>,
    /// `draft`, `confirmed`, `declared`, `voided`
    state: &'static str,
    buyer_name: Option<String>,
    destination: Option<String>,
    /// Two decimals
    total_usd: Option<String>,
    lines: i64,
    created_at: String,
    updated_at: String,
}

impl OlderOrderView {
    fn of(order: &Order) -> Self {
        let fields = &order.fields;
        Self {
            id: order.id.to_string(),
            order_no: order.state.confirmed().map(|confirmed| confirmed.order_no.to_string()),
            state: order.state.name().name(),
            buyer_name: fields.buyer_name.value().map(ToString::to_string),
            destination: fields.destination.value().map(|country| country.alpha2().to_owned()),
            total_usd: fields.total_usd.value().map(|total| total.decimal().to_string()),
            lines: order.sums.lines,
            created_at: order.created_at.to_string(),
            updated_at: order.updated_at.to_string(),
        }
    }
}

/// Orders of more than 24 months ago
#[utoipa::path(get, path = "/sync/older", tag = "sync", params(OlderQuery), security(("access_token" = [])),
    responses((status = 200, body = OlderView), (status = "4XX", body = ProblemsBody)))]
async fn list(call: Call) -> Result<Reply, Fault> {
    const MOST: u32 = 200;
    let scope = reader(&call).await?;
    let OlderQuery { before, limit } = call.query()?;
    let before = before.as_deref().map(OrderId::parse).transpose()?;
    let limit = limit.unwrap_or(50);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::new(Code::ReqMalformed).in_field("limit").into());
    }
    let since = sync::horizon(call.app.clock.now());
    let mut orders = call.app.store.read(&scope).await?.older(since, before, limit + 1).await?;
    let more = orders.len() > limit as usize;
    orders.truncate(limit as usize);
    let next = orders.last().filter(|_| more).map(|order| order.id.to_string());
    Ok(Reply::json(&OlderView { orders: orders.iter().map(OlderOrderView::of).collect(), next }))
}
