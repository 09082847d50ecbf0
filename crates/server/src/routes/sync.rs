//! `/sync`: mutations up, rows down (SYNC; decision 0009). Their shapes are the wire's; what stands here describes them.

mod attention;
mod changes;
mod hints;
mod older;
mod push;

use domain::account::Right;
use store_server::FirmScope;
use tower_http::{CompressionLevel, compression::CompressionLayer};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    App,
    http::{Call, Fault},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    // No secrets are in these answers, so that their length tells nothing by what somebody else has put beside them.
    let compressed = CompressionLayer::new().quality(CompressionLevel::Precise(4));
    OpenApiRouter::new()
        .merge(push::routes())
        .merge(changes::routes())
        .merge(older::routes())
        .layer(compressed)
        .merge(hints::routes())
        .merge(attention::routes())
}

/// Whose rows somebody asks for. The account may be suspended: it reads on.
async fn reader(call: &Call) -> Result<FirmScope, Fault> {
    let session = call.session().await?;
    session.check(Right::ReadOrders)?;
    Ok(FirmScope::of(&session)?)
}
