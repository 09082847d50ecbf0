//! `/content`: what the platform tells everybody, before sign-in as well.

mod notices;
mod params;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

pub(super) use notices::NoticeView;
pub(super) use params::SettingView;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(notices::routes()).merge(params::routes())
}
