//! `POST /auth/logout` (YW-AUTH-10).

use actions::accounts::{Answer, sign_out};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, close, open},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(logout))
}

/// Sign out
#[utoipa::path(post, path = "/auth/logout", tag = "auth", security(("access_token" = [])),
    params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn logout(call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => close(&host, sign_out(&host, &session).await, |()| Answer::Done).await,
    }
}
