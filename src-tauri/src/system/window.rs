//! The one window: coming to the front, files dropped on it, and closing without losing what is being typed.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, DragDropEvent, Manager as _, Window, WindowEvent, Wry};

use super::events::Events;
use crate::views::{DeskEvent, Preferences};

/// The window's label, as `tauri.conf.json` gives it.
pub(crate) const MAIN: &str = "main";

/// Whether closing was asked for and not answered yet.
#[derive(Default)]
pub(crate) struct Closing(AtomicBool);

/// Brings the window before the person's eyes.
pub(crate) fn to_the_front(app: &AppHandle<Wry>) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window did not come to the front");
    }
    app.state::<Events>().tell(DeskEvent::Summoned);
}

/// Makes the window as the settings have it: its size, through the webview so that everything scales together (CM-UI-01),
/// and the menu's language.
pub(crate) fn dress(app: &AppHandle<Wry>, preferences: &Preferences) {
    let zoomed = app
        .get_webview_window(MAIN)
        .map_or(Ok(()), |window| window.set_zoom(f64::from(preferences.scale) / 100.0))
        .and_then(|()| super::menu::show(app, preferences.language));
    if let Err(error) = zoomed {
        tracing::warn!(%error, "the window does not look as the settings have it");
    }
}

/// What the system tells of the window.
pub(crate) fn heard(window: &Window<Wry>, event: &WindowEvent) {
    let events = window.state::<Events>();
    match event {
        WindowEvent::CloseRequested { api, .. } => {
            // The page is asked once: it may hold an entry row that is not added. A page that is gone, or a person who
            // insists, closes at once; what was typed is durable either way.
            let asked_before = window.state::<Closing>().0.swap(true, Ordering::SeqCst);
            if events.is_followed() && !asked_before {
                api.prevent_close();
                events.tell(DeskEvent::CloseAsked);
            }
        }
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => {
            events.tell(DeskEvent::DragOver { inside: true })
        }
        WindowEvent::DragDrop(DragDropEvent::Leave) => events.tell(DeskEvent::DragOver { inside: false }),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            events.tell(DeskEvent::DragOver { inside: false });
            let paths = paths.iter().map(|path| path.display().to_string()).collect();
            events.tell(DeskEvent::Dropped { paths });
        }
        _ => {}
    }
}

/// The page's answer to [`DeskEvent::CloseAsked`]: close now, or stay.
pub(crate) fn answer(app: &AppHandle<Wry>, close: bool) {
    app.state::<Closing>().0.store(close, Ordering::SeqCst);
    if close && let Some(window) = app.get_webview_window(MAIN) {
        // Closing fails only for a window that is closed.
        drop(window.close());
    }
}
