//! Where vaults lie on this computer: each firm account has a folder of its own.

use std::io;
use std::path::{Path, PathBuf};

use super::Vault;

/// The name of the program's folder, the same as the window's identifier.
const PROGRAM: &str = "cn.xinbao.desk";
const FIRST: &str = "vault";

/// The program's data folder of the user who is signed in; `None` where the system names no home. It need not exist.
pub fn data_folder() -> Option<PathBuf> {
    let var = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        var("APPDATA")
    } else if cfg!(target_os = "macos") {
        var("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        var("XDG_DATA_HOME").or_else(|| var("HOME").map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join(PROGRAM))
}

/// The folder of the vault that is opened when none is named.
pub fn first_vault(data_folder: &Path) -> PathBuf {
    data_folder.join(FIRST)
}

/// The file in the data folder that names the vault to open; absent until somebody restored or made a second one.
const PRESENT: &str = "present-vault";

/// The folder of the vault that is opened when none is named: the one chosen last, if it is still there.
pub fn present_vault(data_folder: &Path) -> PathBuf {
    let chosen = std::fs::read_to_string(data_folder.join(PRESENT)).ok();
    let name = chosen.as_deref().map(str::trim).filter(|name| is_folder_name(name));
    let folder = name.map(|name| data_folder.join(name)).filter(|folder| folder.is_dir());
    folder.unwrap_or_else(|| first_vault(data_folder))
}

/// Remembers which vault is opened from now on. One outside the data folder is named at each start instead, so nothing is
/// remembered of it.
///
/// # Errors
/// Those of writing the file.
pub fn choose_vault(data_folder: &Path, vault: &Path) -> io::Result<()> {
    let Some(name) = vault.file_name().and_then(|name| name.to_str()).filter(|name| is_folder_name(name))
    else {
        return Ok(());
    };
    if vault.parent() != Some(data_folder) {
        return Ok(());
    }
    super::files::replace(&data_folder.join(PRESENT), name.as_bytes())
}

/// Whether it is the plain name of a folder: what stands in the file must not lead elsewhere.
fn is_folder_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(std::path::Component::Normal(_)), None))
}

/// The vaults under the program's data folder, by name. Their folders are named `vault`, `vault-2`, …: a firm's name on
/// the disk would be readable without a key.
///
/// # Errors
/// Whatever listing the folder says; a missing folder is an empty list.
pub fn vaults(data_folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(data_folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let folder = entry?.path();
        // One whose keys are damaged is a vault too: its backup can be restored.
        if !matches!(Vault::doors(&folder), Err(super::VaultError::Missing | super::VaultError::Store(_))) {
            found.push(folder);
        }
    }
    found.sort_by_key(|folder| (folder.as_os_str().len(), folder.clone())); // vault-2 before vault-10
    Ok(found)
}

/// A folder for one more vault.
pub fn next_vault(data_folder: &Path) -> PathBuf {
    let names = std::iter::once(FIRST.to_owned()).chain((2_u32..).map(|number| format!("{FIRST}-{number}")));
    names
        .map(|name| data_folder.join(name))
        .find(|folder| !folder.exists())
        .expect("a folder cannot hold four billion vaults")
}

#[cfg(test)]
mod tests;
