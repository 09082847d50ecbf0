//! `/auth/devices`: where a person is signed in (CM-SEC-02).

use actions::accounts::{Answer, list_devices, revoke_device, rows::KeptSession};
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{PersonId, SessionId};

use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, close, open},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(revoke))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DevicesQuery {
    /// One of the firm's people; oneself if absent
    person: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct DeviceView {
    session_id: String,
    device: String,
    device_name: Option<String>,
    created_at: String,
    last_used_at: String,
    /// Whether it is the device that asks
    current: bool,
}

#[derive(Serialize, ToSchema)]
struct DevicesView {
    devices: Vec<DeviceView>,
}

/// Signed-in devices
#[utoipa::path(get, path = "/auth/devices", tag = "auth", params(DevicesQuery), security(("access_token" = [])),
    responses((status = 200, body = DevicesView), (status = "4XX", body = ProblemsBody)))]
async fn list(call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let query: DevicesQuery = call.query()?;
    let of = query.person.as_deref().map(PersonId::parse).transpose()?;
    let devices = list_devices(&call.host(), &session, of).await?;
    let view = |kept: KeptSession| DeviceView {
        session_id: kept.id.to_string(),
        device: kept.device.to_string(),
        device_name: kept.device_name.map(Into::into),
        created_at: kept.created_at.to_string(),
        last_used_at: kept.last_used_at.to_string(),
        current: kept.id == session.id,
    };
    Ok(Reply::json(&DevicesView { devices: devices.into_iter().map(view).collect() }))
}

/// Sign a device out
#[utoipa::path(delete, path = "/auth/devices/{session_id}", tag = "auth", security(("access_token" = [])),
    params(("session_id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn revoke(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = SessionId::parse(&id)?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => close(&host, revoke_device(&host, &session, id).await, |()| Answer::Done).await,
    }
}
