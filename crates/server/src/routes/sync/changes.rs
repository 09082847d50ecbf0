//! `GET /sync/changes` and `GET /sync/orders/{id}`: rows, page by page (CM-SYNC-03).

use axum::extract::Path;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, OrderId, Problem};
use wire::{Cursor, Position};

use super::reader;
use crate::{
    App,
    http::{Call, Fault, ProblemsBody, Reply},
    sync,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(changes)).routes(routes!(order))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PageQuery {
    /// `epoch.revision` up to which the device has everything; absent at the beginning
    cursor: Option<String>,
    /// `revision.kind.id` of the last row of the page before, within one pull
    after: Option<String>,
}

impl PageQuery {
    fn read(&self) -> Result<(Cursor, Option<Position>), Problem> {
        let cursor = Cursor::read(self.cursor.as_deref().unwrap_or_default())?;
        let after = self.after.as_deref().filter(|text| !text.is_empty()).map(Position::read).transpose();
        Ok((cursor, after.map_err(|problem| problem.in_field("after"))?))
    }
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `wire` writes")]
struct PageView {
    /// Another one than was asked for means: from the beginning, aside
    epoch: String,
    /// Orders, imports, lines, history, what is to be decided; removed ones too. At most 1,000, in ascending place
    #[schema(value_type = Vec<Object>)]
    rows: Vec<serde_json::Value>,
    /// On the page that reached the firm's newest revision
    complete: Option<CompleteView>,
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `wire` writes")]
struct CompleteView {
    /// The new cursor's revision
    rev: i64,
    /// The last number of the asking device that was processed
    device_seq: i64,
    /// What each order comes to that the pages touched
    orders: Vec<OrderCheckView>,
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `wire` writes")]
struct OrderCheckView {
    order: String,
    lines: i64,
    hash: String,
}

/// What changed since a cursor
#[utoipa::path(get, path = "/sync/changes", tag = "sync", params(PageQuery), security(("access_token" = [])),
    responses((status = 200, body = PageView), (status = "4XX", body = ProblemsBody)))]
async fn changes(call: Call) -> Result<Reply, Fault> {
    let scope = reader(&call).await?;
    let (cursor, after) = call.query::<PageQuery>()?.read()?;
    let now = call.app.clock.now();
    let page = sync::changes(&call.app.store, &scope, &cursor, after, now).await?;
    Ok(Reply::written_json(page.text()))
}

/// One order, whole
#[utoipa::path(get, path = "/sync/orders/{id}", tag = "sync", params(("id" = String, Path), PageQuery),
    security(("access_token" = [])),
    responses((status = 200, body = PageView), (status = "4XX", body = ProblemsBody)))]
async fn order(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let scope = reader(&call).await?;
    let id = OrderId::parse(&id)?;
    let (cursor, after) = call.query::<PageQuery>()?.read()?;
    let page = sync::order(&call.app.store, &scope, id, &cursor, after).await?;
    let page = page.ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(Reply::written_json(page.text()))
}
