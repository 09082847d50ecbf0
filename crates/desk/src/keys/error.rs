//! Why a key could not be had.

use values::{Code, Problem};

/// Why a key could not be had. Nothing was changed, except that a wrong try was counted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The recovery code, key file or keychain secret belongs to another vault or is mistyped.
    #[error("the key does not open this vault")]
    Wrong,
    /// The keychain works but has no entry for this vault: the recovery code opens it.
    #[error("the keychain has no entry for this vault")]
    Missing,
    /// There is no usable keychain: no bus, a locked ring, a refusal.
    #[error("the keychain cannot be used")]
    NoKeychain,
    /// The text of the key file is not 64 hexadecimal characters.
    #[error("the key file's content is not a key")]
    KeyFile {
        /// Why, in Chinese.
        reason_zh: &'static str,
        /// Why, in English.
        reason_en: &'static str,
    },
    /// The vault has a lock and neither PIN nor password was given.
    #[error("the vault is locked")]
    Locked,
    /// The PIN or password is wrong.
    #[error("wrong PIN or password, {left} tries left")]
    LockWrong {
        /// How many tries are left before only the recovery code opens.
        left: u32,
    },
    /// Ten wrong tries were made.
    #[error("too many wrong tries")]
    LockSpent,
    /// A new PIN or password is not 6 to 20 characters long.
    #[error("a PIN or password has 6 to 20 characters")]
    LockFormat,
    /// The password that alone guards a vault is too weak for that.
    #[error("a password without a keychain needs 8 characters of two classes")]
    PasswordWeak(Code),
}

impl KeyError {
    /// The problem to show.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Wrong => Problem::new(Code::LocalKeyWrong),
            // What is not synchronised stands in the database, which does not open: nothing can be listed.
            Self::Missing => Problem::new(Code::LocalKeyMissing).with("list", "—"),
            Self::NoKeychain => Problem::new(Code::LocalKeychain),
            Self::KeyFile { reason_zh, reason_en } => {
                Problem::new(Code::LocalKeyFile).with("reason_zh", reason_zh).with("reason_en", reason_en)
            }
            Self::Locked => Problem::new(Code::LocalLocked),
            Self::LockWrong { left } => Problem::new(Code::LocalLockWrong).with("left", left),
            Self::LockSpent => Problem::new(Code::LocalLockSpent),
            Self::LockFormat => Problem::new(Code::LocalLockFormat),
            Self::PasswordWeak(code) => Problem::new(*code),
        }
    }
}
