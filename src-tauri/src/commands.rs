//! What the screen may ask: one line each. A refusal crosses as a problem with its code; the screen has the sentences.

pub(crate) mod system;

use tauri::State;

use crate::{
    session::Session,
    views::{LinesPage, OrderPage, OrderQuery, OrderView, PageQuery, ProblemView, VaultView},
};

#[tauri::command]
pub(crate) async fn vault_state(session: State<'_, Session>) -> Result<VaultView, ProblemView> {
    Ok(session.vault().await)
}

#[tauri::command]
pub(crate) async fn unlock_vault(session: State<'_, Session>, typed: String) -> Result<(), ProblemView> {
    session.unlock(typed).await
}

#[tauri::command]
pub(crate) async fn list_orders(
    session: State<'_, Session>,
    query: OrderQuery,
) -> Result<OrderPage, ProblemView> {
    session.orders(query).await
}

#[tauri::command]
pub(crate) async fn show_order(session: State<'_, Session>, id: String) -> Result<OrderView, ProblemView> {
    session.order(&id).await
}

#[tauri::command]
pub(crate) async fn lines_page(
    session: State<'_, Session>,
    id: String,
    page: PageQuery,
) -> Result<LinesPage, ProblemView> {
    session.lines(&id, page).await
}
