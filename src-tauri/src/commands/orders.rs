//! Orders: the list, one order, and what was done to it.

use std::sync::Arc;

use tauri::State;

use crate::{
    session::Session,
    system::dialogs::Dialogs,
    views::{
        CountryRow, FieldText, FileView, HistoryPage, ImportRecordView, OrderFilter, OrderPage, OrderQuery,
        OrderSort, OrderView, ProblemView, SavedFilterView, UndoneView,
    },
};

#[tauri::command]
pub(crate) async fn list_orders(
    session: State<'_, Session>,
    query: OrderQuery,
) -> Result<OrderPage, ProblemView> {
    session.orders(query).await
}

#[tauri::command]
pub(crate) async fn export_orders(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
    filter: OrderFilter,
    sort: Option<OrderSort>,
) -> Result<Option<FileView>, ProblemView> {
    session.export_orders(&**dialogs, filter, sort).await
}

#[tauri::command]
pub(crate) async fn saved_filters(session: State<'_, Session>) -> Result<Vec<SavedFilterView>, ProblemView> {
    session.saved_filters().await
}

#[tauri::command]
pub(crate) async fn save_filter(
    session: State<'_, Session>,
    name: String,
    filter: OrderFilter,
    sort: Option<OrderSort>,
) -> Result<Vec<SavedFilterView>, ProblemView> {
    session.save_filter(&name, filter, sort).await
}

#[tauri::command]
pub(crate) async fn delete_filter(
    session: State<'_, Session>,
    id: String,
) -> Result<Vec<SavedFilterView>, ProblemView> {
    session.delete_filter(&id).await
}

#[tauri::command]
pub(crate) async fn create_order(session: State<'_, Session>) -> Result<String, ProblemView> {
    session.create_order().await
}

#[tauri::command]
pub(crate) async fn delete_order(session: State<'_, Session>, id: String) -> Result<(), ProblemView> {
    session.delete_order(&id).await
}

#[tauri::command]
pub(crate) async fn restore_order(session: State<'_, Session>, id: String) -> Result<(), ProblemView> {
    session.restore_order(&id).await
}

#[tauri::command]
pub(crate) async fn show_order(session: State<'_, Session>, id: String) -> Result<OrderView, ProblemView> {
    session.order(&id).await
}

#[tauri::command]
pub(crate) async fn edit_order(
    session: State<'_, Session>,
    id: String,
    fields: Vec<FieldText>,
) -> Result<OrderView, ProblemView> {
    session.edit_order(&id, fields).await
}

#[tauri::command]
pub(crate) async fn reveal_field(
    session: State<'_, Session>,
    id: String,
    field: String,
) -> Result<String, ProblemView> {
    session.reveal_field(&id, &field).await
}

#[tauri::command]
pub(crate) fn countries() -> Result<Vec<CountryRow>, ProblemView> {
    Ok(Session::countries())
}

#[tauri::command]
pub(crate) async fn history(
    session: State<'_, Session>,
    id: String,
    next: Option<String>,
) -> Result<HistoryPage, ProblemView> {
    session.history(&id, next.as_deref()).await
}

#[tauri::command]
pub(crate) async fn import_records(
    session: State<'_, Session>,
    id: String,
) -> Result<Vec<ImportRecordView>, ProblemView> {
    session.import_records(&id).await
}

#[tauri::command]
pub(crate) async fn undo(session: State<'_, Session>, id: String) -> Result<UndoneView, ProblemView> {
    session.undo(&id).await
}

#[tauri::command]
pub(crate) async fn redo(session: State<'_, Session>, id: String) -> Result<UndoneView, ProblemView> {
    session.redo(&id).await
}

#[tauri::command]
pub(crate) async fn export_order(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
    id: String,
    with_passport: bool,
) -> Result<Option<FileView>, ProblemView> {
    session.export_order(&**dialogs, &id, with_passport).await
}
