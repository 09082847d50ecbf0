//! Notifications of the system, for long work that ended while the window was out of sight.

use std::{error::Error, fmt::Display};

use tauri::{AppHandle, Manager as _, Wry};
use tauri_plugin_notification::{Notification, NotificationExt as _};

/// Shows a notification, unless the person is looking at the window anyway.
pub(crate) fn tell(app: &AppHandle<Wry>, title: &str, body: &str) {
    unless_looked_at(
        || app.get_webview_window("main").and_then(|window| window.is_focused().ok()).unwrap_or(false),
        || {
            begin(app)?;
            app.notification().builder().title(title).body(body).show()?;
            Ok::<_, Box<dyn Error>>(())
        },
    );
}

/// Notifications begin with the first one. A plugin that is there when the window opens gives its page a script of its own,
/// which calls a command that we grant to nobody.
fn begin(app: &AppHandle<Wry>) -> tauri::Result<()> {
    if app.try_state::<Notification<Wry>>().is_none() {
        app.plugin(tauri_plugin_notification::init())?;
    }
    Ok(())
}

/// Shows something to a person who looks elsewhere. A computer without a notification service shows none; what was done
/// stands in the window.
pub(crate) fn unless_looked_at<E: Display>(
    is_looked_at: impl FnOnce() -> bool,
    show: impl FnOnce() -> Result<(), E>,
) {
    if is_looked_at() {
        return;
    }
    if let Err(error) = show() {
        tracing::info!(%error, "no notification");
    }
}
