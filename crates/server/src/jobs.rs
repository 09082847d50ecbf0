//! What a server does by itself.

use std::time::Duration;

use tokio::sync::watch;

use crate::App;

/// How often what is over is swept out.
const EVERY: Duration = Duration::from_secs(15 * 60);

/// Every so many sweeps, what no desk needs any more is forgotten: once a day.
const SWEEPS_A_DAY: u32 = 96;

/// Every so many sweeps, uploads that nobody finished go: once an hour.
const SWEEPS_AN_HOUR: u32 = 4;

/// After a failure of the connection that carries hints; polling goes on meanwhile.
const CARRY_AGAIN: Duration = Duration::from_secs(5);

/// Sweeps until the server stops.
pub async fn sweep(app: App, mut stopping: watch::Receiver<bool>) {
    for sweep in 0_u32.. {
        if sweep.is_multiple_of(SWEEPS_A_DAY) {
            forget(&app).await;
        }
        if sweep.is_multiple_of(SWEEPS_AN_HOUR) {
            match app.files.sweep(app.clock.now()).await {
                Ok(cleared) => tracing::info!(cleared, "swept uploads"),
                Err(error) => {
                    tracing::warn!(cause = %error, "sweeping uploads failed, it is repeated in an hour")
                }
            }
        }
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

async fn forget(app: &App) {
    match app.store.forget_old(app.clock.now()).await {
        Ok(gone) => tracing::info!(tombstones = gone.tombstones, parts = gone.parts, "forgot what is old"),
        Err(error) => tracing::warn!(cause = %error, "forgetting failed, it is repeated in a day"),
    }
}

/// Exchanges hints with the other nodes until the server stops.
pub async fn carry_hints(app: App, mut stopping: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopping.changed() => return,
            carried = app.store.carry_hints() => match carried {
                Ok(()) => return,
                Err(error) => tracing::warn!(cause = %error, "hints of other nodes are not heard, it is tried again"),
            },
        }
        tokio::select! {
            _ = stopping.changed() => return,
            () = tokio::time::sleep(CARRY_AGAIN) => {}
        }
    }
}
