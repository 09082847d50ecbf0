//! Around every request: its id, its turn, its time, its line in the log. The log holds routes, statuses and times; never a
//! path with ids, a query, a body or an address.

use std::time::Duration;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tracing::Instrument as _;
use values::{Code, Problem};

use super::{Fault, call, fault::REQUEST_ID};
use crate::{App, clock::Watch, limits::of_network};

/// A request is answered within this time. Partners have 10 s of it.
const TIME: Duration = Duration::from_secs(30);

/// The last part of an import puts all of them on: up to 100,000 lines, on whatever computer the server runs.
const PUSH_TIME: Duration = Duration::from_secs(180);

pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = app.next_uuid();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id = %id, method = %method, route = %route);
    let watch = Watch::start();
    let answered = REQUEST_ID.scope(id, answer(&app, request, next)).instrument(span.clone()).await;
    let took = watch.elapsed();
    app.measure.request(method.as_str(), &route, answered.status().as_u16(), took);
    span.in_scope(|| {
        let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status = answered.status().as_u16(), millis, "answered");
    });
    let mut answered = answered;
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        answered.headers_mut().insert("x-request-id", value);
    }
    answered
}

async fn answer(app: &App, request: Request, next: Next) -> Response {
    let source = call::source_of(app, request.headers(), call::peer(&request));
    let is_upload = request.uri().path().starts_with("/api/v1/uploads");
    let is_sync = is_upload || request.uri().path().starts_with("/api/v1/sync/");
    let limits = if is_sync { &app.sync_limits } else { &app.limits };
    if let Some(seconds) = limits.count(of_network(source), app.clock.now()) {
        return Fault::from(Problem::new(Code::RateLimited).with("seconds", seconds)).into_response();
    }
    let is_api = request.uri().path().starts_with("/api/");
    if is_api
        && !request.uri().path().ends_with("/time")
        && is_too_old(request.headers(), &app.min_client_version)
    {
        let problem = Problem::new(Code::ClientTooOld).with("min_version", &app.min_client_version);
        return Fault::from(problem).into_response();
    }
    if is_upload && request.method() == axum::http::Method::PATCH {
        // Bytes take as long as they take; their route gives up a line that is silent.
        return next.run(request).await;
    }
    let time = if request.uri().path() == crate::routes::PUSH { PUSH_TIME } else { TIME };
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("a request took too long and was given up");
            Fault::from(Problem::new(Code::ServerBusy)).into_response()
        }
    }
}

/// Whether a client says that it is older than allowed. One that says nothing is no client of ours and may go on.
fn is_too_old(headers: &HeaderMap, least: &str) -> bool {
    let told = headers.get("x-client-version").and_then(|value| value.to_str().ok());
    match (told.and_then(version), version(least)) {
        (Some(told), Some(least)) => told < least,
        _ => false,
    }
}

/// `1.2.3` as three numbers; what follows a hyphen does not count.
fn version(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split('-').next()?.split('.').map(|part| part.parse().ok());
    let version = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(version)
}
