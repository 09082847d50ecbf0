//! What an account is, and its states (spec 01 §17.1, §19.5, YW-OPS-02).

use values::{Code, Problem, text};

#[cfg(test)]
mod tests;

/// Whose account it is (§17.1, `role`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// 信保外贸公司
    Firm,
    /// 商户
    Merchant,
    /// 商城审核员
    Reviewer,
    /// 平台运营方
    Operator,
    /// The role PO of specification 02.
    Officer,
}

impl AccountKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Firm, Self::Merchant, Self::Reviewer, Self::Operator, Self::Officer];

    /// Its name in the data dictionary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Merchant => "merchant",
            Self::Reviewer => "reviewer",
            Self::Operator => "operator",
            Self::Officer => "officer",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether the account belongs to the platform's own people.
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Reviewer | Self::Operator | Self::Officer)
    }
}

/// The life of an account (§19.5). A lock after wrong passwords is no state: it passes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountState {
    /// In use.
    Active,
    /// May sign in, read and export, and change nothing; with the reason.
    Suspended(Box<str>),
    /// Final: no sign-in.
    Closed,
}

impl AccountState {
    /// Its name in the data dictionary.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended(_) => "suspended",
            Self::Closed => "closed",
        }
    }

    /// The state that was stored under this name.
    pub fn restore(name: &str, reason: Option<&str>) -> Option<Self> {
        match (name, reason) {
            ("active", _) => Some(Self::Active),
            ("suspended", Some(reason)) => Some(Self::Suspended(reason.into())),
            ("closed", _) => Some(Self::Closed),
            _ => None,
        }
    }

    /// An operator, or a failed registry check, suspends it.
    ///
    /// # Errors
    /// `ACCOUNT_STATE` unless it is active.
    pub fn suspend(self, reason: Box<str>) -> Result<Self, Problem> {
        match self {
            Self::Active => Ok(Self::Suspended(reason)),
            other => Err(other.unfit()),
        }
    }

    /// An operator lifts the suspension.
    ///
    /// # Errors
    /// `ACCOUNT_STATE` unless it is suspended.
    pub fn lift(self) -> Result<Self, Problem> {
        match self {
            Self::Suspended(_) => Ok(Self::Active),
            other => Err(other.unfit()),
        }
    }

    /// An operator closes it for good; the caller knows that nothing unsettled and nothing pending is left.
    ///
    /// # Errors
    /// `ACCOUNT_STATE` if it is closed already.
    pub fn close(self) -> Result<Self, Problem> {
        match self {
            Self::Active | Self::Suspended(_) => Ok(Self::Closed),
            Self::Closed => Err(self.unfit()),
        }
    }

    /// Whether its people may sign in (YW-AUTH-01).
    pub const fn lets_in(&self) -> bool {
        !matches!(self, Self::Closed)
    }

    /// Whether its people may change anything.
    ///
    /// # Errors
    /// `AUTH_SUSPENDED` with the reason.
    pub fn check_change(&self) -> Result<(), Problem> {
        match self {
            Self::Active => Ok(()),
            Self::Suspended(reason) => Err(Problem::new(Code::AuthSuspended).with("reason", reason)),
            Self::Closed => Err(Problem::new(Code::AuthSessionRevoked)),
        }
    }

    fn unfit(&self) -> Problem {
        let (zh, en) = match self {
            Self::Active => ("正常", "active"),
            Self::Suspended(_) => ("已暂停", "suspended"),
            Self::Closed => ("已注销", "closed"),
        };
        Problem::new(Code::AccountState).with("state_zh", zh).with("state_en", en)
    }
}

/// The reason that an operator gives, 2 to 200 characters.
///
/// # Errors
/// `REASON_REQUIRED`, `TEXT_CHARS`.
pub fn reason(typed: &str) -> Result<Box<str>, Problem> {
    const LEAST: usize = 2;
    const MOST: usize = 200;
    let reason = text::line(typed);
    text::check_chars(&reason)?;
    if !(LEAST..=MOST).contains(&reason.chars().count()) {
        return Err(Problem::new(Code::ReasonRequired).with("min", LEAST).with("max", MOST));
    }
    Ok(reason.into())
}
