//! `/ops/people`: a lost mobile (YW-OPS-03), a one-time password for staff (YW-AUTH-08).

use actions::accounts::{Answer, give_password, replace_mobile};
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Mobile, PersonId};

use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, close, open},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(mobile)).routes(routes!(password))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LostMobileBody {
    mobile: String,
    /// 2 to 200 characters, with the reference of the proof
    reason: String,
}

/// Replace a lost mobile; the new one is proven at the next sign-in
#[utoipa::path(post, path = "/ops/people/{id}/mobile", tag = "ops", request_body = LostMobileBody,
    security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn mobile(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = PersonId::parse(&id)?;
    let typed: LostMobileBody = call.json()?;
    let host = match open(&call, Some(&session)).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let mobile = Mobile::parse(&typed.mobile).map_err(|problem| problem.in_field("mobile"))?;
    let done = replace_mobile(&host, &session, id, mobile, &typed.reason).await;
    close(&host, done, |()| Answer::Done).await
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `Reply::of` writes; a test compares the two")]
struct PasswordView {
    one_time_password: String,
}

/// Give another of the staff a one-time password
#[utoipa::path(post, path = "/ops/people/{id}/password", tag = "ops", security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 200, body = PasswordView), (status = "4XX", body = ProblemsBody)))]
async fn password(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = PersonId::parse(&id)?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => {
            close(&host, give_password(&host, &session, id).await, |done| Answer::OneTimePassword(done)).await
        }
    }
}
