//! `GET /time`: the server's time, the oldest client that may go on, whether partners are simulated.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{App, http::Reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(time))
}

#[derive(Serialize, ToSchema)]
struct TimeView {
    /// RFC 3339, UTC, milliseconds
    now: String,
    min_client_version: String,
    /// The newest protocol number that it reads; mutations and pages have it
    protocol: u32,
    /// The oldest one
    protocol_oldest: u32,
    /// Every screen shows 模拟环境 while this is so (CM-ARCH-02)
    simulated: bool,
}

/// Server time
#[utoipa::path(get, path = "/time", tag = "time", responses((status = 200, body = TimeView)))]
async fn time(State(app): State<App>) -> Reply {
    Reply::json(&TimeView {
        now: app.clock.now().to_string(),
        min_client_version: app.min_client_version.clone(),
        protocol: wire::PROTOCOL,
        protocol_oldest: wire::oldest(),
        simulated: app.simulated,
    })
}
