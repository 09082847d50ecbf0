//! `/auth/password`: change (YW-PWD-01) and reset (YW-AUTH-08).

use actions::accounts::{Answer, ResetRequest, change_password, finish_reset, start_reset};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Mobile, Problem, Secret};

use super::login::captcha;
use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, close, open},
};
use domain::account::Login;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(change)).routes(routes!(start)).routes(routes!(finish))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangeBody {
    old_password: String,
    new_password: String,
    password_repeat: String,
}

/// Change one's own password; other sessions end
#[utoipa::path(post, path = "/auth/password/change", tag = "auth", request_body = ChangeBody,
    security(("access_token" = [])), params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn change(call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let typed: ChangeBody = call.json()?;
    let host = match open(&call, Some(&session)).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let [old, new, repeat] = [typed.old_password, typed.new_password, typed.password_repeat].map(Secret::new);
    let done = change_password(&host, &session, &old, &new, &repeat).await;
    close(&host, done, |()| Answer::Done).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StartBody {
    /// Credit code, purchase number, or `credit code/short name`
    name: String,
    mobile: String,
    captcha_id: String,
    captcha: String,
}

#[derive(Serialize, ToSchema)]
pub(in crate::routes) struct CodeSentView {
    /// After how many seconds another may be asked for
    resend_seconds: u64,
}

/// Ask for a code to reset a password; the answer never tells whether the pair exists
#[utoipa::path(post, path = "/auth/password/reset/start", tag = "auth", request_body = StartBody,
    params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 200, body = CodeSentView), (status = "4XX", body = ProblemsBody)))]
async fn start(call: Call) -> Result<Reply, Fault> {
    let typed: StartBody = call.json()?;
    let host = match open(&call, None).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let (login, mobile) = pair(&typed.name, &typed.mobile)?;
    let captcha = captcha(Some(&typed.captcha_id), Some(typed.captcha))?;
    let sent = start_reset(&host, &login, mobile, &captcha).await;
    close(&host, sent, |done| Answer::CodeSent(done)).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FinishBody {
    name: String,
    mobile: String,
    sms_code: String,
    new_password: String,
    password_repeat: String,
}

/// Set a new password with the code
#[utoipa::path(post, path = "/auth/password/reset/finish", tag = "auth", request_body = FinishBody,
    params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn finish(call: Call) -> Result<Reply, Fault> {
    let typed: FinishBody = call.json()?;
    let host = match open(&call, None).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let (login, mobile) = pair(&typed.name, &typed.mobile)?;
    let [code, password, repeat] =
        [typed.sms_code, typed.new_password, typed.password_repeat].map(Secret::new);
    let done = finish_reset(&host, &ResetRequest { login, mobile, code, password, repeat }).await;
    close(&host, done, |()| Answer::Done).await
}

fn pair(name: &str, mobile: &str) -> Result<(Login, Mobile), Problem> {
    let login = Login::name(name).map_err(|problem| problem.in_field("name"))?;
    Ok((login, Mobile::parse(mobile).map_err(|problem| problem.in_field("mobile"))?))
}
