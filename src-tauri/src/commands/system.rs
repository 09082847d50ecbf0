//! The window itself.

use tauri::{AppHandle, State, ipc::Channel};

use crate::{
    system::{events::Events, window},
    views::DeskEvent,
};

/// The page hands over the channel on which it hears [`DeskEvent`]s.
#[tauri::command]
pub(crate) fn follow(events: State<'_, Events>, channel: Channel<DeskEvent>) {
    events.follow(channel);
}

/// The page's answer to `CloseAsked`: `close` or stay.
#[tauri::command]
pub(crate) fn close_window(app: AppHandle, close: bool) {
    window::answer(&app, close);
}
