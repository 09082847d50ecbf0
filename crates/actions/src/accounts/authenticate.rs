//! Who is asking: an access token becomes a session (CM-SEC-02, CM-SEC-05).

use domain::account::{ACCESS_LIFE, Account, Person, Right, later};
use values::{AccountId, Code, DeviceId, Problem, Secret, SessionId};

use super::{
    host::{AccountHost, AccountTx},
    rows::{KeptSession, TokenKind},
    tokens,
};
use crate::fault::{ActionError, StoreFault};

/// Who is signed in, at which device. Only [`authenticate`] makes one from a request.
#[derive(Debug, Clone)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The person.
    pub person: Person,
    /// The account.
    pub account: Account,
    /// The device.
    pub device: DeviceId,
}

impl Session {
    /// Lets pass whoever has the right to see something.
    ///
    /// # Errors
    /// `AUTH_MUST_CHANGE_PASSWORD`, `FORBIDDEN`.
    pub fn check(&self, right: Right) -> Result<(), Problem> {
        self.check_settled()?;
        self.person.check(right)
    }

    /// Lets pass whoever has the right to change something.
    ///
    /// # Errors
    /// As [`Session::check`]; `AUTH_SUSPENDED` with the reason.
    pub fn check_change(&self, right: Right) -> Result<(), Problem> {
        self.check(right)?;
        self.account.state.check_change()
    }

    /// A one-time password opens nothing but its own change.
    ///
    /// # Errors
    /// `AUTH_MUST_CHANGE_PASSWORD`.
    pub fn check_settled(&self) -> Result<(), Problem> {
        if self.person.must_change_password {
            return Err(Problem::new(Code::AuthMustChangePassword));
        }
        Ok(())
    }

    /// The account to look into; for whoever names one, only their own exists.
    pub(super) fn own(&self) -> AccountId {
        self.account.id
    }
}

/// The session of an access token.
///
/// `AUTH_REQUIRED` for a token that never was; `AUTH_SESSION_EXPIRED` after 30 minutes; `AUTH_SESSION_REVOKED` once the
/// session ended, the person was disabled or the account was closed.
pub async fn authenticate<H: AccountHost>(
    host: &H,
    access: &Secret<[u8; 32]>,
) -> Result<Session, ActionError> {
    let now = host.now();
    let mut tx = host.look().await?;
    let found = tx.token(&tokens::digest(host, access.reveal())).await?;
    let Some((token, session)) = found.filter(|(token, _)| token.kind == TokenKind::Access) else {
        return Err(Problem::new(Code::AuthRequired).into());
    };
    if session.ended_at.is_some() {
        return Err(Problem::new(Code::AuthSessionRevoked).into());
    }
    if now >= later(token.issued_at, ACCESS_LIFE) {
        return Err(Problem::new(Code::AuthSessionExpired).into());
    }
    let kept = tx.person(session.person).await?.ok_or_else(|| lost(session.person.to_string()))?;
    if kept.person.disabled || !kept.account.state.lets_in() {
        return Err(Problem::new(Code::AuthSessionRevoked).into());
    }
    let found =
        Session { id: session.id, person: kept.person, account: kept.account, device: session.device };
    if now >= later(session.last_used_at, TOUCH_EVERY) {
        drop(tx);
        let mut tx = host.begin().await?;
        tx.save_session(&KeptSession { last_used_at: now, ..session }).await?;
        tx.commit().await?;
    }
    Ok(found)
}

/// How exactly the last use of a device is kept: a write with each request would be one too many.
const TOUCH_EVERY: std::time::Duration = std::time::Duration::from_secs(5 * 60);

/// A row names another that is not there; the id is no personal data.
pub(super) fn lost(id: String) -> StoreFault {
    StoreFault { problem: Problem::new(Code::Internal), cause: format!("the row of {id} is missing").into() }
}
