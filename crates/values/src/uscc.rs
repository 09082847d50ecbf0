//! The unified social credit code, GB 32100-2015 (YW-VAL-01).

use std::fmt;

use crate::{Accepted, Code, Problem, text};

#[cfg(test)]
mod tests;

/// The characters of a code; each is worth its place here, 0 to 30.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 3^(i−1) mod 31 for positions 1 to 17.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// GB 11714, over positions 9 to 16.
const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A credit code whose check character fits.
///
/// The check finds every single wrong character, and every exchange of two different characters except that of the
/// first with the last: all weights differ and none is 0 mod 31, but the first and the last are both 1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uscc([u8; 18]);

impl Uscc {
    /// Reads the code of a firm or settlement entity, registered with the market regulator (`91`, `92`, `93`).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `USCC_LENGTH`, `USCC_CHARS`, `USCC_REGION`, `USCC_CHECK`, `USCC_KIND`, in this
    /// order; warning `USCC_ORG_CHECK` (YW-VAL-01).
    pub fn parse(text: &str) -> Result<Accepted<Self>, Problem> {
        let accepted = Self::parse_any_kind(text)?;
        match &accepted.value.0[..2] {
            b"91" | b"92" | b"93" => Ok(accepted),
            _ => Err(Problem::new(Code::UsccKind)),
        }
    }

    /// Reads the code of any body, whoever registered it.
    ///
    /// # Errors
    /// As [`Uscc::parse`] without `USCC_KIND`.
    pub fn parse_any_kind(text: &str) -> Result<Accepted<Self>, Problem> {
        let code = text::code(text)?;
        if code.chars().count() != 18 {
            return Err(Problem::new(Code::UsccLength));
        }
        let code: [u8; 18] = code.as_bytes().try_into().map_err(|_| Problem::new(Code::UsccChars))?;
        if !code.iter().all(|c| ALPHABET.contains(c)) {
            return Err(Problem::new(Code::UsccChars));
        }
        if !code[2..8].iter().all(u8::is_ascii_digit) {
            return Err(Problem::new(Code::UsccRegion));
        }
        if check_character(&code) != code[17] {
            return Err(Problem::new(Code::UsccCheck));
        }
        let mut accepted = Accepted::from(Self(code));
        if org_check_character(&code) != code[16] {
            accepted.warnings.push(Problem::new(Code::UsccOrgCheck));
        }
        Ok(accepted)
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("every character is of the ASCII alphabet")
    }
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uscc({self})")
    }
}

/// The character that position 18 must hold. Every character of `code` is of the alphabet.
fn check_character(code: &[u8; 18]) -> u8 {
    let value = |c: &u8| ALPHABET.iter().position(|a| a == c).unwrap_or_default() as u32;
    let sum: u32 = code.iter().zip(WEIGHTS).map(|(c, weight)| value(c) * weight).sum();
    ALPHABET[((31 - sum % 31) % 31) as usize]
}

/// The character that position 17 holds if the organisation code inside satisfies GB 11714.
fn org_check_character(code: &[u8; 18]) -> u8 {
    let value = |c: &u8| {
        if c.is_ascii_digit() { u32::from(c - b'0') } else { u32::from(c - b'A') + 10 }
    };
    let sum: u32 = code[8..16].iter().zip(ORG_WEIGHTS).map(|(c, weight)| value(c) * weight).sum();
    match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + digit as u8,
    }
}
