//! Orders: the list, one order, and what was done to it.

use std::sync::Arc;

use tauri::State;

use crate::{
    session::{Answer, Session},
    system::dialogs::Dialogs,
    views::{
        CountryRow, FieldText, FileView, HistoryPage, ImportRecordView, OrderFilter, OrderPage, OrderQuery,
        OrderSort, OrderSums, OrderView, SavedFilterView, UndoneView,
    },
};

#[tauri::command]
pub(crate) async fn list_orders(session: State<'_, Session>, query: OrderQuery) -> Answer<OrderPage> {
    session.guarded(session.orders(query)).await
}

#[tauri::command]
pub(crate) async fn order_sums(session: State<'_, Session>, filter: OrderFilter) -> Answer<OrderSums> {
    session.guarded(session.order_sums(filter)).await
}

#[tauri::command]
pub(crate) async fn export_orders(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
    filter: OrderFilter,
    sort: Option<OrderSort>,
) -> Answer<Option<FileView>> {
    session.guarded(session.export_orders(&**dialogs, filter, sort)).await
}

#[tauri::command]
pub(crate) async fn saved_filters(session: State<'_, Session>) -> Answer<Vec<SavedFilterView>> {
    session.guarded(session.saved_filters()).await
}

#[tauri::command]
pub(crate) async fn save_filter(
    session: State<'_, Session>,
    name: String,
    filter: OrderFilter,
    sort: Option<OrderSort>,
) -> Answer<Vec<SavedFilterView>> {
    session.guarded(session.save_filter(&name, filter, sort)).await
}

#[tauri::command]
pub(crate) async fn delete_filter(session: State<'_, Session>, id: String) -> Answer<Vec<SavedFilterView>> {
    session.guarded(session.delete_filter(&id)).await
}

#[tauri::command]
pub(crate) async fn create_order(session: State<'_, Session>) -> Answer<String> {
    session.guarded(session.create_order()).await
}

#[tauri::command]
pub(crate) async fn delete_order(session: State<'_, Session>, id: String) -> Answer<()> {
    session.guarded(session.delete_order(&id)).await
}

#[tauri::command]
pub(crate) async fn restore_order(session: State<'_, Session>, id: String) -> Answer<()> {
    session.guarded(session.restore_order(&id)).await
}

#[tauri::command]
pub(crate) async fn show_order(session: State<'_, Session>, id: String) -> Answer<OrderView> {
    session.guarded(session.order(&id)).await
}

#[tauri::command]
pub(crate) async fn count_duplicates(session: State<'_, Session>, id: String) -> Answer<u32> {
    session.guarded(session.count_duplicates(&id)).await
}

#[tauri::command]
pub(crate) async fn edit_order(
    session: State<'_, Session>,
    id: String,
    fields: Vec<FieldText>,
) -> Answer<OrderView> {
    session.guarded(session.edit_order(&id, fields)).await
}

#[tauri::command]
pub(crate) async fn reveal_field(session: State<'_, Session>, id: String, field: String) -> Answer<String> {
    session.guarded(session.reveal_field(&id, &field)).await
}

#[tauri::command]
pub(crate) fn countries() -> Answer<Vec<CountryRow>> {
    Ok(Session::countries())
}

#[tauri::command]
pub(crate) async fn history(
    session: State<'_, Session>,
    id: String,
    next: Option<String>,
) -> Answer<HistoryPage> {
    session.guarded(session.history(&id, next.as_deref())).await
}

#[tauri::command]
pub(crate) async fn import_records(session: State<'_, Session>, id: String) -> Answer<Vec<ImportRecordView>> {
    session.guarded(session.import_records(&id)).await
}

#[tauri::command]
pub(crate) async fn undo(session: State<'_, Session>, id: String) -> Answer<UndoneView> {
    session.guarded(session.undo(&id)).await
}

#[tauri::command]
pub(crate) async fn redo(session: State<'_, Session>, id: String) -> Answer<UndoneView> {
    session.guarded(session.redo(&id)).await
}

#[tauri::command]
pub(crate) async fn export_order(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
    id: String,
    with_passport: bool,
) -> Answer<Option<FileView>> {
    session.guarded(session.export_order(&**dialogs, &id, with_passport)).await
}

#[tauri::command]
pub(crate) async fn duplicate_order(session: State<'_, Session>, id: String) -> Answer<String> {
    session.guarded(session.duplicate_order(&id)).await
}
