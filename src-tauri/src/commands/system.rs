//! The window itself.

use tauri::{AppHandle, State, ipc::Channel};

use crate::{
    system::{events::Events, window},
    views::DeskEvent,
};

/// Set to anything, the window says `ready` on standard error when its page can be typed into.
const ANNOUNCE: &str = "XINBAO_ANNOUNCE";

/// The page hands over the channel on which it hears [`DeskEvent`]s.
#[tauri::command]
pub(crate) fn follow(events: State<'_, Events>, channel: Channel<DeskEvent>) {
    events.follow(channel);
}

/// The page heard what it was asked: it is there, and will answer.
#[tauri::command]
pub(crate) fn heard(events: State<'_, Events>) {
    events.heard();
}

/// The page's answer to `CloseAsked`: `close` or stay.
#[tauri::command]
pub(crate) fn close_window(app: AppHandle, close: bool) {
    window::answer(&app, close);
}

/// The page can be typed into. A program that started the window hears it, if it asked: benchmarks do.
#[tauri::command]
pub(crate) fn ready() {
    if std::env::var_os(ANNOUNCE).is_some() {
        eprintln!("ready");
    }
}
