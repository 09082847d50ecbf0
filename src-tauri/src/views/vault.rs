//! The vault on this computer, its keys and its first day.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// The state of the vault on this computer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VaultView {
    /// Missing, locked, closed or open.
    pub state: VaultState,
    /// The folder it lies in, for people who want to look or to back it up by hand.
    pub folder: String,
    /// What opens it on this computer besides the recovery code; `None` where there is no vault or its key file cannot be
    /// read.
    pub keeping: Option<KeepingView>,
    /// Whether a PIN or password is asked for.
    pub has_lock: bool,
    /// Whether its recovery code was shown and checked. An open vault whose code was never checked asks for it.
    pub recovery_kept: bool,
    /// Whether this computer keeps a new vault without a password: its keychain answers, or the program was started with
    /// a key file.
    pub keychain_answers: bool,
    /// Why it is not open; `None` if it is, or if there is none yet.
    pub problem: Option<ProblemView>,
}

/// Whether the vault can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// There is none yet: first run.
    Missing,
    /// It asks for its PIN or password.
    Locked,
    /// `problem` says why it does not open.
    Closed,
    /// Orders can be read.
    Open,
}

/// What opens a vault on this computer, besides its recovery code (CM-SEC-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeepingView {
    /// An entry of the system's keychain.
    Keychain,
    /// A file that the user keeps.
    KeyFile,
    /// A password, on computers without a keychain.
    Password,
}

/// What will open a new or a restored vault on this computer.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum KeepingChoice {
    /// The system's keychain, or the key file that the program was started with.
    Computer,
    /// A password of 8–20 characters of two classes.
    Password {
        /// The password.
        text: String,
    },
}

/// A recovery code, on its way to the person's eyes and perhaps back to be written to a file. It is kept nowhere.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecoveryView {
    /// Six groups of five characters.
    pub groups: Vec<String>,
    /// The China day of its making, `YYYY-MM-DD`.
    pub made_on: String,
}

/// A backup in the vault's folder.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupView {
    /// The China day it stands for, `YYYY-MM-DD`.
    pub day: String,
    /// Where it is.
    pub path: String,
    /// When it was made, China time, `YYYY-MM-DD HH:MM:SS`; `None` if it cannot be read.
    pub made_at: Option<String>,
    /// Its size in bytes; at most 2^53.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Why it cannot be used.
    pub problem: Option<ProblemView>,
}

/// A file that was written where the person chose.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FileView {
    /// Where it is.
    pub path: String,
    /// Rows, lines or findings in it; 0 where that says nothing.
    pub rows: u32,
}

impl FileView {
    /// A file that was just written.
    pub(crate) fn written(path: &Path, rows: i64) -> Self {
        Self { path: path.display().to_string(), rows: u32::try_from(rows).unwrap_or(u32::MAX) }
    }
}

/// What opens a backup.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BackupKey {
    /// The recovery code of the time of the backup.
    Recovery {
        /// The code, in any grouping.
        code: String,
    },
    /// The password of a vault without a keychain.
    Password {
        /// The password.
        text: String,
    },
    /// The key file that the program was started with, and its PIN or password if there was a lock.
    KeyFile {
        /// The PIN or password.
        lock: Option<String>,
    },
}

/// The program and where it works, for people who report a fault.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AboutView {
    /// The program's version.
    pub version: String,
    /// The operating system and its architecture.
    pub system: String,
    /// The webview's version.
    pub webview: String,
    /// The vault's folder.
    pub folder: String,
    /// The vault's id; `None` while it is closed.
    pub vault_id: Option<String>,
    /// The folder of the program's log.
    pub log_folder: String,
}
