//! The life of a registration, and what the registry's answer means (spec 01 §19.1, YW-REG-02).

use std::time::Duration;

use values::{Code, Instant, Problem};

use super::time::later;

#[cfg(test)]
mod tests;

/// How long a successful check may be used for an activation.
pub const VERIFICATION_LIFE: Duration = Duration::from_secs(30 * 60);

/// The statuses under which a company is in business.
const ACTIVE_STATUSES: [&str; 5] = ["存续", "在业", "开业", "在营", "正常"];

/// The states of §19.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationState {
    /// Being filled in.
    Draft,
    /// The registry agreed, at this instant.
    Verified(Instant),
    /// The registry did not, with this code.
    VerifyFailed(Code),
    /// The check is older than 30 minutes.
    VerifyExpired,
    /// Final.
    Activated,
}

impl RegistrationState {
    /// Its name in the data dictionary (§17.3).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Verified(_) => "verified",
            Self::VerifyFailed(_) => "verify_failed",
            Self::VerifyExpired => "verify_expired",
            Self::Activated => "activated",
        }
    }

    /// What it is by now: a check that nobody used expires.
    #[must_use]
    pub fn as_of(self, now: Instant) -> Self {
        match self {
            Self::Verified(at) if now >= later(at, VERIFICATION_LIFE) => Self::VerifyExpired,
            other => other,
        }
    }

    /// 【验证】 with a negative or positive answer. An unreachable registry is no event: nothing changes.
    ///
    /// # Errors
    /// `REG_TOKEN_USED` once activated. From `verified` one goes back first.
    pub fn verified(self, answer: Result<(), Code>, now: Instant) -> Result<Self, Problem> {
        match self {
            Self::Draft | Self::VerifyFailed(_) | Self::VerifyExpired => {
                Ok(answer.map_or_else(Self::VerifyFailed, |()| Self::Verified(now)))
            }
            Self::Verified(_) => Ok(self),
            Self::Activated => Err(Problem::new(Code::RegTokenUsed)),
        }
    }

    /// 【返回修改】, back to step 1.
    #[must_use]
    pub fn back(self) -> Self {
        match self {
            Self::Verified(_) => Self::Draft,
            other => other,
        }
    }

    /// 【激活】
    ///
    /// # Errors
    /// `REG_TOKEN_USED`, `REG_TOKEN_EXPIRED`.
    pub fn activate(self, now: Instant) -> Result<Self, Problem> {
        match self.as_of(now) {
            Self::Verified(_) => Ok(Self::Activated),
            Self::Activated => Err(Problem::new(Code::RegTokenUsed)),
            Self::Draft | Self::VerifyFailed(_) | Self::VerifyExpired => {
                Err(Problem::new(Code::RegTokenExpired))
            }
        }
    }

    /// Whether the four values may be changed (§19.1).
    pub const fn lets_edit_applicant(self) -> bool {
        matches!(self, Self::Draft | Self::VerifyFailed(_) | Self::VerifyExpired)
    }

    /// Whether the company's data may be changed (§19.1).
    pub const fn lets_edit_company(self) -> bool {
        matches!(self, Self::Verified(_))
    }
}

/// What the registry says of the four values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegistryAnswer {
    /// It does not know the code.
    Unknown,
    /// Name and code do not belong together.
    CompanyMismatch,
    /// The company is right, the legal representative's name or number is not.
    RepresentativeMismatch,
    /// All four agree.
    Match(Registered),
}

/// What the registry knows of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Its status, as delivered.
    pub status: Box<str>,
    /// Its registered address, if the registry delivers one.
    pub address: Option<Box<str>>,
}

/// What follows from the registry's answer.
///
/// # Errors
/// `REG_NOT_FOUND`, `REG_COMPANY_MISMATCH`, `REG_LEGAL_REP_MISMATCH` (which never tells whether name or number is wrong),
/// `REG_COMPANY_INACTIVE` (YW-REG-02).
pub fn judge(answer: RegistryAnswer) -> Result<Registered, Problem> {
    match answer {
        RegistryAnswer::Unknown => Err(Problem::new(Code::RegNotFound)),
        RegistryAnswer::CompanyMismatch => Err(Problem::new(Code::RegCompanyMismatch)),
        RegistryAnswer::RepresentativeMismatch => Err(Problem::new(Code::RegLegalRepMismatch)),
        RegistryAnswer::Match(company) if !ACTIVE_STATUSES.contains(&&*company.status) => {
            Err(Problem::new(Code::RegCompanyInactive).with("status", &company.status))
        }
        RegistryAnswer::Match(company) => Ok(company),
    }
}
