//! `/yw`: registration, the firm and its people.

mod firm;
mod people;
mod registrations;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(registrations::routes()).merge(firm::routes()).merge(people::routes())
}
