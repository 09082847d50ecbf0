//! The vault, its keys and its backups.

use std::{path::PathBuf, sync::Arc};

use tauri::State;

use crate::{
    session::{Answer, Session},
    system::dialogs::Dialogs,
    views::{BackupKey, BackupView, FileView, KeepingChoice, RecoveryView, VaultView},
};

#[tauri::command]
pub(crate) async fn vault_state(session: State<'_, Session>) -> Answer<VaultView> {
    session.guarded(async { Ok(session.vault().await) }).await
}

#[tauri::command]
pub(crate) async fn create_vault(
    session: State<'_, Session>,
    keeping: KeepingChoice,
) -> Answer<RecoveryView> {
    session.guarded(session.create_vault(keeping)).await
}

#[tauri::command]
pub(crate) async fn unlock_vault(session: State<'_, Session>, typed: String) -> Answer<()> {
    session.guarded(session.unlock_vault(&typed)).await
}

#[tauri::command]
pub(crate) async fn recover_vault(session: State<'_, Session>, code: String) -> Answer<()> {
    session.guarded(session.recover_vault(&code)).await
}

#[tauri::command]
pub(crate) async fn lock_vault(session: State<'_, Session>) -> Answer<()> {
    session
        .guarded(async {
            session.lock_vault().await;
            Ok(())
        })
        .await
}

#[tauri::command]
pub(crate) async fn set_lock(
    session: State<'_, Session>,
    present: Option<String>,
    next: Option<String>,
) -> Answer<()> {
    session.guarded(session.set_lock(present.as_deref(), next.as_deref())).await
}

#[tauri::command]
pub(crate) async fn renew_recovery(
    session: State<'_, Session>,
    present: Option<String>,
) -> Answer<RecoveryView> {
    session.guarded(session.renew_recovery(present.as_deref())).await
}

#[tauri::command]
pub(crate) async fn recovery_kept(session: State<'_, Session>) -> Answer<()> {
    session.guarded(session.recovery_kept()).await
}

#[tauri::command]
pub(crate) async fn save_recovery(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
    recovery: RecoveryView,
) -> Answer<Option<FileView>> {
    session.guarded(session.save_recovery(&**dialogs, recovery)).await
}

#[tauri::command]
pub(crate) async fn backups(session: State<'_, Session>) -> Answer<Vec<BackupView>> {
    session.guarded(async { Ok(session.backups().await) }).await
}

#[tauri::command]
pub(crate) async fn back_up(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
) -> Answer<Option<FileView>> {
    session.guarded(session.back_up(&**dialogs)).await
}

#[tauri::command]
pub(crate) async fn restore_backup(
    session: State<'_, Session>,
    dialogs: State<'_, Arc<dyn Dialogs>>,
    path: Option<PathBuf>,
    key: BackupKey,
    keeping: KeepingChoice,
) -> Answer<Option<VaultView>> {
    session.guarded(session.restore_backup(&**dialogs, path, key, keeping)).await
}
