//! `/ops`: what operators do.

mod accounts;
mod people;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(accounts::routes()).merge(people::routes())
}
