//! The one window: coming to the front, files dropped on it, and closing without losing what is being typed.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, DragDropEvent, Manager as _, WebviewWindowBuilder, Window, WindowEvent, Wry};

use super::events::Events;
use crate::views::{DeskEvent, Preferences};

/// The window's label, as `tauri.conf.json` gives it.
pub(crate) const MAIN: &str = "main";

/// Whether closing was asked for and not answered yet.
#[derive(Default)]
pub(crate) struct Closing(AtomicBool);

/// Opens the window as `tauri.conf.json` describes it.
///
/// # Errors
/// Where the system has no web view, or one that is too old. Tauri would end the program without a word if it opened the
/// window itself, so the file says that it shall not.
pub(crate) fn open(app: &AppHandle<Wry>) -> tauri::Result<()> {
    let described = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let described = described.ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(app, described)?.build().map(drop)
}

/// Brings the window before the person's eyes, for a start that would rather not open another. Answers whether there is
/// a page in it; where it is gone the window closes, so that the other start can take its place. Blocks for as long as a
/// page has to answer.
pub(crate) fn to_the_front(app: &AppHandle<Wry>) -> bool {
    let Some(window) = app.get_webview_window(MAIN) else { return false };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window did not come to the front");
    }
    let events = app.state::<Events>();
    // A page that still loads hears nothing yet and needs nothing more than to be seen.
    if !events.is_followed() || tauri::async_runtime::block_on(events.ask(DeskEvent::Summoned)) {
        return true;
    }
    tracing::warn!("the page is gone; the window makes room for a new start");
    answer(app, true);
    false
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
            // The page is asked once: it may hold an entry row that is not added. A person who insists closes at once;
            // what was typed is durable either way.
            let asked_before = window.state::<Closing>().0.swap(true, Ordering::SeqCst);
            if events.is_followed() && !asked_before {
                api.prevent_close();
                ask_to_close(window.app_handle());
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

/// Asks the page. One that does not even say that it heard is gone, and cannot hold the window open; one that did may
/// show its question for as long as the person thinks.
fn ask_to_close(app: &AppHandle<Wry>) {
    let heard = app.state::<Events>().ask(DeskEvent::CloseAsked);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if !heard.await {
            tracing::warn!("the page is gone; the window closes without its answer");
            answer(&app, true);
        }
    });
}

/// The page's answer to [`DeskEvent::CloseAsked`]: close now, or stay.
pub(crate) fn answer(app: &AppHandle<Wry>, close: bool) {
    app.state::<Closing>().0.store(close, Ordering::SeqCst);
    if close && let Some(window) = app.get_webview_window(MAIN) {
        // Closing fails only for a window that is closed.
        drop(window.close());
    }
}
