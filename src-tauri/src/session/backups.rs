//! Backups and the way back (CM-SEC-01, CM-OFF-01).

use std::{
    fs,
    path::{Path, PathBuf},
};

use actions::Host as _;
use desk::{
    backup::{Backups, RestoreKey, restore},
    keys::{KeyFile, LockText, RecoveryCode},
    vault::{KeyChoice, Unlock, Vault, VaultError, choose_vault, next_vault},
};

use super::{Answer, Session, keys};
use crate::{
    system::dialogs::Dialogs,
    views::{BackupKey, BackupView, DeskEvent, FileView, KeepingChoice, ProblemView, VaultView},
};

/// The ending of backups.
const ENDING: &str = "xinbao-backup";

impl Session {
    /// The daily backups in the vault's folder, newest first. They are there for a vault that does not open, too.
    pub async fn backups(&self) -> Vec<BackupView> {
        let folder = self.place().folder;
        let listed = tokio::task::spawn_blocking(move || {
            Backups::list(&folder)
                .into_iter()
                .map(|(day, path, facts)| BackupView {
                    day: day.to_string(),
                    made_at: facts.as_ref().ok().map(|facts| facts.made_at.china_text()),
                    bytes: fs::metadata(&path).map_or(0, |file| file.len()),
                    problem: facts.err().map(|error| ProblemView::of(&error.problem())),
                    path: path.display().to_string(),
                })
                .collect()
        });
        listed.await.unwrap_or_default()
    }

    /// Writes a verified backup where the person chooses.
    ///
    /// # Errors
    /// `FILE_WRITE`; those of the store.
    pub async fn back_up(&self, dialogs: &dyn Dialogs) -> Answer<Option<FileView>> {
        let name = format!("信保工作台备份 {}.{ENDING}", self.desk().await?.today());
        let Some(path) = dialogs.save_as(&name, &[ENDING]).await else { return Ok(None) };
        // Asked for again: the vault may have been locked while the dialog was open.
        let desk = self.desk().await?;
        desk.audit("backup", "", "").await.map_err(|error| self.refused(error))?;
        desk.vault().back_up(&path, desk.now()).await.map_err(|error| self.shut(error))?;
        Ok(Some(FileView::written(&path, 0)))
    }

    /// Restores a backup into a new vault beside the present one, which stays, and works there from now on.
    ///
    /// # Errors
    /// `BACKUP_TYPE`, `BACKUP_DAMAGED`, `FILE_READ`, `LOCAL_KEY_WRONG`, `LOCAL_NEWER`; those of a new vault.
    pub async fn restore_backup(
        &self,
        dialogs: &dyn Dialogs,
        path: Option<PathBuf>,
        key: BackupKey,
        choice: KeepingChoice,
    ) -> Answer<Option<VaultView>> {
        let path = match path {
            Some(path) => path,
            None => match dialogs.choose_backup().await {
                Some(path) => path,
                None => return Ok(None),
            },
        };
        self.restored(&path, key, &choice).await.map_err(|error| self.shut(error))?;
        Ok(Some(self.vault().await))
    }

    async fn restored(
        &self,
        backup: &Path,
        key: BackupKey,
        choice: &KeepingChoice,
    ) -> Result<(), VaultError> {
        let place = self.place();
        let beside = place.folder.parent().unwrap_or(&place.folder);
        let folder = match Vault::doors(&place.folder) {
            Err(VaultError::Missing) if is_empty(&place.folder) => place.folder.clone(),
            _ => next_vault(beside),
        };
        let key = self.restore_key(key)?;
        let kept = self.kept_by(choice)?;
        restore(backup, &folder, key.clone(), Some(kept.clone())).await?;
        let desk = match keys::open_desk(&folder, way_in(&kept)).await {
            // The keychain refused to keep it: the recovery code that was just typed opens it.
            Err(VaultError::Key(_)) if matches!(key, RestoreKey::Recovery(_)) => {
                keys::open_desk(&folder, by_code(key)).await?
            }
            opened => opened?,
        };
        self.forget_import().await;
        self.0.sync.stop().await;
        let mut open = self.take_turn().await;
        self.leave_server().await;
        if let Some(former) = open.take() {
            former.lock().await;
        }
        self.move_to(&folder);
        if let Err(error) = choose_vault(beside, &folder) {
            tracing::warn!(kind = ?error.kind(), "the next start opens the former vault");
        }
        // Refused only where the window is closing: then the next start opens it.
        drop(self.opened(open, desk).await);
        self.tell(DeskEvent::Changed { revision: None });
        Ok(())
    }

    fn restore_key(&self, key: BackupKey) -> Result<RestoreKey, VaultError> {
        Ok(match key {
            BackupKey::Recovery { code } => RestoreKey::Recovery(RecoveryCode::parse(&code)?),
            BackupKey::Password { text } => RestoreKey::Password(LockText::new(text)?),
            BackupKey::KeyFile { lock } => {
                let path = self.place().key_file.ok_or(desk::keys::KeyError::NoKeychain)?;
                RestoreKey::KeyFile {
                    file: KeyFile::read(&path)?,
                    lock: lock.map(LockText::new).transpose()?,
                }
            }
        })
    }
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}

/// What opens a vault that was just made for this choice.
fn way_in(kept: &KeyChoice) -> Unlock {
    match kept.clone() {
        KeyChoice::Keychain(chain) => Unlock::Keychain { chain, lock: None },
        KeyChoice::KeyFile(file) => Unlock::KeyFile { file, lock: None },
        KeyChoice::Password(password) => Unlock::Password(password),
    }
}

fn by_code(key: RestoreKey) -> Unlock {
    match key {
        RestoreKey::Recovery(code) => Unlock::Recovery { code, renew: None },
        RestoreKey::KeyFile { file, lock } => Unlock::KeyFile { file, lock },
        RestoreKey::Password(text) => Unlock::Password(text),
    }
}
