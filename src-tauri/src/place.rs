//! Which vault the window opens, as the command line that started it says: `xinbao-desk [--data DIR] [--key-file FILE]`,
//! the same words as `xinbao`.

use std::{ffi::OsString, path::PathBuf};

use desk::vault::{data_folder, present_vault};

/// A vault's folder, and the key file where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The vault's folder.
    pub folder: PathBuf,
    /// The key file, on computers without a keychain.
    pub key_file: Option<PathBuf>,
    /// The program's data folder: what this computer remembers beside its vaults.
    pub data: PathBuf,
}

impl Place {
    /// Reads the arguments after the program's name; the key file may also stand in `XINBAO_KEY_FILE`.
    ///
    /// # Errors
    /// What is wrong with the arguments, in one English sentence.
    pub fn read(arguments: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut arguments = arguments;
        let (mut folder, mut key_file) = (None, std::env::var_os("XINBAO_KEY_FILE").map(PathBuf::from));
        while let Some(argument) = arguments.next() {
            let slot = match argument.to_str() {
                Some("--data") => &mut folder,
                Some("--key-file") => &mut key_file,
                _ => return Err(format!("unknown argument {}", argument.display())),
            };
            *slot =
                Some(arguments.next().ok_or_else(|| format!("{} needs a path", argument.display()))?.into());
        }
        let data = data_folder();
        let folder = folder.or_else(|| data.as_deref().map(present_vault));
        let folder = folder.ok_or("this system names no home folder; use --data DIR")?;
        let data = data.unwrap_or_else(|| folder.parent().unwrap_or(&folder).to_owned());
        Ok(Self { folder, key_file, data })
    }
}

#[cfg(test)]
mod tests;
