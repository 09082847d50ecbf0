//! The port of the account verbs, table by table.

use actions::{
    StoreFault,
    accounts::{
        AccountFilter, AccountTx, Digest, ShownNotice, TrailFilter,
        rows::{
            AttemptKind, AuditEntry, KeptAnswer, KeptCaptcha, KeptCode, KeptPerson, KeptRegistration,
            KeptSession, KeptToken, TrailEntry,
        },
    },
};
use domain::{
    account::{Account, Firm, Login, NumberSeries, Person, SmsPurpose},
    notice::Notice,
    parameter::Setting,
};
use values::{AccountId, Day, Instant, NoticeId, PersonId, Secret, SessionId, Uscc, Uuid};

use super::{
    AccountsTx, answers, attempts, audit, captchas, codes, directory, notices, people, registrations,
    sessions, settings,
};

type Answered<T> = Result<T, StoreFault>;

impl AccountTx for AccountsTx {
    async fn insert_captcha(&mut self, captcha: &KeptCaptcha) -> Answered<()> {
        Ok(captchas::insert(&mut self.conn, captcha).await?)
    }

    async fn take_captcha(&mut self, id: Uuid) -> Answered<Option<KeptCaptcha>> {
        Ok(captchas::take(&mut self.conn, id).await?)
    }

    async fn attempts(
        &mut self,
        kind: AttemptKind,
        subject: &Digest,
        since: Instant,
    ) -> Answered<Vec<Instant>> {
        Ok(attempts::since(&mut self.conn, kind, subject, since).await?)
    }

    async fn note_attempt(
        &mut self,
        kind: AttemptKind,
        subject: &Digest,
        id: Uuid,
        at: Instant,
    ) -> Answered<()> {
        Ok(attempts::note(&mut self.conn, kind, subject, id, at).await?)
    }

    async fn forgive_attempt(&mut self, kind: AttemptKind, id: Uuid) -> Answered<()> {
        Ok(attempts::forgive(&mut self.conn, kind, id).await?)
    }

    async fn clear_attempts(&mut self, kind: AttemptKind, subject: &Digest) -> Answered<()> {
        Ok(attempts::clear(&mut self.conn, kind, subject).await?)
    }

    async fn insert_code(&mut self, code: &KeptCode) -> Answered<()> {
        Ok(codes::insert(&mut self.conn, code).await?)
    }

    async fn newest_code(
        &mut self,
        purpose: SmsPurpose,
        number: &Digest,
        bound: &Digest,
    ) -> Answered<Option<KeptCode>> {
        Ok(codes::newest(&mut self.conn, self.hold, purpose, number, bound).await?)
    }

    async fn save_code(&mut self, code: &KeptCode) -> Answered<()> {
        Ok(codes::save(&mut self.conn, code).await?)
    }

    async fn forget_code(&mut self, id: Uuid) -> Answered<()> {
        Ok(codes::forget(&mut self.conn, id).await?)
    }

    async fn insert_registration(&mut self, registration: &KeptRegistration) -> Answered<()> {
        Ok(registrations::insert(&mut self.conn, registration).await?)
    }

    async fn registration(&mut self, token: &Digest) -> Answered<Option<KeptRegistration>> {
        Ok(registrations::of_token(&mut self.conn, self.hold, token).await?)
    }

    async fn finish_registration(&mut self, id: Uuid) -> Answered<bool> {
        Ok(registrations::finish(&mut self.conn, id).await?)
    }

    async fn next_number(&mut self, series: NumberSeries) -> Answered<u32> {
        Ok(directory::next_number(&mut self.conn, series).await?)
    }

    async fn insert_account(&mut self, account: &Account) -> Answered<bool> {
        Ok(directory::insert_account(&mut self.conn, account).await?)
    }

    async fn account(&mut self, id: AccountId) -> Answered<Option<Account>> {
        Ok(directory::account(&mut self.conn, self.hold, id).await?)
    }

    async fn save_account(&mut self, account: &Account) -> Answered<()> {
        Ok(directory::save_account(&mut self.conn, account).await?)
    }

    async fn find_accounts(
        &mut self,
        filter: &AccountFilter,
        after: Option<AccountId>,
        limit: u32,
    ) -> Answered<Vec<(Account, Option<String>)>> {
        Ok(directory::find(&mut self.conn, filter, after, limit).await?)
    }

    async fn trail(
        &mut self,
        account: AccountId,
        filter: &TrailFilter,
        before: i64,
        limit: u32,
    ) -> Answered<Vec<TrailEntry>> {
        Ok(audit::entries(&mut self.conn, account, filter, before, limit).await?)
    }

    async fn has_firm(&mut self, uscc: Uscc) -> Answered<bool> {
        Ok(directory::has_firm(&mut self.conn, uscc).await?)
    }

