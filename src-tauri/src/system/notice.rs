//! Notifications of the system, for long work that ended while the window was out of sight.

use tauri::{AppHandle, Manager as _, Wry};
use tauri_plugin_notification::NotificationExt as _;

/// Shows a notification, unless the person is looking at the window anyway.
pub(crate) fn tell(app: &AppHandle<Wry>, title: &str, body: &str) {
    let looked_at =
        app.get_webview_window("main").and_then(|window| window.is_focused().ok()).unwrap_or(false);
    if looked_at {
        return;
    }
    // A computer without a notification service shows none; what was done stands in the window.
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::info!(%error, "no notification");
    }
}
