//! `/ops`: what operators do.

mod accounts;
mod audit;
mod notices;
mod params;
mod people;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(accounts::routes())
        .merge(audit::routes())
        .merge(notices::routes())
        .merge(params::routes())
        .merge(people::routes())
}
