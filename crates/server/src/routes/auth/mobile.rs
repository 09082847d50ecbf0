//! `POST /auth/mobile/change` (YW-AUTH-09).

use actions::accounts::{Answer, MobileRequest, change_mobile};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Mobile, Secret};

use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, close, open},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(change))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MobileBody {
    password: String,
    /// The code to the number bound so far
    old_code: String,
    mobile: String,
    /// The code to the new number
    new_code: String,
}

/// Bind another mobile number
#[utoipa::path(post, path = "/auth/mobile/change", tag = "auth", request_body = MobileBody,
    security(("access_token" = [])), params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn change(call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let typed: MobileBody = call.json()?;
    let host = match open(&call, Some(&session)).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let request = MobileRequest {
        password: Secret::new(typed.password),
        old_code: Secret::new(typed.old_code),
        mobile: Mobile::parse(&typed.mobile).map_err(|problem| problem.in_field("mobile"))?,
        new_code: Secret::new(typed.new_code),
    };
    close(&host, change_mobile(&host, &session, &request).await, |()| Answer::Done).await
}
