//! What a server does by itself.

use std::time::Duration;

use tokio::sync::watch;

use crate::App;

/// How often what is over is swept out.
const EVERY: Duration = Duration::from_secs(15 * 60);

/// Sweeps until the server stops.
pub async fn sweep(app: App, mut stopping: watch::Receiver<bool>) {
    loop {
        match app.store.sweep_accounts(app.clock.now()).await {
            Ok(swept) => tracing::info!(passing = swept.passing, sessions = swept.sessions, "swept"),
            Err(error) => tracing::warn!(cause = %error, "sweeping failed, it is repeated"),
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stopping.changed() => return,
        }
    }
}
