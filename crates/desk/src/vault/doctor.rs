//! `doctor`: is everything that the vault promises still so? Works on a vault that no longer opens.

use std::path::Path;

use store_desk::{Check, Store};
use values::{Code, Problem};

use super::{DATABASE, Unlock, VaultError, files, making, opening};
use crate::backup::{self, Backups};
use crate::keys::{KeyRing, VaultKey};

/// Below this, or below the size of the database again, the next import may not fit.
const FREE_BYTES_LOW: u64 = 256 * 1024 * 1024;

/// Looks a vault over. Checks, in this order: `files`, `keys`, `writable` (only where the vault is not), `cipher_pages`,
/// `structure`, `references`, `schema`, those of the contents, `backups`, `disk_space`. Those between `keys` and
/// `disk_space` need the key and are absent without it. Nothing is changed, except that a database of an older schema is
/// migrated and a wrong PIN counted.
///
/// # Errors
/// `Missing` if there is no vault to look over.
pub async fn doctor(folder: &Path, unlock: Unlock) -> Result<Vec<Check>, VaultError> {
    if !folder.join(KeyRing::FILE).exists() && !folder.join(DATABASE).exists() {
        return Err(VaultError::Missing);
    }
    let mut checks = vec![Check::new("files", check_files(folder))];
    let key = match opening::read(folder) {
        Ok(ring) => opening::key(folder, ring, unlock).await,
        Err(error) => Err(error),
    };
    checks.push(Check::new("keys", key.as_ref().err().map(VaultError::problem).into_iter().collect()));
    if let Ok(key) = key {
        checks.extend(store_desk::examine(&folder.join(DATABASE), &key.database()).await);
        if checks.iter().all(Check::ok) {
            checks.extend(check_contents(folder, &key).await);
        }
        checks.push(Check::new("backups", check_backups(folder, key).await));
    }
    checks.push(Check::new("disk_space", check_space(folder)));
    let newest = Backups::newest(folder).map(values::Instant::china_text);
    Ok(checks.into_iter().map(|check| tell_newest(check, newest.as_deref())).collect())
}

/// Everything there, nothing half made, and nobody else on this computer can read it.
fn check_files(folder: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    for name in [KeyRing::FILE, DATABASE] {
        if !folder.join(name).exists() && !making::is_incomplete(folder) {
            problems.push(VaultError::KeysDamaged.problem().found(name));
        }
    }
    for name in [KeyRing::FILE, DATABASE, "vault.db-wal", "vault.db-shm", "backups"] {
        if files::is_open_to_others(&folder.join(name)) {
            problems.push(Problem::new(Code::LocalOpenToOthers).found(name));
        }
    }
    problems
}

/// What is kept incrementally equals what it is kept for.
async fn check_contents(folder: &Path, key: &VaultKey) -> Vec<Check> {
    let opened = async {
        let store = Store::open(&folder.join(DATABASE), &key.database()).await?;
        let checks = store.check_contents().await;
        store.close().await;
        checks
    };
    match opened.await {
        Ok(checks) => checks
            .into_iter()
            .map(|check| {
                let damage = || store_desk::StoreError::Damaged { newest_backup: None }.problem();
                Check::new(check.name, check.faults.into_iter().map(|fault| damage().found(fault)).collect())
            })
            .collect(),
        Err(error) => vec![Check::new("contents", vec![error.key_proven().problem()])],
    }
}

/// There is a backup, and what the disk gives back of each is what was written.
async fn check_backups(folder: &Path, key: VaultKey) -> Vec<Problem> {
    let folder = folder.to_owned();
    super::blocking(move || {
        let found = Backups::list(&folder);
        if found.is_empty() {
            return vec![Problem::new(Code::BackupNone)];
        }
        found
            .into_iter()
            .filter_map(|(day, path, _)| Some((day, backup::verify(&path, &key).err()?)))
            .map(|(day, error)| error.problem().found(day.to_string()))
            .collect()
    })
    .await
}

fn check_space(folder: &Path) -> Vec<Problem> {
    let database = std::fs::metadata(folder.join(DATABASE)).map_or(0, |database| database.len());
    match fs4::available_space(folder) {
        Ok(free) if free < FREE_BYTES_LOW.max(database) => {
            vec![Problem::new(Code::LocalSpaceLow).with("mib", free / 1024 / 1024)]
        }
        Ok(_) => Vec::new(),
        Err(error) => vec![VaultError::from(error).problem()],
    }
}

/// Damage comes with the time of the backup that mends it.
fn tell_newest(mut check: Check, newest: Option<&str>) -> Check {
    for problem in &mut check.problems {
        if let (Code::LocalStoreDamaged, Some(newest)) = (problem.code, newest) {
            problem.params.retain(|(name, _)| *name != "time");
            problem.params.push(("time", newest.into()));
        }
    }
    check
}
