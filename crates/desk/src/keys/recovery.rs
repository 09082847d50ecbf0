//! The recovery code: what a person writes down once and can type back years later.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{KeyError, random};

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random characters: 26 × 5 = 130 bits.
const RANDOM: usize = 26;
/// Check characters: a mistyped code is noticed at once, except one in a million.
const CHECK: usize = 4;
/// Characters between hyphens.
const GROUP: usize = 5;

/// A recovery code such as `7K3QF-…`: six groups of five characters, 130 random bits and 20 check bits.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    pub(crate) fn generate() -> Self {
        let mut code = Zeroizing::new(String::with_capacity(RANDOM + CHECK));
        for byte in random::<RANDOM>().iter() {
            code.push(char::from(ALPHABET[usize::from(byte & 31)]));
        }
        let check = check_of(&code);
        code.push_str(&check);
        Self(code)
    }

    /// Reads a code as people type it: any case, spaces or hyphens anywhere, full-width characters, O for 0, I or L
    /// for 1.
    ///
    /// # Errors
    /// [`KeyError::Wrong`] if it cannot be a code: length, characters, or its check characters.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut code = Zeroizing::new(String::with_capacity(RANDOM + CHECK));
        for typed in text.chars().filter(|typed| !typed.is_whitespace() && !is_hyphen(*typed)) {
            if code.len() == RANDOM + CHECK {
                return Err(KeyError::Wrong);
            }
            code.push(meant(typed).ok_or(KeyError::Wrong)?);
        }
        let (random, check) = code.split_at_checked(RANDOM).ok_or(KeyError::Wrong)?;
        if check_of(random) == check { Ok(Self(code)) } else { Err(KeyError::Wrong) }
    }

    /// The code in groups, to be shown once.
    pub fn grouped(&self) -> Zeroizing<String> {
        let mut shown = Zeroizing::new(String::with_capacity(self.0.len() + self.0.len() / GROUP));
        for (at, char) in self.0.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                shown.push('-');
            }
            shown.push(char);
        }
        shown
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0.as_bytes()[..RANDOM]
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode")
    }
}

fn is_hyphen(typed: char) -> bool {
    matches!(typed, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' | '\u{ff3f}')
}

/// The character of the alphabet that was meant.
fn meant(typed: char) -> Option<char> {
    let half = match typed {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(typed) - 0xfee0)?,
        other => other,
    };
    let upper = match half.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.contains(&u8::try_from(upper).ok()?).then_some(upper)
}

fn check_of(random: &str) -> String {
    let digest = Sha256::new_with_prefix("xinbao recovery code ").chain_update(random).finalize();
    digest.iter().take(CHECK).map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect()
}