    async fn insert_firm(&mut self, firm: &Firm) -> Answered<()> {
        Ok(directory::insert_firm(&mut self.conn, &self.key, firm).await?)
    }

    async fn firm(&mut self, id: AccountId) -> Answered<Option<Firm>> {
        Ok(directory::firm(&mut self.conn, &self.key, id).await?)
    }

    async fn insert_person(&mut self, person: &KeptPerson) -> Answered<()> {
        Ok(people::insert(&mut self.conn, person).await?)
    }

    async fn person(&mut self, id: PersonId) -> Answered<Option<KeptPerson>> {
        Ok(people::by_id(&mut self.conn, self.hold, id).await?)
    }

    async fn person_by_login(&mut self, login: &Login) -> Answered<Option<KeptPerson>> {
        Ok(people::by_login(&mut self.conn, self.hold, login).await?)
    }

    async fn people(&mut self, account: AccountId) -> Answered<Vec<Person>> {
        Ok(people::of_account(&mut self.conn, account).await?)
    }

    async fn save_person(&mut self, person: &Person) -> Answered<()> {
        Ok(people::save(&mut self.conn, person).await?)
    }

    async fn save_password(&mut self, person: PersonId, hash: &Secret<String>) -> Answered<()> {
        Ok(people::save_password(&mut self.conn, person, hash).await?)
    }

    async fn insert_login(&mut self, login: &Login, person: PersonId) -> Answered<bool> {
        Ok(people::insert_login(&mut self.conn, login, person).await?)
    }

    async fn remove_login(&mut self, login: &Login) -> Answered<()> {
        Ok(people::remove_login(&mut self.conn, login).await?)
    }

    async fn insert_session(&mut self, session: &KeptSession) -> Answered<()> {
        Ok(sessions::insert(&mut self.conn, session).await?)
    }

    async fn sessions(&mut self, person: PersonId) -> Answered<Vec<KeptSession>> {
        Ok(sessions::of_person(&mut self.conn, self.hold, person).await?)
    }

    async fn session(&mut self, id: SessionId) -> Answered<Option<KeptSession>> {
        Ok(sessions::by_id(&mut self.conn, self.hold, id).await?)
    }

    async fn save_session(&mut self, session: &KeptSession) -> Answered<()> {
        Ok(sessions::save(&mut self.conn, session).await?)
    }

    async fn insert_token(&mut self, token: &KeptToken) -> Answered<()> {
        Ok(sessions::insert_token(&mut self.conn, token).await?)
    }

    async fn token(&mut self, digest: &Digest) -> Answered<Option<(KeptToken, KeptSession)>> {
        Ok(sessions::token(&mut self.conn, self.hold, digest).await?)
    }

    async fn use_token(&mut self, digest: &Digest, at: Instant) -> Answered<()> {
        Ok(sessions::use_token(&mut self.conn, digest, at).await?)
    }

    async fn insert_answer(&mut self, answer: &KeptAnswer, now: Instant) -> Answered<bool> {
        Ok(answers::insert(&mut self.conn, answer, now).await?)
    }

    async fn answer(&mut self, key: &Digest) -> Answered<Option<KeptAnswer>> {
        Ok(answers::by_key(&mut self.conn, key).await?)
    }

    async fn put_notice(&mut self, notice: &Notice) -> Answered<()> {
        Ok(notices::put(&mut self.conn, notice).await?)
    }

    async fn notice(&mut self, id: NoticeId) -> Answered<Option<Notice>> {
        Ok(notices::by_id(&mut self.conn, self.hold, id).await?)
    }

    async fn notices(&mut self, before: Option<NoticeId>, limit: u32) -> Answered<Vec<Notice>> {
        Ok(notices::before(&mut self.conn, before, limit).await?)
    }

    async fn shown_notices(&mut self, day: Day, reader: Option<PersonId>) -> Answered<Vec<ShownNotice>> {
        Ok(notices::shown(&mut self.conn, day, reader).await?)
    }

    async fn note_notice_read(&mut self, reader: PersonId, notice: NoticeId, at: Instant) -> Answered<()> {
        Ok(notices::note_read(&mut self.conn, reader, notice, at).await?)
    }

    async fn settings(&mut self) -> Answered<Vec<Setting>> {
        Ok(settings::all(&mut self.conn).await?)
    }

    async fn put_setting(&mut self, setting: &Setting) -> Answered<()> {
        Ok(settings::put(&mut self.conn, setting).await?)
    }

    async fn audit(&mut self, entry: &AuditEntry) -> Answered<()> {
        Ok(audit::append(&mut self.conn, entry).await?)
    }

    async fn commit(self) -> Answered<()> {
        Ok(self.conn.commit().await?)
    }
}
