//! This computer: settings, the log, the clipboard.

use std::sync::Arc;

use tauri::{AppHandle, State};

use crate::{
    session::{Answer, Session},
    system::{dialogs::Dialogs, window},
    views::{AboutView, FileView, Preferences},
};

#[tauri::command]
pub(crate) async fn preferences(session: State<'_, Session>) -> Answer<Preferences> {
    Ok(session.preferences())
}

#[tauri::command]
pub(crate) async fn set_preferences(
    app: AppHandle,
    session: State<'_, Session>,
    preferences: Preferences,
) -> Answer<()> {
    session.set_preferences(preferences)?;
    window::dress(&app, &session.preferences());
    Ok(())
}

#[tauri::command]
pub(crate) async fn about(session: State<'_, Session>) -> Answer<AboutView> {
    session.guarded(async { Ok(session.about(tauri::webview_version().unwrap_or_default()).await) }).await
}

#[tauri::command]
pub(crate) async fn save_log(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
) -> Answer<Option<FileView>> {
    session.guarded(session.save_log(&**dialogs)).await
}

#[tauri::command]
pub(crate) async fn copy_text(session: State<'_, Session>, text: String, html: Option<String>) -> Answer<()> {
    session.guarded(session.copy_text(text, html)).await
}
