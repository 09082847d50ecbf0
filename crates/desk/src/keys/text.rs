//! A PIN or password as typed.

use values::Code;
use zeroize::Zeroizing;

use super::KeyError;

/// How many characters a PIN or password has (`LOCAL_LOCK_FORMAT`).
const LENGTH: std::ops::RangeInclusive<usize> = 6..=20;

/// A PIN or password; its `Debug` prints the type only.
#[derive(Clone)]
pub struct LockText(Zeroizing<String>);

impl LockText {
    /// Takes a text as typed.
    ///
    /// # Errors
    /// [`KeyError::LockFormat`] unless it has 6 to 20 characters, none of them a control character.
    pub fn new(text: impl Into<String>) -> Result<Self, KeyError> {
        let text = Zeroizing::new(text.into());
        if LENGTH.contains(&text.chars().count()) && !text.chars().any(char::is_control) {
            Ok(Self(text))
        } else {
            Err(KeyError::LockFormat)
        }
    }

    /// Whether it may guard a vault alone: without a keychain whoever has the disk can try as often as they like.
    pub(crate) fn strong_alone(&self) -> Result<(), KeyError> {
        let classes = [
            self.0.chars().any(char::is_numeric),
            self.0.chars().any(char::is_alphabetic),
            self.0.chars().any(|char| !char.is_alphanumeric()),
        ];
        if self.0.chars().count() < 8 {
            Err(KeyError::PasswordWeak(Code::PwdLength))
        } else if classes.iter().filter(|has| **has).count() < 2 {
            Err(KeyError::PasswordWeak(Code::PwdClasses))
        } else {
            Ok(())
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for LockText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LockText")
    }
}
