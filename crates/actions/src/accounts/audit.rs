//! Audit entries, and how a verb ends: with its entry and, where asked for, with its answer kept.

use values::{Code, Problem, Uuid};

use super::{
    authenticate::Session,
    host::{AccountHost, AccountTx, Answer},
    rows::{AuditEntry, KeptPerson},
};
use crate::fault::ActionError;

/// An entry without a person.
pub(super) fn nobody<H: AccountHost>(host: &H, action: &'static str) -> AuditEntry {
    AuditEntry {
        account: None,
        person: None,
        role: None,
        device: None,
        action,
        entity: None,
        detail: String::new(),
        result: None,
        at: host.now(),
        request_id: host.facts().request_id,
    }
}

/// An entry of who is signed in.
pub(super) fn by<H: AccountHost>(host: &H, session: &Session, action: &'static str) -> AuditEntry {
    AuditEntry {
        account: Some(session.account.id),
        person: Some(session.person.id),
        role: Some(session.person.role),
        device: Some(session.device),
        ..nobody(host, action)
    }
}

/// An entry about a person who is not signed in yet, or about nobody.
pub(super) fn about<H: AccountHost>(
    host: &H,
    person: Option<&KeptPerson>,
    action: &'static str,
) -> AuditEntry {
    AuditEntry {
        account: person.map(|kept| kept.account.id),
        person: person.map(|kept| kept.person.id),
        role: person.map(|kept| kept.person.role),
        ..nobody(host, action)
    }
}

impl AuditEntry {
    pub(super) fn ended(mut self, code: Code) -> Self {
        self.result = Some(code);
        self
    }

    pub(super) fn of(mut self, entity: &Uuid) -> Self {
        self.entity = Some(*entity);
        self
    }

    pub(super) fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// Ends a verb well: the entry, the answer if it may be asked for again, everything durable.
///
/// `REQ_IDEMPOTENCY_KEY` if another request with the same key was faster; then nothing was changed here.
pub(super) async fn finish<H: AccountHost>(
    host: &H,
    mut tx: H::Tx,
    entry: AuditEntry,
    answer: &Answer<'_>,
) -> Result<(), ActionError> {
    tx.audit(&entry).await?;
    if let Some(kept) = host.keep(answer)
        && !tx.insert_answer(&kept, host.now()).await?
    {
        return Err(Problem::new(Code::ReqIdempotencyKey).into());
    }
    Ok(tx.commit().await?)
}

/// Ends a verb with a refusal that is remembered: a used captcha, a wrong entry, an entry in the trail.
pub(super) async fn refuse<H: AccountHost, T>(
    mut tx: H::Tx,
    entry: AuditEntry,
    problem: Problem,
) -> Result<T, ActionError> {
    tx.audit(&entry.ended(problem.code)).await?;
    tx.commit().await?;
    Err(problem.into())
}
