//! Opening the vault for a command, with whatever opens it (CLI contract, `--data` and `--key-file`), and what is done
//! once its answer is out: the day's backup, and bringing the search index up.

use std::path::PathBuf;
use std::sync::Arc;

use desk::backup::Backups;
use desk::desk::Desk;
use desk::keys::{KeyError, KeyFile, LockText, RecoveryCode, SystemKeychain};
use desk::vault::{self, Doors, KeyChoice, Unlock, Vault, VaultError};
use values::{Code, OrderId, Problem};
use zeroize::Zeroizing;

use crate::answer::{Failure, OrFail as _};
use crate::call::Call;
use crate::secret;

/// The folder of `--data`, or the vault that the desktop program opens when none is named.
///
/// # Errors
/// `LOCAL_VAULT_MISSING` where the system names no home and `--data` is not given.
pub(crate) fn folder(call: &Call) -> Result<PathBuf, Failure> {
    if let Some(folder) = &call.global.data {
        return Ok(folder.clone());
    }
    let data = vault::data_folder().ok_or_else(|| Problem::new(Code::LocalVaultMissing))?;
    Ok(vault::present_vault(&data))
}

/// The key file of `--key-file` or `XINBAO_KEY_FILE`.
///
/// # Errors
/// `LOCAL_KEY_FILE`.
pub(crate) fn key_file(call: &Call) -> Result<Option<KeyFile>, Failure> {
    let named = call.global.key_file.clone();
    let path = named
        .or_else(|| std::env::var_os("XINBAO_KEY_FILE").filter(|path| !path.is_empty()).map(PathBuf::from));
    match path {
        None => Ok(None),
        Some(path) => Ok(Some(KeyFile::read(&path).map_err(VaultError::from)?)),
    }
}

/// A PIN or password, asked for.
///
/// # Errors
/// `FILE_READ`; `LOCAL_LOCKED` if nobody gives one.
pub(crate) fn lock_text(call: &Call, what: &str) -> Result<Zeroizing<String>, Failure> {
    Ok(secret::ask(call, what)?.ok_or_else(|| Problem::new(Code::LocalLocked))?)
}

/// What opens the vault in the folder, asking for what is missing. A recovery code is understood wherever a PIN or
/// password is asked for.
///
/// # Errors
/// `LOCAL_VAULT_MISSING`, `LOCAL_STORE_DAMAGED`, `LOCAL_NEWER`, `LOCAL_KEY_FILE`, `LOCAL_LOCKED`, `FILE_READ`.
pub(crate) fn unlock(call: &Call) -> Result<Unlock, Failure> {
    let folder = folder(call)?;
    let doors = Vault::doors(&folder)?;
    let file = key_file(call)?;
    let lock =
        if doors.lock { Some(lock_text(call, call.say("PIN 或密码", "PIN or password"))?) } else { None };
    if let Some(code) = lock.as_ref().and_then(|text| RecoveryCode::parse(text).ok()) {
        return Ok(Unlock::Recovery { code, renew: None });
    }
    let lock = lock.map(|text| LockText::new(text.to_string())).transpose().map_err(VaultError::from)?;
    Ok(match (file, lock) {
        (Some(file), lock) => Unlock::KeyFile { file, lock },
        (None, Some(lock)) if !doors.keychain && !doors.key_file => Unlock::Password(lock),
        (None, lock) if doors.keychain => Unlock::Keychain { chain: Arc::new(SystemKeychain), lock },
        (None, _) => by_recovery(call, doors)?,
    })
}

/// Without keychain and key file the recovery code is asked for.
fn by_recovery(call: &Call, doors: Doors) -> Result<Unlock, Failure> {
    let missing = if doors.key_file || doors.lock { KeyError::NoKeychain } else { KeyError::Missing };
    match ask_recovery(call, doors, &missing)? {
        Some(unlock) => Ok(unlock),
        None => Err(VaultError::from(missing).into()),
    }
}

