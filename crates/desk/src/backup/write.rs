//! Making a backup file.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use hkdf::hmac::Mac;
use store_desk::{FolderLock, SCHEMA};
use values::Instant;

use super::file::{self, BackupFacts, STEP};
use crate::keys::{KeyRing, SecretPlace, VaultKey};
use crate::vault::{Vault, VaultError, blocking, files};

/// The folder of backups in a vault's folder; the copy that a backup is made from lies there too while it is made.
pub(super) const FOLDER: &str = "backups";
const COPY: &str = "copy.partial";

impl Vault {
    /// Writes a verified backup of this moment to `to`, which may hold an older backup but nothing else. Edits go on
    /// meanwhile. `now` becomes the time that the backup is known by.
    ///
    /// Killed at any moment, `to` holds what it held before or the whole new backup.
    ///
    /// # Errors
    /// `BackupTarget`; `Store`: `Full` (nothing partial stays), `ReadOnly`, `Busy` (another backup is being made),
    /// `Damaged` (the vault itself: a backup of it would be worth nothing).
    pub async fn back_up(&self, to: &Path, now: Instant) -> Result<BackupFacts, VaultError> {
        let made = self.back_up_unless(to, now, |_| false).await?;
        Ok(made.expect("nothing was said against making it"))
    }

    /// The same, unless `is_needless` says so of the target once no other program is making a backup.
    pub(super) async fn back_up_unless(
        &self,
        to: &Path,
        now: Instant,
        is_needless: impl Fn(&Path) -> bool,
    ) -> Result<Option<BackupFacts>, VaultError> {
        let folder = self.folder().join(FOLDER);
        files::make_folder(&folder)?; // the daily backup's target lies in it too
        check_target(to)?;
        let _lock = FolderLock::acquire(&folder).await?;
        if is_needless(to) {
            return Ok(None);
        }
        let copy = folder.join(COPY);
        remove_copy(&copy)?; // left by a program that was killed here
        let made = self.back_up_through(&copy, to, now).await;
        // A copy that cannot be removed is removed by the next backup.
        let _ = remove_copy(&copy);
        made.map(Some)
    }

    async fn back_up_through(&self, copy: &Path, to: &Path, now: Instant) -> Result<BackupFacts, VaultError> {
        self.store().copy_to(copy).await?;
        verify_copy(copy, self.key()).await?;
        let facts = BackupFacts { made_at: now, schema: *SCHEMA, vault: self.id().to_owned() };
        let ring = ring_for_elsewhere(self.folder())?;
        let (copy, to, key) = (copy.to_owned(), to.to_owned(), self.key().clone());
        blocking(move || {
            let partial = partial_of(&to);
            files::remove_if_there(&partial)?;
            let written = write(&copy, &partial, &facts, &ring, &key)
                .and_then(|()| file::verify(&partial, &key))
                .and_then(|()| Ok(files::rename(&partial, &to)?));
            if written.is_err() {
                let _ = fs::remove_file(&partial); // the first failure is the one to tell
            }
            written.map(|()| facts)
        })
        .await
    }
}

/// Opens the copy as a restore would, and looks at every page of it.
pub(super) async fn verify_copy(copy: &Path, key: &VaultKey) -> Result<(), VaultError> {
    let checks = store_desk::examine(copy, &key.database()).await;
    match checks.iter().find(|check| !check.ok()) {
        None => Ok(()),
        Some(check) if check.problems.iter().any(|problem| problem.code == values::Code::LocalNewer) => {
            Err(VaultError::Newer)
        }
        Some(_) => Err(store_desk::StoreError::Damaged { newest_backup: None }.into()),
    }
}

/// The ring as it goes into a backup. The keychain's wrap stays behind: it opens on this computer only.
fn ring_for_elsewhere(folder: &Path) -> Result<KeyRing, VaultError> {
    let mut ring = KeyRing::read(folder)?.ok_or(VaultError::Missing)?;
    ring.device = ring.device.filter(|device| !matches!(device.secret, SecretPlace::Keychain(_)));
    Ok(ring)
}

fn write(
    copy: &Path,
    to: &Path,
    facts: &BackupFacts,
    ring: &KeyRing,
    key: &VaultKey,
) -> Result<(), VaultError> {
    let mut from = File::open(copy)?;
    let mut into = files::create_private(to)?;
    let mut mac = file::trailer(key);
    let head = file::head(facts, ring, from.metadata()?.len());
    mac.update(&head);
    into.write_all(&head)?;
    let mut buffer = vec![0; STEP];
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        mac.update(&buffer[..read]);
        into.write_all(&buffer[..read])?;
    }
    into.write_all(&mac.finalize().into_bytes())?;
    into.sync_all()?;
    Ok(())
}

/// Refuses to replace anything that is not a backup, above all the vault's own files.
fn check_target(to: &Path) -> Result<(), VaultError> {
    match fs::metadata(to) {
        Ok(there) if there.is_file() && there.len() == 0 => Ok(()),
        Ok(there) if there.is_file() => match file::facts(to) {
            Err(VaultError::BackupType | VaultError::BackupUnreadable(_)) => Err(VaultError::BackupTarget),
            _ => Ok(()),
        },
        Ok(_) => Err(VaultError::BackupTarget),
        Err(_) if to.file_name().is_none() || !folder_of(to).is_dir() => Err(VaultError::BackupTarget),
        Err(_) => Ok(()),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn partial_of(to: &Path) -> std::path::PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    to.with_file_name(name)
}

/// The copy with the log files that looking it over leaves when that is cut off.
fn remove_copy(copy: &Path) -> Result<(), VaultError> {
    for tail in ["", "-wal", "-shm"] {
        let mut name = copy.as_os_str().to_owned();
        name.push(tail);
        files::remove_if_there(Path::new(&name))?;
    }
    Ok(())
}
