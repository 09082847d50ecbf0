//! Opening the vault with whatever opens it, and closing it under everybody who uses it.

use std::{
    path::Path,
    sync::{Arc, PoisonError, atomic::Ordering},
};

use desk::{
    desk::Desk,
    keys::{KeyError, KeyFile, LockText, RecoveryCode},
    vault::{KeyChoice, Unlock, Vault, VaultError},
};
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard};
use values::{Code, Problem};

use super::{Answer, OpenDesk, Session, refusal};
use crate::{
    place::Place,
    views::{DeskEvent, KeepingChoice, ProblemView},
};

impl Session {
    /// Opens the vault if nothing has to be typed for it; one with a lock answers `LOCAL_LOCKED` without a try counted.
    pub(super) async fn open_untyped(&self) -> Answer<OpenDesk> {
        let doors = Vault::doors(&self.place().folder).map_err(|error| self.shut(error))?;
        if doors.lock {
            return Err(refusal(Problem::new(Code::LocalLocked)));
        }
        self.open_with(None).await
    }

    /// Opens the vault before anybody asks for it. A refusal is kept for the first who does: asking a keychain twice would
    /// show its question twice.
    pub async fn open_ahead(&self) {
        // Whoever asks meanwhile waits for this and not beside it.
        if let Err(refusal) = self.open_untyped().await {
            *self.0.refused_ahead.lock().unwrap_or_else(PoisonError::into_inner) = Some(refusal);
        }
    }

    /// Why the vault did not open ahead: told once, then it is tried again.
    pub(super) fn refused_ahead(&self) -> Option<Box<ProblemView>> {
        self.0.refused_ahead.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Opens the vault with what was typed, which may be the recovery code instead of a PIN or password.
    pub(super) async fn open_typed(&self, typed: &str) -> Answer<OpenDesk> {
        self.open_with(Some(typed)).await
    }

    async fn open_with(&self, typed: Option<&str>) -> Answer<OpenDesk> {
        let open = self.take_turn().await;
        if open.is_some() {
            return Ok(in_hands(open));
        }
        let unlock = self.unlock(typed).map_err(|error| self.shut(error))?;
        let desk = open_desk(&self.place().folder, unlock).await.map_err(|error| self.shut(error))?;
        self.opened(open, desk).await
    }

    /// Nobody uses the vault while this is held.
    pub(super) async fn take_turn(&self) -> OwnedRwLockWriteGuard<Option<Desk>> {
        Arc::clone(&self.0.open).write_owned().await
    }

    /// Puts an open vault in its place.
    pub(super) async fn opened(
        &self,
        mut open: OwnedRwLockWriteGuard<Option<Desk>>,
        desk: Desk,
    ) -> Answer<OpenDesk> {
        if self.0.ended.load(Ordering::SeqCst) {
            desk.lock().await;
            return Err(refusal(Problem::new(Code::LocalLocked)));
        }
        let counter = desk.store().change_counter().await.map_err(|error| self.unread(error))?;
        self.0.told.store(counter, Ordering::Relaxed);
        self.0.seen.store(counter, Ordering::Relaxed);
        // Rows that an earlier day left out of the search index are taken up.
        self.0.is_behind.store(true, Ordering::Relaxed);
        *open = Some(desk);
        self.0.wrote.notify_one();
        let desk = in_hands(open);
        if let Err(refusal) = self.keep_syncing(&desk).await {
            // The vault is open all the same; 立即同步 tries again, and says why.
            tracing::warn!(code = %refusal.code, "synchronisation did not begin");
        }
        Ok(desk)
    }

    /// Closes the vault: waits for whoever uses it, closes the database, wipes the key.
    pub(super) async fn shut_vault(&self) {
        self.forget_import().await;
        // Whoever waits for a round waits no longer; what starts one meanwhile is ended below.
        self.0.sync.stop().await;
        let mut open = self.take_turn().await;
        self.leave_server().await;
        if let Some(desk) = open.take() {
            desk.lock().await;
            drop(open);
            self.tell(DeskEvent::VaultClosed);
        }
    }

    /// Nothing is sent or fetched any more, and no client knows the vault's key. Nobody may use the vault meanwhile.
    pub(super) async fn leave_server(&self) {
        self.0.sync.stop().await;
        *self.0.remote.lock().await = None;
    }

    /// Closes the vault for good, before the program ends.
    pub async fn close(&self) {
        self.0.ended.store(true, Ordering::SeqCst);
        self.0.wrote.notify_one();
        self.shut_vault().await;
    }

    /// What opens the vault, with what was typed.
    ///
    /// # Errors
    /// `Missing`, `KeysDamaged`, `Newer`; `Key` for a key file or a text that is none.
    pub(super) fn unlock(&self, typed: Option<&str>) -> Result<Unlock, VaultError> {
        let place = self.place();
        let doors = Vault::doors(&place.folder)?;
        if let Some(code) = typed.and_then(|typed| RecoveryCode::parse(typed).ok()) {
            return Ok(Unlock::Recovery { code, renew: Some(self.computer_keeps(&place)?) });
        }
        let lock = typed.map(LockText::new).transpose()?;
        Ok(match (place.key_file, lock) {
            (Some(file), lock) if doors.key_file => Unlock::KeyFile { file: KeyFile::read(&file)?, lock },
            (_, Some(password)) if !doors.keychain && !doors.key_file => Unlock::Password(password),
            (_, lock) if doors.keychain => Unlock::Keychain { chain: Arc::clone(&self.0.keychain), lock },
            _ if doors.key_file => return Err(KeyError::NoKeychain.into()),
            _ => return Err(KeyError::Missing.into()),
        })
    }

    /// What keeps a new vault on this computer.
    ///
    /// # Errors
    /// `Key` for a key file or a password that cannot be one.
    pub(super) fn kept_by(&self, choice: &KeepingChoice) -> Result<KeyChoice, VaultError> {
        match choice {
            KeepingChoice::Computer => self.computer_keeps(&self.place()),
            KeepingChoice::Password { text } => Ok(KeyChoice::Password(LockText::new(text.as_str())?)),
        }
    }

    /// The key file that the program was started with, otherwise the keychain.
    fn computer_keeps(&self, place: &Place) -> Result<KeyChoice, VaultError> {
        match &place.key_file {
            Some(file) => Ok(KeyChoice::KeyFile(KeyFile::read(file)?)),
            None => Ok(KeyChoice::Keychain(Arc::clone(&self.0.keychain))),
        }
    }

    /// From now on the session works in another folder.
    pub(super) fn move_to(&self, folder: &Path) {
        let mut place = self.0.place.write().unwrap_or_else(PoisonError::into_inner);
        let former = std::mem::replace(&mut place.folder, folder.to_owned());
        drop(place);
        if let Some(hear) = self.0.moves.get().filter(|_| former != folder) {
            hear(folder);
        }
    }
}

/// Opens the vault of a folder.
pub(super) async fn open_desk(folder: &Path, unlock: Unlock) -> Result<Desk, VaultError> {
    Ok(Desk::open(Vault::open(folder, unlock).await?).await?)
}

fn in_hands(open: OwnedRwLockWriteGuard<Option<Desk>>) -> OpenDesk {
    OwnedRwLockReadGuard::map(open.downgrade(), |open| {
        open.as_ref().expect("a vault was there or was just put there")
    })
}
