//! Where one is signed in (CM-SEC-02).

use reqwest::Method;
use serde::Deserialize;
use values::SessionId;

use crate::remote::{Remote, RemoteError, http::Ask};

/// One signed-in device.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DeviceRow {
    /// The session's id.
    pub session_id: String,
    /// The device's id.
    pub device: String,
    /// What it calls itself.
    pub device_name: Option<String>,
    /// Signed in at, RFC 3339.
    pub created_at: String,
    /// Last heard of at, RFC 3339.
    pub last_used_at: String,
    /// Whether it is this one.
    pub current: bool,
}

#[derive(Deserialize)]
struct DevicesTwin {
    devices: Vec<DeviceRow>,
}

impl Remote {
    /// The devices of whoever is signed in.
    ///
    /// # Errors
    /// `AUTH_REQUIRED`; those of asking.
    pub async fn devices(&self) -> Result<Vec<DeviceRow>, RemoteError> {
        let twin: DevicesTwin = self.json_as(Ask::<()>::get("/auth/devices")).await?;
        Ok(twin.devices)
    }

    /// Signs a device out. Where it is this one, the tokens here are forgotten too.
    ///
    /// # Errors
    /// `ID_INVALID`, `NOT_FOUND`, `AUTH_REQUIRED`; those of asking.
    pub async fn revoke(&self, session: &str) -> Result<(), RemoteError> {
        let session = SessionId::parse(session).map_err(|problem| problem.in_field("id"))?;
        let path = format!("/auth/devices/{session}");
        let own = self.devices().await?.into_iter().find(|row| row.session_id == session.to_string());
        let ask = Ask { method: Method::DELETE, body: None::<&()>, ..Ask::post(&path, &(), self.key()) };
        self.done_as(ask).await?;
        if own.is_some_and(|own| own.current) {
            self.case.clear().await?;
        }
        Ok(())
    }
}
