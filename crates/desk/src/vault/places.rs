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
