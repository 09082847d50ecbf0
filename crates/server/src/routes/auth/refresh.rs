//! `POST /auth/refresh` (CM-SEC-02). The refresh token is its own idempotency key.

use actions::accounts::{Answer, Refreshed, refresh as rotate};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, DeviceId, Problem};

use crate::{
    App,
    http::{Call, Fault, ProblemsBody, Reply, TokensView, open_rotation, read_token},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(refresh))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RefreshBody {
    refresh_token: String,
    device: String,
}

/// New tokens for a refresh token, once
#[utoipa::path(post, path = "/auth/refresh", tag = "auth", request_body = RefreshBody,
    responses((status = 200, body = TokensView), (status = "4XX", body = ProblemsBody)))]
async fn refresh(call: Call) -> Result<Reply, Fault> {
    let typed: RefreshBody = call.json()?;
    let device = DeviceId::parse(&typed.device).map_err(|problem| problem.in_field("device"))?;
    let token = read_token(&typed.refresh_token).ok_or_else(|| Problem::new(Code::AuthRequired))?;
    let host = open_rotation(&call, &token);
    match rotate(&host, &token, device).await? {
        Refreshed::New(tokens) => Ok(Reply::of(&Answer::Tokens(&tokens))),
        Refreshed::Again(kept) => {
            host.reply_again(&kept).ok_or_else(|| Problem::new(Code::AuthSessionRevoked).into())
        }
    }
}
