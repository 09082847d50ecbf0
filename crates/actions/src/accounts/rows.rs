//! What the account store keeps beside the domain's own things: captchas, codes, sessions, tokens, audit, kept answers.

use domain::account::{Account, Person, Registered, RegistrationState, Role, SmsCode, SmsPurpose};
use values::{AccountId, Code, DeviceId, Instant, PersonId, SessionId, Uscc, Uuid};

use super::host::Digest;

/// A captcha that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCaptcha {
    /// Its id.
    pub id: Uuid,
    /// The digest of its answer.
    pub answer: Digest,
    /// When it was made.
    pub made_at: Instant,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttemptKind {
    /// Wrong passwords of a person, or of a name that nobody has.
    Password,
    /// The locks that followed.
    Lock,
    /// Unsuccessful registry checks of a credit code.
    RegistryCode,
    /// Unsuccessful registry checks from a source.
    RegistrySource,
    /// Captchas for a source.
    Captcha,
    /// SMS codes to a number.
    SmsNumber,
    /// SMS codes for a source.
    SmsSource,
}

impl AttemptKind {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Lock => "lock",
            Self::RegistryCode => "registry_code",
            Self::RegistrySource => "registry_source",
            Self::Captcha => "captcha",
            Self::SmsNumber => "sms_number",
            Self::SmsSource => "sms_source",
        }
    }
}

/// An SMS code that was sent, or seemed to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCode {
    /// Its id.
    pub id: Uuid,
    /// What for.
    pub purpose: SmsPurpose,
    /// The digest of the number.
    pub number: Digest,
    /// The digest of what it is bound to: a registration, a sign-in name, a person.
    pub bound: Digest,
    /// The digest of the digits.
    pub digits: Digest,
    /// When it was sent, and what was entered since.
    pub state: SmsCode,
}

/// A registration after its check. The four values themselves are not kept: the activation brings them again, and their
/// digest tells that they are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRegistration {
    /// Its id.
    pub id: Uuid,
    /// The credit code.
    pub uscc: Uscc,
    /// The digest of the four values.
    pub applicant: Digest,
    /// The digest of the verification token, if the check succeeded.
    pub token: Option<Digest>,
    /// Its state.
    pub state: RegistrationState,
    /// What the registry said, if it agreed.
    pub registered: Option<Registered>,
    /// When the registry answered.
    pub at: Instant,
}

/// A person with what signing in needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPerson {
    /// The person.
    pub person: Person,
    /// The account.
    pub account: Account,
    /// The password's hash, in PHC form.
    pub password_hash: values::Secret<String>,
}

/// A session: one device of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSession {
    /// Its id.
    pub id: SessionId,
    /// Who.
    pub person: PersonId,
    /// Of which account.
    pub account: AccountId,
    /// At which device.
    pub device: DeviceId,
    /// What the person calls the device.
    pub device_name: Option<Box<str>>,
    /// Since when.
    pub created_at: Instant,
    /// When it was last heard of.
    pub last_used_at: Instant,
    /// How often its tokens were rotated.
    pub rotation: i64,
    /// When it ended, if it did.
    pub ended_at: Option<Instant>,
}

/// What a token opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Requests.
    Access,
    /// A rotation.
    Refresh,
}

impl TokenKind {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Refresh => "refresh",
        }
    }
}

/// A token, without the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptToken {
    /// The digest.
    pub digest: Digest,
    /// The session.
    pub session: SessionId,
    /// What it opens.
    pub kind: TokenKind,
    /// Which rotation made it.
    pub rotation: i64,
    /// When.
    pub issued_at: Instant,
    /// When a refresh token was used.
    pub used_at: Option<Instant>,
}

/// An answer that may be asked for again (CM-API-01, `Idempotency-Key`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// What it is found by.
    pub key: Digest,
    /// The digest of the request that it answers.
    pub request: Digest,
    /// The answer, encrypted under a key that only that request gives.
    pub sealed: Vec<u8>,
    /// Until when it is kept.
    pub until: Instant,
}

/// An entry of the audit trail (CM-AUD-01). Holds ids, codes and names of fields; never personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// In whose trail; none for those who are nobody yet.
    pub account: Option<AccountId>,
    /// Who.
    pub person: Option<PersonId>,
    /// In which role.
    pub role: Option<Role>,
    /// At which device.
    pub device: Option<DeviceId>,
    /// What was done.
    pub action: &'static str,
    /// To what.
    pub entity: Option<Uuid>,
    /// Names of what changed, counts, codes.
    pub detail: String,
    /// How it ended, if not well.
    pub result: Option<Code>,
    /// When.
    pub at: Instant,
    /// Under which request.
    pub request_id: Uuid,
}

/// An entry of the trail as it is read again, perhaps from a release that knew other actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailEntry {
    /// Its number in its account, from 1.
    pub seq: i64,
    /// Who.
    pub person: Option<PersonId>,
    /// In which role.
    pub role: Option<Box<str>>,
    /// At which device.
    pub device: Option<DeviceId>,
    /// What was done.
    pub action: Box<str>,
    /// To what.
    pub entity: Option<Uuid>,
    /// Names of what changed, counts, codes.
    pub detail: Box<str>,
    /// The code by which it ended, if not well.
    pub result: Option<Box<str>>,
    /// When.
    pub at: Instant,
    /// Under which request.
    pub request_id: Uuid,
}
