//! The ports of the account verbs.

use std::future::Future;

use domain::{
    account::{Account, Applicant, Firm, Login, NumberSeries, Person, RegistryAnswer, SmsPurpose},
    notice::Notice,
    parameter::Setting,
};
use values::{
    AccountId, Day, DeviceId, Instant, Mobile, NoticeId, PersonId, Problem, Secret, SessionId, Uscc, Uuid,
};

use super::{
    AccountFilter, Activated, CodeSent, ShownNotice, SignedIn, Tokens, TrailFilter, Verified,
    rows::{
        AttemptKind, AuditEntry, KeptAnswer, KeptCaptcha, KeptCode, KeptPerson, KeptRegistration,
        KeptSession, KeptToken, TrailEntry,
    },
};
use crate::fault::StoreFault;

/// 32 bytes that stand for something which is not kept.
pub type Digest = [u8; 32];

/// What is digested. Each kind has digests of its own: the digest of a code is never that of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digested {
    /// A token of 32 random bytes.
    Token,
    /// The answer of a captcha.
    Captcha,
    /// The digits of an SMS code.
    Digits,
    /// A sign-in name.
    Login,
    /// A phone number.
    Number,
    /// The four values of a registration.
    Applicant,
    /// A source address or a device.
    Source,
    /// A person or another entity, by its id.
    Entity,
}

/// What is known of a request besides its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFacts {
    /// The digest of the source address.
    pub source: Digest,
    /// The request's id, for log and audit.
    pub request_id: Uuid,
}

