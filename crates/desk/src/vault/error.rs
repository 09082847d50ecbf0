//! Why a vault could not be made, opened, backed up or restored.

use store_desk::StoreError;
use values::{Code, Problem};

use crate::keys::KeyError;

/// Why a vault could not be made, opened, backed up or restored. Nothing stored was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// There is no vault in the folder.
    #[error("no vault in this folder")]
    Missing,
    /// There is a vault in the folder already, whole or in part.
    #[error("there is a vault in this folder")]
    Exists,
    /// `keys.json` cannot be read as what it should be; a backup brings it back.
    #[error("the key file of the vault is damaged")]
    KeysDamaged,
    /// Written by a newer version of the program.
    #[error("written by a newer version")]
    Newer,
    /// The key could not be had.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database, or a file operation.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file is no backup of ours.
    #[error("not a backup")]
    BackupType,
    /// The backup is cut off or changed.
    #[error("the backup is damaged")]
    BackupDamaged,
    /// The backup file cannot be read.
    #[error("the backup cannot be read")]
    BackupUnreadable(#[source] std::io::Error),
    /// A backup cannot be written there: a folder, no folder above it, or another kind of file.
    #[error("no backup can be written there")]
    BackupTarget,
    /// A backup is restored into an empty folder only.
    #[error("the folder is not empty")]
    RestoreNotEmpty,
}

impl VaultError {
    /// The problem to show. `INTERNAL` comes without its reference number: whoever logs the cause adds it.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Missing => Problem::new(Code::LocalVaultMissing),
            Self::Exists => Problem::new(Code::LocalVaultExists),
            Self::KeysDamaged => StoreError::Damaged { newest_backup: None }.problem(),
            Self::Newer => Problem::new(Code::LocalNewer),
            Self::Key(error) => error.problem(),
            Self::Store(error) => error.problem(),
            Self::BackupType => Problem::new(Code::BackupType),
            Self::BackupDamaged => Problem::new(Code::BackupDamaged),
            Self::BackupUnreadable(error) => {
                let (zh, en) = match error.kind() {
                    std::io::ErrorKind::NotFound => ("文件不存在", "it does not exist"),
                    std::io::ErrorKind::PermissionDenied => ("没有权限", "not permitted"),
                    _ => ("读取失败", "reading failed"),
                };
                Problem::new(Code::FileRead).with("reason_zh", zh).with("reason_en", en)
            }
            Self::BackupTarget => Problem::new(Code::FileWrite),
            Self::RestoreNotEmpty => Problem::new(Code::RestoreNotEmpty),
        }
    }
}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.into())
    }
}