/// The recovery code in place of what is missing; `None` if nobody gives one.
///
/// # Errors
/// `LOCAL_KEY_WRONG` for what is no code; `FILE_READ`.
fn ask_recovery(call: &Call, doors: Doors, missing: &KeyError) -> Result<Option<Unlock>, Failure> {
    let Some(text) = secret::ask(call, call.say("恢复码", "Recovery code"))? else { return Ok(None) };
    let code = RecoveryCode::parse(&text).map_err(VaultError::from)?;
    Ok(Some(Unlock::Recovery { code, renew: renewal(doors, missing) }))
}

/// The keychain gets a new entry in place of one that is gone, so that the code is asked for once. Not where there is a
/// lock: a new entry would silently open without it, and ending a lock is for `recover`, which says so.
fn renewal(doors: Doors, opened_after: &KeyError) -> Option<KeyChoice> {
    let is_gone = matches!(opened_after, KeyError::Missing) && !doors.lock;
    is_gone.then(|| KeyChoice::Keychain(Arc::new(SystemKeychain)))
}

/// What opens the vault instead, where its keychain is not there or has lost its entry: the recovery code, if somebody
/// gives it.
///
/// # Errors
/// As [`ask_recovery`].
pub(crate) fn instead(call: &Call, unlock: &Unlock, error: &KeyError) -> Result<Option<Unlock>, Failure> {
    let is_lost = matches!(error, KeyError::NoKeychain | KeyError::Missing);
    if !is_lost || !matches!(unlock, Unlock::Keychain { .. }) {
        return Ok(None);
    }
    ask_recovery(call, Vault::doors(&folder(call)?)?, error)
}

/// Opens the vault, and says what opened it.
///
/// # Errors
/// Those of [`unlock`] and of the store.
pub(crate) async fn vault(call: &Call) -> Result<(Vault, Unlock), Failure> {
    let folder = folder(call)?;
    let unlock = unlock(call)?;
    match Vault::open(&folder, unlock.clone()).await {
        Err(VaultError::Key(error)) => match instead(call, &unlock, &error)? {
            Some(unlock) => Ok((Vault::open(&folder, unlock.clone()).await?, unlock)),
            None => Err(VaultError::from(error).into()),
        },
        opened => Ok((opened?, unlock)),
    }
}

/// Opens the vault to work with, and says what opened it.
///
/// # Errors
/// As [`vault`].
pub(crate) async fn open(call: &Call) -> Result<(Desk, Unlock), Failure> {
    let (vault, unlock) = vault(call).await?;
    let desk = Desk::open(vault).await.or_fail()?;
    if call.global.reveal {
        // Before anything is shown, so that nothing is seen without its entry (CM-SEC-03).
        let audited = desk.audit("reveal", "", "buyer_passport, buyer_phone, buyer_email").await;
        if let Err(error) = audited {
            desk.lock().await;
            return Err(error.into());
        }
    }
    Ok((desk, unlock))
}

/// The order that was meant: a whole id, or its last four characters and more, such as those of its draft number, if only
/// one order that is not deleted has them.
///
/// # Errors
/// `ID_INVALID` for what cannot be an id; `NOT_FOUND` if no order has it, or several have the ending.
pub(crate) async fn order_id(desk: &Desk, text: &str) -> Result<OrderId, Failure> {
    const WHOLE: usize = 36;
    let text = text.trim();
    let ending = text.strip_prefix("草稿-").unwrap_or(text);
    let can_be_ending =
        (4..WHOLE).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    if !can_be_ending {
        return Ok(OrderId::parse(text).map_err(|problem| problem.in_field("id"))?);
    }
    let found = desk.store().order_ending_with(ending).await.or_fail()?;
    Ok(found.ok_or_else(|| Problem::new(Code::NotFound).found(text).in_field("id"))?)
}

/// What is done after a write, when its answer is out already: up to `rows` rows are indexed, and the day gets its
/// backup. What fails here is tried again by the next write.
pub(crate) async fn after_write(desk: &Desk, rows: usize) {
    use actions::Host as _;
    if let Err(error) = desk.store().index_step(rows).await {
        tracing::warn!(%error, "search index");
    }
    if let Err(error) = Backups::daily(desk.vault(), desk.now()).await {
        tracing::warn!(%error, "daily backup");
    }
}
