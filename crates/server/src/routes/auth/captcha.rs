//! `GET /auth/captcha` (YW-AUTH-03).

use actions::accounts::make_captcha;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    captcha::picture,
    clock,
    http::{Call, Fault, ProblemsBody, Reply},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(captcha))
}

#[derive(Serialize, ToSchema)]
struct CaptchaView {
    id: String,
    /// A PNG of 120 × 40 points as `data:` URL
    picture: String,
    expires_at: String,
}

/// A new captcha
#[utoipa::path(get, path = "/auth/captcha", tag = "auth",
    responses((status = 200, body = CaptchaView), (status = "4XX", body = ProblemsBody)))]
async fn captcha(call: Call) -> Result<Reply, Fault> {
    let made = make_captcha(&call.host()).await?;
    let mut seed = [0; 8];
    clock::chance(&mut seed);
    call.app.show_captcha(made.id, made.text.reveal());
    Ok(Reply::json(&CaptchaView {
        id: made.id.to_string(),
        picture: picture(made.text.reveal(), u64::from_le_bytes(seed)),
        expires_at: made.until.to_string(),
    }))
}
