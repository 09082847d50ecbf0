//! What waits and what must be decided.

use std::sync::Arc;

use tauri::State;

use crate::{
    session::{Answer, Session},
    system::dialogs::Dialogs,
    views::{AttentionPage, AttentionView, Decision, FileView, OutboxPage, PageQuery, SyncView},
};

#[tauri::command]
pub(crate) async fn sync_state(session: State<'_, Session>) -> Answer<SyncView> {
    session.guarded(session.sync_state()).await
}

#[tauri::command]
pub(crate) async fn sync_now(session: State<'_, Session>) -> Answer<()> {
    session.guarded(session.sync_now()).await
}

#[tauri::command]
pub(crate) async fn outbox(session: State<'_, Session>, page: PageQuery) -> Answer<OutboxPage> {
    session.guarded(session.outbox(page)).await
}

#[tauri::command]
pub(crate) async fn export_outbox(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
) -> Answer<Option<FileView>> {
    session.guarded(session.export_outbox(&**dialogs)).await
}

#[tauri::command]
pub(crate) async fn attention_list(session: State<'_, Session>, page: PageQuery) -> Answer<AttentionPage> {
    session.guarded(session.attention_list(page)).await
}

#[tauri::command]
pub(crate) async fn attention_item(session: State<'_, Session>, id: String) -> Answer<AttentionView> {
    session.guarded(session.attention_item(&id)).await
}

#[tauri::command]
pub(crate) async fn resolve_attention(
    session: State<'_, Session>,
    id: String,
    decisions: Vec<Decision>,
) -> Answer<()> {
    session.guarded(session.resolve_attention(&id, &decisions)).await
}
