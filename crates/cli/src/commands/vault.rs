//! `init` and `vaults`: making a vault, and which there are (CM-SEC-01, YW-ACT-03).

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use desk::keys::{KeyError, LockText, RecoveryCode, SystemKeychain};
use desk::vault::{self, KeyChoice, Unlock, Vault, VaultError};
use serde_json::json;
use values::{Code, Problem};

use crate::answer::{Answer, Failure, Outcome};
use crate::call::Call;
use crate::session;
use crate::table::Human;

/// Makes the vault.
///
/// # Errors
/// `LOCAL_VAULT_EXISTS`, `LOCAL_KEY_FILE`, `LOCAL_KEYCHAIN`, `LOCAL_READ_ONLY`, `LOCAL_STORE_FULL`; `FILE_WRITE` if the
/// file for the recovery code exists or cannot be made; the codes of a weak password.
pub(super) async fn init(call: &Call, recovery_out: Option<&Path>) -> Outcome {
    let folder = session::folder(call)?;
    // Its place is taken first: a vault whose recovery code could not be kept is not made.
    let recovery_file = recovery_out.map(new_private_file).transpose()?;
    let made = make(call, &folder).await;
    let code = match (made, recovery_out) {
        (Ok(code), _) => code,
        (Err(failure), Some(path)) => {
            // Empty and ours; that it stays would be the smaller harm.
            let _ = std::fs::remove_file(path);
            return Err(failure);
        }
        (Err(failure), None) => return Err(failure),
    };
    let written = match recovery_file {
        Some(file) => write_code(file, &code).is_ok(),
        None => false,
    };
    let folder_text = folder.display().to_string();
    let mut data = json!({ "folder": folder_text });
    let mut pairs = vec![(call.say("保险库", "Vault").to_owned(), folder_text)];
    if written {
        let path = recovery_out.map(|path| path.display().to_string()).unwrap_or_default();
        data["recovery_out"] = json!(path);
        pairs.push((call.say("恢复码已写入", "Recovery code written to").to_owned(), path));
    } else {
        // Also where the file could not be written after all: the code must not be lost.
        data["recovery_code"] = json!(code.grouped().as_str());
        pairs.push((call.say("恢复码", "Recovery code").to_owned(), code.grouped().to_string()));
    }
    let keep =
        call.say("请妥善保管恢复码，它不会再次显示。", "Keep the recovery code safe; it is not shown again.");
    let human = Human::All(vec![Human::Pairs(pairs), keep.into()]);
    let lost = (recovery_out.is_some() && !written).then(|| Problem::new(Code::FileWrite));
    Ok(Answer::new(data, human).with(lost, call.sight()))
}

async fn make(call: &Call, folder: &Path) -> Result<RecoveryCode, Failure> {
    if let Some(file) = session::key_file(call)? {
        return create(folder, KeyChoice::KeyFile(file)).await;
    }
    let chain = Arc::new(SystemKeychain);
    match Vault::create(folder, KeyChoice::Keychain(chain.clone())).await {
        Ok((vault, code)) => {
            let locked = lock_beside(call, &vault, chain).await;
            vault.lock().await;
            locked.map(|()| code)
        }
        Err(VaultError::Key(KeyError::NoKeychain)) if can_ask(call) => {
            let text = session::lock_text(
                call,
                call.say("没有系统密钥库，请设密码", "No keychain: a password for the vault"),
            )?;
            let password = LockText::new(text.to_string()).map_err(VaultError::from)?;
            create(folder, KeyChoice::Password(password)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A password that was given beside the keychain is a lock.
async fn lock_beside(call: &Call, vault: &Vault, chain: Arc<SystemKeychain>) -> Result<(), Failure> {
    if call.global.password_file.is_some() {
        let text = session::lock_text(call, "")?;
        let lock = LockText::new(text.to_string()).map_err(VaultError::from)?;
        vault.set_lock(Unlock::Keychain { chain, lock: None }, Some(lock)).await?;
    }
    Ok(())
}

/// A new password is asked for only where somebody sits or a file was named.
fn can_ask(call: &Call) -> bool {
    call.global.password_file.is_some() || io::stdin().is_terminal()
}

async fn create(folder: &Path, choice: KeyChoice) -> Result<RecoveryCode, Failure> {
    let (vault, code) = Vault::create(folder, choice).await?;
    vault.lock().await;
    Ok(code)
}

fn new_private_file(path: &Path) -> Result<File, Problem> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|_| Problem::new(Code::FileWrite))
}

fn write_code(mut file: File, code: &RecoveryCode) -> io::Result<()> {
    file.write_all(code.grouped().as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()
}

/// The vaults of this computer; with `--data`, those in the folder above it too.
///
/// # Errors
/// `FILE_READ`.
pub(super) fn vaults(call: &Call) -> Outcome {
    let root = match &call.global.data {
        Some(folder) => folder.clone(),
        None => vault::data_folder().ok_or_else(|| Problem::new(Code::LocalVaultMissing))?,
    };
    let mut found = vault::vaults(&root).map_err(|error| crate::input::unreadable(&error))?;
    if call.global.data.is_some() && Vault::doors(&root).is_ok() {
        found.insert(0, root);
    }
    let mut vaults = Vec::new();
    let mut rows = Vec::new();
    for folder in found {
        let doors = Vault::doors(&folder).ok();
        let name = folder.display().to_string();
        let opens = match doors {
            None => "damaged",
            Some(doors) if doors.keychain => "keychain",
            Some(doors) if doors.key_file => "key_file",
            Some(doors) if doors.lock => "password",
            Some(_) => "recovery_code",
        };
        let locked = doors.is_some_and(|doors| doors.lock);
        vaults.push(json!({ "folder": name, "opens_by": opens, "lock": locked, "tries_left": doors.map(|doors| doors.tries_left) }));
        rows.push(vec![
            name,
            opens.to_owned(),
            call.say(if locked { "是" } else { "否" }, if locked { "yes" } else { "no" }).to_owned(),
        ]);
    }
    let heading = call.heading(&[("文件夹", "folder"), ("打开方式", "opens by"), ("已加锁", "lock")]);
    Ok(Answer::new(json!({ "vaults": vaults }), Human::Table(heading, rows)))
}