/// What a verb answered, as far as it may have to be answered again.
#[derive(Debug)]
pub enum Answer<'a> {
    /// It is done; there is nothing to tell.
    Done,
    /// Signed in.
    SignedIn(&'a SignedIn),
    /// New tokens.
    Tokens(&'a Tokens),
    /// The registry agreed.
    Verified(&'a Verified),
    /// The account exists.
    Activated(&'a Activated),
    /// A code is on its way.
    CodeSent(&'a CodeSent),
    /// A clerk was added.
    Person(PersonId),
    /// A notice was published.
    Notice(NoticeId),
    /// A one-time password.
    OneTimePassword(&'a Secret<String>),
}

/// The surroundings of an account verb: time, chance, ciphers, partners, store, and the request it answers.
pub trait AccountHost: Sync {
    /// A transaction of its store.
    type Tx: AccountTx;

    /// Opens a writing transaction. Dropping it without commit leaves nothing.
    fn begin(&self) -> impl Future<Output = Result<Self::Tx, StoreFault>> + Send;

    /// Opens a transaction that only looks, all of one moment. Nothing may be written in it.
    fn look(&self) -> impl Future<Output = Result<Self::Tx, StoreFault>> + Send;

    /// Now.
    fn now(&self) -> Instant;

    /// Today's China date.
    fn today(&self) -> Day {
        self.now().china_day()
    }

    /// A new UUIDv7.
    fn next_uuid(&self) -> Uuid;

    /// Fills the bytes with chance that nobody can foresee.
    fn chance(&self, bytes: &mut [u8]);

    /// Digests the parts under a key that lies outside the database. Tokens, being random, need no key.
    fn digest(&self, what: Digested, parts: &[&[u8]]) -> Digest;

    /// Argon2id with a fresh salt, in PHC form.
    fn hash_password(&self, password: &str) -> impl Future<Output = Result<String, StoreFault>> + Send;

    /// Whether the password fits the hash. Without a hash the same work is done, and the answer is no.
    fn password_fits(
        &self,
        hash: Option<&str>,
        password: &str,
    ) -> impl Future<Output = Result<bool, StoreFault>> + Send;

    /// Asks the company registry: `EXT_NOT_CONFIGURED`, `EXT_UNAVAILABLE` within 10 s.
    fn ask_registry(
        &self,
        applicant: &Applicant,
    ) -> impl Future<Output = Result<RegistryAnswer, Problem>> + Send;

    /// Hands a message to the SMS gateway: `EXT_NOT_CONFIGURED`, `EXT_UNAVAILABLE` within 10 s.
    fn send_sms(&self, to: Mobile, text: String) -> impl Future<Output = Result<(), Problem>> + Send;

    /// Hands a message over without waiting, where waiting would tell whether there is somebody to send it to.
    fn send_sms_later(&self, to: Mobile, text: String);

    /// The request.
    fn facts(&self) -> &RequestFacts;

    /// What to keep of an answer, if the request may ask for it again.
    fn keep(&self, answer: &Answer<'_>) -> Option<KeptAnswer>;

    /// What the answer to this request would be found by, if it may be asked for again.
    fn kept_key(&self) -> Option<(Digest, Digest)>;
}

/// A writing transaction of the account store. What it reads by a key it holds until the commit, so that nobody else
/// decides on the same thing at the same time.
pub trait AccountTx: Send {
    /// Keeps a captcha.
    fn insert_captcha(
        &mut self,
        captcha: &KeptCaptcha,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Takes a captcha away: one attempt uses it up.
    fn take_captcha(
        &mut self,
        id: Uuid,
    ) -> impl Future<Output = Result<Option<KeptCaptcha>, StoreFault>> + Send;

    /// The attempts after an instant, ascending. Holds the subject.
    fn attempts(
        &mut self,
        kind: AttemptKind,
        subject: &Digest,
        since: Instant,
    ) -> impl Future<Output = Result<Vec<Instant>, StoreFault>> + Send;

    /// Notes an attempt under an id by which it can be forgiven.
    fn note_attempt(
        &mut self,
        kind: AttemptKind,
        subject: &Digest,
        id: Uuid,
        at: Instant,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Forgives one attempt.
    fn forgive_attempt(
        &mut self,
        kind: AttemptKind,
        id: Uuid,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Forgives all attempts of a subject.
    fn clear_attempts(
        &mut self,
        kind: AttemptKind,
        subject: &Digest,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Keeps an SMS code.
    fn insert_code(&mut self, code: &KeptCode) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// The newest code of a purpose for a number, bound to this.
    fn newest_code(
        &mut self,
        purpose: SmsPurpose,
        number: &Digest,
        bound: &Digest,
    ) -> impl Future<Output = Result<Option<KeptCode>, StoreFault>> + Send;

    /// Keeps what was entered.
    fn save_code(&mut self, code: &KeptCode) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Forgets a code that could not be sent.
    fn forget_code(&mut self, id: Uuid) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Keeps a registration.
    fn insert_registration(
        &mut self,
        registration: &KeptRegistration,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// The registration of a verification token.
    fn registration(
        &mut self,
        token: &Digest,
    ) -> impl Future<Output = Result<Option<KeptRegistration>, StoreFault>> + Send;

    /// Uses a verified registration up; false if somebody else just did.
    fn finish_registration(&mut self, id: Uuid) -> impl Future<Output = Result<bool, StoreFault>> + Send;

    /// The next place of a sequence, from 1.
    fn next_number(&mut self, series: NumberSeries) -> impl Future<Output = Result<u32, StoreFault>> + Send;

    /// Stores a new account; false if its credit code or number has one.
    fn insert_account(&mut self, account: &Account) -> impl Future<Output = Result<bool, StoreFault>> + Send;

    /// An account.
    fn account(&mut self, id: AccountId) -> impl Future<Output = Result<Option<Account>, StoreFault>> + Send;

    /// Stores an account's state.
    fn save_account(&mut self, account: &Account) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Accounts after an id.
    fn find_accounts(
        &mut self,
        filter: &AccountFilter,
        after: Option<AccountId>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<(Account, Option<String>)>, StoreFault>> + Send;

    /// Entries of an account's audit trail before a number, newest first.
    fn trail(
        &mut self,
        account: AccountId,
        filter: &TrailFilter,
        before: i64,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<TrailEntry>, StoreFault>> + Send;

    /// Whether a firm with this credit code exists.
    fn has_firm(&mut self, uscc: Uscc) -> impl Future<Output = Result<bool, StoreFault>> + Send;

    /// Stores a new firm.
    fn insert_firm(&mut self, firm: &Firm) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// A firm.
    fn firm(&mut self, id: AccountId) -> impl Future<Output = Result<Option<Firm>, StoreFault>> + Send;

    /// Stores a new person.
    fn insert_person(&mut self, person: &KeptPerson) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// A person.
    fn person(&mut self, id: PersonId)
    -> impl Future<Output = Result<Option<KeptPerson>, StoreFault>> + Send;

    /// The person who signs in so.
    fn person_by_login(
        &mut self,
        login: &Login,
    ) -> impl Future<Output = Result<Option<KeptPerson>, StoreFault>> + Send;

    /// The people of an account, in the order in which they came.
    fn people(&mut self, account: AccountId) -> impl Future<Output = Result<Vec<Person>, StoreFault>> + Send;

    /// Stores a person's fields.
    fn save_person(&mut self, person: &Person) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Stores a person's password hash.
    fn save_password(
        &mut self,
        person: PersonId,
        hash: &Secret<String>,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Gives a person a way to sign in; false if somebody has it.
    fn insert_login(
        &mut self,
        login: &Login,
        person: PersonId,
    ) -> impl Future<Output = Result<bool, StoreFault>> + Send;

    /// Takes it away.
    fn remove_login(&mut self, login: &Login) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Stores a new session.
    fn insert_session(
        &mut self,
        session: &KeptSession,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// The sessions of a person that have not ended, newest use first.
    fn sessions(
        &mut self,
        person: PersonId,
    ) -> impl Future<Output = Result<Vec<KeptSession>, StoreFault>> + Send;

    /// A session.
    fn session(
        &mut self,
        id: SessionId,
    ) -> impl Future<Output = Result<Option<KeptSession>, StoreFault>> + Send;

    /// Stores a session's last use, rotation and end.
    fn save_session(&mut self, session: &KeptSession) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Stores a new token.
    fn insert_token(&mut self, token: &KeptToken) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// A token with its session.
    fn token(
        &mut self,
        digest: &Digest,
    ) -> impl Future<Output = Result<Option<(KeptToken, KeptSession)>, StoreFault>> + Send;

    /// Notes that a refresh token was used.
    fn use_token(
        &mut self,
        digest: &Digest,
        at: Instant,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Keeps an answer; false if the key is taken by one that has not ended by `now`.
    fn insert_answer(
        &mut self,
        answer: &KeptAnswer,
        now: Instant,
    ) -> impl Future<Output = Result<bool, StoreFault>> + Send;

    /// A kept answer.
    fn answer(&mut self, key: &Digest)
    -> impl Future<Output = Result<Option<KeptAnswer>, StoreFault>> + Send;

    /// Stores a notice, new or changed.
    fn put_notice(&mut self, notice: &Notice) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// A notice.
    fn notice(&mut self, id: NoticeId) -> impl Future<Output = Result<Option<Notice>, StoreFault>> + Send;

    /// Notices before one, newest first.
    fn notices(
        &mut self,
        before: Option<NoticeId>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Notice>, StoreFault>> + Send;

    /// The notices that are shown on a day, newest first, and whether the reader knows them.
    fn shown_notices(
        &mut self,
        day: Day,
        reader: Option<PersonId>,
    ) -> impl Future<Output = Result<Vec<ShownNotice>, StoreFault>> + Send;

    /// Notes that a person has read a notice.
    fn note_notice_read(
        &mut self,
        reader: PersonId,
        notice: NoticeId,
        at: Instant,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Everything that operators have set.
    fn settings(&mut self) -> impl Future<Output = Result<Vec<Setting>, StoreFault>> + Send;

    /// Stores a value from a day on, in the place of another of the same day.
    fn put_setting(&mut self, setting: &Setting) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Appends to the audit trail.
    fn audit(&mut self, entry: &AuditEntry) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Makes everything durable.
    fn commit(self) -> impl Future<Output = Result<(), StoreFault>> + Send;
}

/// Digests that several verbs need.
pub(super) fn number<H: AccountHost>(host: &H, mobile: Mobile) -> Digest {
    host.digest(Digested::Number, &[mobile.as_string().as_bytes()])
}

pub(super) fn login<H: AccountHost>(host: &H, login: &Login) -> Digest {
    let (kind, name) = login.key();
    host.digest(Digested::Login, &[kind.as_bytes(), name.as_bytes()])
}

pub(super) fn entity<H: AccountHost>(host: &H, id: &Uuid) -> Digest {
    host.digest(Digested::Entity, &[id.as_bytes()])
}

pub(super) fn device<H: AccountHost>(host: &H, device: DeviceId) -> Digest {
    host.digest(Digested::Source, &[b"device", device.as_uuid().as_bytes()])
}
