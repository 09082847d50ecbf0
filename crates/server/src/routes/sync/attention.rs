//! `POST /sync/attention/{id}/settle`: something of 需处理 is decided (CM-SYNC-02).

use axum::{extract::Path, http::StatusCode};
use domain::account::Right;
use store_server::FirmScope;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, MutationId, Problem};

use crate::{
    App,
    http::{Call, Fault, ProblemsBody},
    sync::{self, Surroundings},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(settle))
}

/// Say that something is decided; again it does nothing
#[utoipa::path(post, path = "/sync/attention/{id}/settle", tag = "sync", security(("access_token" = [])),
    params(("id" = String, Path, description = "The mutation's id")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn settle(Path(id): Path<String>, call: Call) -> Result<StatusCode, Fault> {
    let session = call.session().await?;
    session.check_change(Right::DraftOrders)?;
    let scope = FirmScope::of(&session)?;
    let id = MutationId::parse(&id)?;
    let host = Surroundings::new(&call.app, scope);
    if sync::settle(&call.app.store, &host, &scope, id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::new(Code::NotFound).into())
    }
}
