//! Whether the server lives, whether it is ready, and its figures. Outside of the API: for operators' machines.

use std::net::SocketAddr;

use axum::{
    Router,
    extract::{ConnectInfo, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use values::{Code, Problem};

use crate::{App, http::Fault, settings::is_own};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).route("/metrics", get(figures))
}

/// The process answers.
async fn alive() -> &'static str {
    "ok"
}

/// The database answers too.
async fn ready(State(app): State<App>) -> Response {
    match app.store.ping().await {
        Ok(()) => "ready".into_response(),
        Err(error) => {
            tracing::warn!(cause = %error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

/// Figures, for the machine itself only: whoever collects them sits beside the server, and a proxy does not pass them on.
async fn figures(
    State(app): State<App>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    let own = peer.is_some_and(|axum::Extension(ConnectInfo(address))| is_own(address.ip()));
    if !own || headers.contains_key("x-forwarded-for") {
        return Fault::from(Problem::new(Code::NotFound)).into_response();
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], app.measure.text()).into_response()
}
