//! `POST /sync/push`: sealed mutations, in the device's order (CM-SYNC-01).

use domain::account::Right;
use serde::{Deserialize, Serialize};
use store_server::FirmScope;
use tracing::Instrument as _;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, Problem};
use wire::PushRequest;

use crate::{
    App,
    http::{Fault, ProblemsBody, PushCall, Reply},
    sync::{self, Surroundings},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(push))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "describes what `wire` reads")]
struct PushBody {
    /// Number of the shapes; this server's and the two before it are read
    #[schema(minimum = 1)]
    protocol: u32,
    /// At most 200, of at most 256 KiB together, in ascending numbers without gaps
    #[schema(max_items = 200)]
    mutations: Vec<SealedBody>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "describes what `wire` reads")]
struct SealedBody {
    /// The device's own number, from 1
    #[schema(minimum = 1)]
    seq: i64,
    /// SHA-256 of the canonical body, 64 hexadecimal digits
    hash: String,
    /// The mutation, by the schema of the protocol number that it names
    #[schema(value_type = Object)]
    body: serde_json::Value,
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `wire` writes")]
struct PushedView {
    /// Names one continuous history of the firm's rows
    epoch: String,
    /// One for each mutation, up to and including the first that waits
    answered: Vec<AnsweredView>,
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `wire` writes")]
struct AnsweredView {
    seq: i64,
    outcome: OutcomeView,
    /// The revision by which its effect is in the rows
    rev: i64,
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `wire` writes")]
struct OutcomeView {
    /// `applied`, `merged`, `conflict`, `rejected`, `deferred`, `staged`
    kind: String,
    /// Of a conflict: each contested group with its base and both sides
    #[schema(value_type = Option<Vec<Object>>)]
    conflicts: Option<Vec<serde_json::Value>>,
    /// Of what was rejected or waits: code, params, field
    #[schema(value_type = Option<Object>)]
    problem: Option<serde_json::Value>,
}

/// Send changes
#[utoipa::path(post, path = "/sync/push", tag = "sync", request_body = PushBody, security(("access_token" = [])),
    responses((status = 200, body = PushedView), (status = "4XX", body = ProblemsBody)))]
async fn push(PushCall(call): PushCall) -> Result<Reply, Fault> {
    let session = call.session().await?;
    session.check_change(Right::ReadOrders)?;
    let scope = FirmScope::of(&session)?;
    if let Some(seconds) = call.app.firm_limits.count(scope.firm(), call.app.clock.now()) {
        return Err(Problem::new(Code::RateLimited).with("seconds", seconds).into());
    }
    let request = PushRequest::read(call.text()?, &call.app.min_client_version)?;
    // In a task of its own: a desk that hangs up in the middle of a large import finds it done when it asks again. Ended with
    // the connection, it would begin anew each time and perhaps never be done.
    let app = call.app.clone();
    let pushing = async move {
        let host = Surroundings::new(&app, scope);
        let may = |right| session.person.check(right);
        sync::push(&app.store, &host, &scope, &may, request).await
    };
    let pushed = tokio::spawn(pushing.instrument(tracing::Span::current())).await;
    let answer = pushed.map_err(|error| {
        tracing::error!(cause = %error, "a push came to no end");
        Problem::new(Code::Internal)
    })??;
    Ok(Reply::written_json(answer.text()))
}
