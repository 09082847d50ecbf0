//! What people type to sign in, and the names that may be given (YW-AUTH-01, YW-AUTH-02; DECISIONS, Clerks).

use values::{Code, Mobile, Problem, Uscc, text};

#[cfg(test)]
mod tests;

/// A sign-in name as it is looked up. Whatever people type becomes one, so that names which cannot exist take the same way
/// as names which do not.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Login {
    /// Credit code, purchase number, staff name, or `<credit code>/<short name>`.
    Name(Box<str>),
    /// A bound mobile number.
    Phone(Mobile),
}

impl Login {
    /// More characters than any name has.
    const MOST: usize = 64;

    /// Reads the user name of 普通用户登录.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`.
    pub fn name(typed: &str) -> Result<Self, Problem> {
        let name: String = text::code_like(typed).chars().take(Self::MOST).collect();
        if name.is_empty() { Err(Problem::new(Code::FieldRequired)) } else { Ok(Self::Name(name.into())) }
    }

    /// Reads the number of 手机号码登录.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `PHONE_FORMAT`.
    pub fn phone(typed: &str) -> Result<Self, Problem> {
        Mobile::parse(typed).map(Self::Phone)
    }

    /// The name of a clerk of this firm.
    pub fn clerk(firm: Uscc, short_name: &ShortName) -> Self {
        Self::Name(format!("{firm}/{short_name}").to_uppercase().into())
    }

    /// The text under which it is stored, and which kind it is.
    pub fn key(&self) -> (&'static str, String) {
        match self {
            Self::Name(name) => ("name", name.to_string()),
            Self::Phone(mobile) => ("phone", mobile.as_string()),
        }
    }
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A credit code or a phone number: personal enough to stay out of logs (CM-SEC-04).
        f.write_str("Login")
    }
}

/// A clerk's name within the firm, 2 to 20 letters, digits, dots or Chinese characters; case does not count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ShortName(Box<str>);

impl ShortName {
    /// Reads a short name.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `LOGIN_NAME_FORMAT`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let name = text::code_like(typed);
        let is_allowed =
            |c: char| c.is_ascii_alphanumeric() || c == '.' || ('\u{4e00}'..='\u{9fff}').contains(&c);
        name_of(&name, 2, 20, is_allowed).map(|name| Self(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ShortName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

/// The sign-in name of staff, 3 to 18 characters `a–z0–9.` (§17.1), a letter first and not of the form of a purchase
/// number or a credit code: those belong to others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StaffName(Box<str>);

impl StaffName {
    /// Reads a staff name.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `LOGIN_NAME_FORMAT`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let name = text::line(typed);
        let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.';
        let name = name_of(&name, 3, 18, is_allowed)?;
        let is_number = name.len() == 9
            && name.starts_with(['f', 'm'])
            && name[1..].bytes().all(|digit| digit.is_ascii_digit());
        if is_number || name.len() == 18 || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            return Err(format_problem(3, 17));
        }
        Ok(Self(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The sign-in name.
    pub fn login(&self) -> Login {
        Login::Name(self.0.to_uppercase().into())
    }
}

fn name_of(
    name: &str,
    least: usize,
    most: usize,
    is_allowed: impl Fn(char) -> bool,
) -> Result<&str, Problem> {
    if name.is_empty() {
        return Err(Problem::new(Code::FieldRequired));
    }
    if (least..=most).contains(&name.chars().count()) && name.chars().all(is_allowed) {
        Ok(name)
    } else {
        Err(format_problem(least, most))
    }
}

fn format_problem(min: usize, max: usize) -> Problem {
    Problem::new(Code::LoginNameFormat).with("min", min).with("max", max)
}
