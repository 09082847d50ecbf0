//! `lock` and `recover`: the PIN or password, and the way in by the recovery code (DECISIONS, Keys and locks).

use std::sync::Arc;

use desk::keys::{LockText, RecoveryCode, SystemKeychain};
use desk::remote::forget_lock;
use desk::vault::{Doors, KeyChoice, Unlock, Vault, VaultError};
use serde_json::json;
use values::{Code, Problem};

use crate::answer::{Answer, Failure, OrFail as _, Outcome};
use crate::args::LockCommand;
use crate::call::Call;
use crate::{secret, session};

/// Sets, changes or removes the lock. Who opened by the recovery code gets the new lock as they asked for it, with the
/// key file of `--key-file`, or with a new entry where the keychain's is gone.
///
/// # Errors
/// Those of opening; `LOCAL_LOCK_FORMAT`; the codes of a password that is too weak to guard a vault alone.
pub(super) async fn lock(call: &Call, command: LockCommand) -> Outcome {
    let folder = session::folder(call)?;
    let doors = Vault::doors(&folder)?;
    if doors.lock && matches!(command, LockCommand::Set) {
        // Setting a lock over another one would be changing it without saying the old one.
        return Err(Problem::new(Code::LocalLocked).into());
    }
    let (vault, unlock) = session::vault(call).await?;
    let set = set(call, &vault, unlock, doors, command).await;
    vault.lock().await;
    let is_on = set?;
    let text = if is_on {
        call.say("已加锁。", "The lock is on.")
    } else {
        call.say("已取消锁。", "The lock is off.")
    };
    Ok(Answer::new(json!({ "lock": is_on }), text))
}

/// Sets, changes or removes the lock of an open vault, and says whether there is one now.
async fn set(
    call: &Call,
    vault: &Vault,
    unlock: Unlock,
    doors: Doors,
    command: LockCommand,
) -> Result<bool, Failure> {
    let unlock = match unlock {
        Unlock::Recovery { code, renew: None } => Unlock::Recovery { code, renew: device(call, doors)? },
        proven => proven,
    };
    let new = match command {
        LockCommand::Off => None,
        LockCommand::Set | LockCommand::Change => {
            let text = session::lock_text(call, call.say("新的 PIN 或密码", "New PIN or password"))?;
            Some(LockText::new(text.to_string()).map_err(VaultError::from)?)
        }
    };
    let is_on = new.is_some();
    vault.set_lock(unlock, new).await?;
    forget_lock(vault).await.or_fail()?;
    Ok(is_on)
}

/// What opens the vault on this computer besides the lock; `None` where a password alone does.
fn device(call: &Call, doors: Doors) -> Result<Option<KeyChoice>, Failure> {
    Ok(match session::key_file(call)? {
        Some(file) => Some(KeyChoice::KeyFile(file)),
        None if doors.keychain => Some(KeyChoice::Keychain(Arc::new(SystemKeychain))),
        None => None,
    })
}

/// Opens by the recovery code and lets this computer open from now on, which ends a lock.
///
/// # Errors
/// `LOCAL_KEY_WRONG`, `LOCAL_VAULT_MISSING`; those of the store.
pub(super) async fn recover(call: &Call) -> Outcome {
    let folder = session::folder(call)?;
    Vault::doors(&folder)?;
    let code = ask_code(call)?;
    let choice = match session::key_file(call)? {
        Some(file) => KeyChoice::KeyFile(file),
        None => KeyChoice::Keychain(Arc::new(SystemKeychain)),
    };
    let vault = Vault::open(&folder, Unlock::Recovery { code, renew: Some(choice) }).await?;
    vault.lock().await;
    let text =
        call.say("已用恢复码打开，锁已取消。", "Opened by the recovery code; there is no lock any more.");
    Ok(Answer::new(json!({ "folder": folder.display().to_string() }), text))
}

/// The recovery code.
///
/// # Errors
/// `LOCAL_KEY_WRONG` if it is none or nobody gives one; `FILE_READ`.
pub(super) fn ask_code(call: &Call) -> Result<RecoveryCode, Failure> {
    let text = secret::ask(call, call.say("恢复码", "Recovery code"))?;
    let text = text.ok_or_else(|| Problem::new(Code::LocalKeyWrong))?;
    Ok(RecoveryCode::parse(&text).map_err(VaultError::from)?)
}
