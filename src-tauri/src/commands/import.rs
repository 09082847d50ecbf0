//! The one import.

use std::sync::Arc;

use tauri::State;

use crate::{
    session::{Answer, Session},
    system::dialogs::Dialogs,
    views::{
        FileColumns, FileView, FindingsPage, ImportChoiceView, ImportOptions, ImportState, ImportedView,
        LineColumn, PageQuery, PreviewPage, PreviewRow, PreviewTab,
    },
};

#[tauri::command]
pub(crate) async fn choose_workbook(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
) -> Answer<Option<String>> {
    session.guarded(async { Ok(session.choose_workbook(&**dialogs).await) }).await
}

#[tauri::command]
pub(crate) async fn start_import(
    session: State<'_, Session>,
    order: String,
    options: ImportOptions,
) -> Answer<()> {
    session.guarded(session.start_import(&order, options)).await
}

#[tauri::command]
pub(crate) async fn import_state(session: State<'_, Session>) -> Answer<ImportState> {
    session.guarded(async { Ok(session.import_state().await) }).await
}

#[tauri::command]
pub(crate) async fn import_columns(session: State<'_, Session>) -> Answer<FileColumns> {
    session.guarded(session.import_columns()).await
}

#[tauri::command]
pub(crate) async fn store_import(
    session: State<'_, Session>,
    choice: ImportChoiceView,
) -> Answer<ImportedView> {
    session.guarded(session.store_import(choice)).await
}

#[tauri::command]
pub(crate) async fn cancel_import(session: State<'_, Session>) -> Answer<()> {
    session
        .guarded(async {
            session.cancel_import().await;
            Ok(())
        })
        .await
}

#[tauri::command]
pub(crate) async fn save_error_workbook(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
) -> Answer<Option<FileView>> {
    session.guarded(session.save_error_workbook(&**dialogs)).await
}

#[tauri::command]
pub(crate) async fn save_template(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
    id: String,
) -> Answer<Option<FileView>> {
    session.guarded(session.save_template(&**dialogs, &id)).await
}

#[tauri::command]
pub(crate) async fn preview_rows(
    session: State<'_, Session>,
    tab: PreviewTab,
    page: PageQuery,
) -> Answer<PreviewPage> {
    session.guarded(session.preview_rows(tab, page)).await
}

#[tauri::command]
pub(crate) async fn preview_findings(
    session: State<'_, Session>,
    tab: PreviewTab,
    page: PageQuery,
) -> Answer<FindingsPage> {
    session.guarded(session.preview_findings(tab, page)).await
}

#[tauri::command]
pub(crate) async fn correct_cell(
    session: State<'_, Session>,
    row: u32,
    column: LineColumn,
    text: String,
) -> Answer<PreviewRow> {
    session.guarded(session.correct_cell(row, column, text)).await
}
