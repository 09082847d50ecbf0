//! The vault's first day and its locks (CM-SEC-01).

use std::sync::Arc;

use super::{Answer, Session, files, recovery, refusal};
use crate::{
    system::dialogs::Dialogs,
    views::{FileView, KeepingChoice, KeepingView, RecoveryView, VaultState, VaultView},
};
use actions::Host as _;
use desk::{
    desk::Desk,
    keys::RecoveryCode,
    vault::{Doors, KeyChoice, Unlock, Vault, VaultError},
};

/// The setting that says whether the recovery code was written down and checked: `no` until it was. Vaults that were made
/// through `xinbao`, which showed the code on the terminal, have none.
const RECOVERY_KEPT: &str = "recovery_kept";

impl Session {
    /// Whether orders can be read, and if not, why. A vault without a lock is opened for it.
    pub async fn vault(&self) -> VaultView {
        let desk = self.desk().await;
        let place = self.place();
        let doors = Vault::doors(&place.folder).ok();
        let recovery_kept = match &desk {
            Ok(desk) => !matches!(desk.store().setting(RECOVERY_KEPT).await, Ok(Some(kept)) if kept == "no"),
            Err(_) => true,
        };
        let (state, problem) = match desk {
            Ok(_) => (VaultState::Open, None),
            Err(problem) if problem.code == "LOCAL_VAULT_MISSING" => (VaultState::Missing, None),
            Err(problem) if problem.code == "LOCAL_LOCKED" => (VaultState::Locked, Some(*problem)),
            Err(problem) => (VaultState::Closed, Some(*problem)),
        };
        VaultView {
            state,
            folder: place.folder.display().to_string(),
            keeping: doors.and_then(keeping),
            has_lock: doors.is_some_and(|doors| doors.lock),
            recovery_kept,
            keychain_answers: place.key_file.is_some() || self.keychain_answers(state, doors).await,
            problem,
        }
    }

    /// A keychain that just gave its secret need not be asked again.
    async fn keychain_answers(&self, state: VaultState, doors: Option<Doors>) -> bool {
        if state == VaultState::Open && doors.is_some_and(|doors| doors.keychain) {
            return true;
        }
        let keychain = Arc::clone(&self.0.keychain);
        // Asking may wait for as long as the system asks its user.
        let asked = tokio::task::spawn_blocking(move || keychain.get("is anybody there").is_ok());
        asked.await.unwrap_or(false)
    }

    /// Makes a vault and opens it; the recovery code is on its way to the person's eyes.
    ///
    /// # Errors
    /// `LOCAL_VAULT_EXISTS`, `LOCAL_KEYCHAIN`, `LOCAL_KEY_FILE`, `LOCAL_LOCK_FORMAT`, `PWD_LENGTH`, `PWD_CLASSES`;
    /// `LOCAL_STORE_FULL`, `LOCAL_READ_ONLY`.
    pub async fn create_vault(&self, choice: KeepingChoice) -> Answer<RecoveryView> {
        let open = self.take_turn().await;
        if open.is_some() {
            return Err(self.shut(VaultError::Exists));
        }
        let made = async {
            let choice = self.kept_by(&choice)?;
            let (vault, code) = Vault::create(&self.place().folder, choice).await?;
            // Before anything else: a vault whose code nobody has seen must say so at the next start.
            vault.store().set_setting(RECOVERY_KEPT, "no").await?;
            Ok((Desk::open(vault).await?, code))
        };
        let (desk, code) = made.await.map_err(|error: VaultError| self.shut(error))?;
        let view = recovery::view(&code, desk.today());
        self.opened(open, desk).await?;
        Ok(view)
    }

    /// Opens a vault that has a lock. A recovery code is understood in place of the PIN or password.
    ///
    /// # Errors
    /// `LOCAL_LOCK_FORMAT`, `LOCAL_LOCK_WRONG`, `LOCAL_LOCK_SPENT`, and those of the vault.
    pub async fn unlock_vault(&self, typed: &str) -> Answer<()> {
        self.open_typed(typed).await.map(drop)
    }

