//! The one import.

use std::sync::Arc;

use tauri::State;

use crate::{
    session::Session,
    system::dialogs::Dialogs,
    views::{FileView, ImportChoiceView, ImportOptions, ImportState, ImportedView, ProblemView},
};

#[tauri::command]
pub(crate) async fn choose_workbook(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
) -> Result<Option<String>, ProblemView> {
    Ok(session.choose_workbook(&**dialogs).await)
}

#[tauri::command]
pub(crate) async fn start_import(
    session: State<'_, Session>,
    order: String,
    options: ImportOptions,
) -> Result<(), ProblemView> {
    session.start_import(&order, options).await
}

#[tauri::command]
pub(crate) async fn import_state(session: State<'_, Session>) -> Result<ImportState, ProblemView> {
    Ok(session.import_state().await)
}

#[tauri::command]
pub(crate) async fn store_import(
    session: State<'_, Session>,
    choice: ImportChoiceView,
) -> Result<ImportedView, ProblemView> {
    session.store_import(choice).await
}

#[tauri::command]
pub(crate) async fn cancel_import(session: State<'_, Session>) -> Result<(), ProblemView> {
    session.cancel_import().await;
    Ok(())
}

#[tauri::command]
pub(crate) async fn save_error_workbook(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
) -> Result<Option<FileView>, ProblemView> {
    session.save_error_workbook(&**dialogs).await
}

#[tauri::command]
pub(crate) async fn save_template(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
    id: String,
) -> Result<Option<FileView>, ProblemView> {
    session.save_template(&**dialogs, &id).await
}
