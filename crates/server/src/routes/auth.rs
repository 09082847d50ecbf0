//! `/auth`: captchas, sessions, passwords, the bound mobile, devices.

mod captcha;
mod devices;
mod login;
mod logout;
mod mobile;
mod password;
mod refresh;

pub(super) use self::{login::captcha, password::CodeSentView};
use utoipa_axum::router::OpenApiRouter;

use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(captcha::routes())
        .merge(login::routes())
        .merge(refresh::routes())
        .merge(logout::routes())
        .merge(password::routes())
        .merge(mobile::routes())
        .merge(devices::routes())
}
