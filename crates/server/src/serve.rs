//! Listening, over TLS or plain, and stopping gracefully.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context as _;
use axum_server::{Handle, tls_rustls::RustlsConfig};
use store_server::Store;
use tokio::sync::watch;

use crate::{App, Settings, files::place::Place, jobs, routes};

/// How long requests that are under way may take when the server stops.
const GRACE: Duration = Duration::from_secs(30);

/// Runs until the process is told to stop (SIGTERM, Ctrl+C). `listening` is told the address, once requests are answered.
///
/// # Errors
/// The database, the certificate or the address cannot be used.
pub async fn run(settings: &Settings, listening: impl FnOnce(SocketAddr)) -> anyhow::Result<()> {
    if settings.is_embedded() {
        Store::migrate(&settings.database).await.context("bringing the database up to date")?;
    }
    let store = Store::connect(&settings.database, settings.data_key.clone())
        .await
        .context("opening the database")?;
    let place = Place::open(&settings.files).context("opening the place of files")?;
    let app = App::new(settings, store.clone(), place);
    if settings.is_simulated() {
        tracing::warn!("partners are simulated: not for real business");
    }
    let (stop, stopping) = watch::channel(false);
    let sweeping = tokio::spawn(jobs::sweep(app.clone(), stopping.clone()));
    let carrying = tokio::spawn(jobs::carry_hints(app.clone(), stopping));
    let handle = Handle::new();
    let stopper = tokio::spawn(stop_when_told(app.clone(), handle.clone()));
    let served = serve(settings, &app, handle, listening).await;
    stopper.abort();
    // Nobody listens any more if the job has ended by itself.
    let _ = stop.send(true);
    sweeping.await.context("the sweeping job")?;
    carrying.await.context("the job that carries hints")?;
    store.close().await;
    served
}

async fn serve(
    settings: &Settings,
    app: &App,
    handle: Handle<SocketAddr>,
    listening: impl FnOnce(SocketAddr),
) -> anyhow::Result<()> {
    let listener = std::net::TcpListener::bind(settings.listen)
        .with_context(|| format!("listening on {}", settings.listen))?;
    listener.set_nonblocking(true)?;
    let service = routes::router(app).into_make_service_with_connect_info::<SocketAddr>();
    listening(listener.local_addr()?);
    match &settings.tls {
        Some(tls) => {
            let config = RustlsConfig::from_pem_file(&tls.certificate, &tls.key)
                .await
                .context("reading certificate and key")?;
            axum_server::from_tcp_rustls(listener, config)?.handle(handle).serve(service).await?;
        }
        None => axum_server::from_tcp(listener)?.handle(handle).serve(service).await?,
    }
    Ok(())
}

/// rustls asks for one cipher library for the whole process: ring.
///
/// # Errors
/// Another one was chosen before.
pub fn choose_ciphers() -> anyhow::Result<()> {
    rustls::crypto::ring::default_provider()
        .install_default()
        .map_err(|_| anyhow::anyhow!("another cipher library was chosen before"))
}

async fn stop_when_told(app: App, handle: Handle<SocketAddr>) {
    told_to_stop().await;
    tracing::info!("stopping");
    app.end_streams();
    handle.graceful_shutdown(Some(GRACE));
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(error) => {
            tracing::warn!(cause = %error, "SIGTERM cannot be watched; Ctrl+C still stops");
            wait_for_ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    wait_for_ctrl_c().await;
}

async fn wait_for_ctrl_c() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(cause = %error, "Ctrl+C cannot be watched");
        std::future::pending::<()>().await;
    }
}
