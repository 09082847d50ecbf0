//! This computer: settings, the log, the clipboard.

use std::sync::Arc;

use tauri::State;

use crate::{
    session::Session,
    system::dialogs::Dialogs,
    views::{AboutView, FileView, Preferences, ProblemView},
};

#[tauri::command]
pub(crate) async fn preferences(session: State<'_, Session>) -> Result<Preferences, ProblemView> {
    Ok(session.preferences())
}

#[tauri::command]
pub(crate) async fn set_preferences(
    session: State<'_, Session>,
    preferences: Preferences,
) -> Result<(), ProblemView> {
    session.set_preferences(preferences)
}

#[tauri::command]
pub(crate) async fn about(session: State<'_, Session>) -> Result<AboutView, ProblemView> {
    Ok(session.about(tauri::webview_version().unwrap_or_default()).await)
}

#[tauri::command]
pub(crate) async fn save_log(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
) -> Result<Option<FileView>, ProblemView> {
    session.save_log(&**dialogs).await
}

#[tauri::command]
pub(crate) async fn copy_text(
    session: State<'_, Session>,
    text: String,
    html: Option<String>,
) -> Result<(), ProblemView> {
    session.copy_text(text, html).await
}