    /// Opens with the recovery code, ends a lock, and renews what opens the vault on this computer. The code of an open
    /// vault does the same.
    ///
    /// # Errors
    /// `LOCAL_KEY_WRONG`, and those of the vault.
    pub async fn recover_vault(&self, code: &str) -> Answer<()> {
        // A mistyped code must not close what is open.
        RecoveryCode::parse(code).map_err(|error| self.shut(error.into()))?;
        self.shut_vault().await;
        self.open_typed(code).await.map(drop)
    }

    /// Closes the vault and wipes its key. One without a lock opens again with the next command.
    pub async fn lock_vault(&self) {
        self.shut_vault().await;
    }

    /// Sets, changes or removes the lock.
    ///
    /// # Errors
    /// `LOCAL_LOCKED`, `LOCAL_LOCK_WRONG`, `LOCAL_LOCK_SPENT`, `LOCAL_LOCK_FORMAT`, `PWD_LENGTH`, `PWD_CLASSES`, and those
    /// of the vault.
    pub async fn set_lock(&self, present: Option<&str>, next: Option<&str>) -> Answer<()> {
        let desk = self.desk().await?;
        let set = async {
            let next = next.map(desk::keys::LockText::new).transpose()?;
            let unlock = self.unlock(present)?;
            let unlock = match (unlock, &next) {
                // A vault that only a password opens has its new password for its way in.
                (Unlock::Recovery { code, .. }, Some(password)) if self.is_password_alone()? => {
                    Unlock::Recovery { code, renew: Some(KeyChoice::Password(password.clone())) }
                }
                (unlock, _) => unlock,
            };
            desk.vault().set_lock(unlock, next).await
        };
        set.await.map_err(|error: VaultError| self.shut(error))
    }

    fn is_password_alone(&self) -> Result<bool, VaultError> {
        Ok(keeping(Vault::doors(&self.place().folder)?) == Some(KeepingView::Password))
    }

    /// A new recovery code; the old one opens no longer.
    ///
    /// # Errors
    /// As [`Session::set_lock`].
    pub async fn renew_recovery(&self, present: Option<&str>) -> Answer<RecoveryView> {
        let desk = self.desk().await?;
        let renewed = async {
            let unlock = self.unlock(present)?;
            desk.store().set_setting(RECOVERY_KEPT, "no").await?;
            desk.vault().renew_recovery(unlock).await
        };
        let code = renewed.await.map_err(|error: VaultError| self.shut(error))?;
        Ok(recovery::view(&code, desk.today()))
    }

    /// The code was written down and checked.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn recovery_kept(&self) -> Answer<()> {
        let desk = self.desk().await?;
        desk.store().set_setting(RECOVERY_KEPT, "yes").await.map_err(|error| self.unread(error))
    }

    /// Writes the code that was just shown to a text file of the person's choice.
    ///
    /// # Errors
    /// `LOCAL_KEY_WRONG` for what is no recovery code; `FILE_WRITE`.
    pub async fn save_recovery(
        &self,
        dialogs: &dyn Dialogs,
        shown: RecoveryView,
    ) -> Answer<Option<FileView>> {
        RecoveryCode::parse(&shown.groups.concat()).map_err(|error| self.shut(error.into()))?;
        let Some(path) = dialogs.save_as(recovery::FILE_NAME, &["txt"]).await else { return Ok(None) };
        recovery::write(&path, &shown).map_err(|error| refusal(files::unwritten(&error)))?;
        Ok(Some(FileView::written(&path, 0)))
    }

    /// The open vault's id.
    pub(super) async fn vault_id(&self) -> Option<String> {
        self.open_desk().await.map(|desk| desk.vault().id().to_owned())
    }
}

/// What opens a vault besides its recovery code.
fn keeping(doors: Doors) -> Option<KeepingView> {
    match doors {
        Doors { keychain: true, .. } => Some(KeepingView::Keychain),
        Doors { key_file: true, .. } => Some(KeepingView::KeyFile),
        Doors { lock: true, .. } => Some(KeepingView::Password),
        _ => None,
    }
}
