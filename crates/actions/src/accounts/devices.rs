//! Signed-in devices (CM-SEC-02).

use domain::account::Right;
use values::{Code, PersonId, Problem, SessionId};

use super::{
    audit,
    authenticate::Session,
    host::{AccountHost, AccountTx, Answer},
    rows::KeptSession,
};
use crate::fault::ActionError;

/// The devices of oneself, or of one of the firm's people, newest use first.
///
/// `FORBIDDEN` for others' devices unless one administers the firm; `NOT_FOUND` for people of other firms.
pub async fn list_devices<H: AccountHost>(
    host: &H,
    session: &Session,
    of: Option<PersonId>,
) -> Result<Vec<KeptSession>, ActionError> {
    session.check_settled()?;
    let of = of.unwrap_or(session.person.id);
    let mut tx = host.look().await?;
    if of != session.person.id {
        session.check(Right::Administer)?;
        let kept = tx.person(of).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        kept.person.check_of(session.own())?;
    }
    Ok(tx.sessions(of).await?)
}

/// Signs a device out, wherever it is.
///
/// `NOT_FOUND`, `FORBIDDEN` as [`list_devices`].
pub async fn revoke_device<H: AccountHost>(
    host: &H,
    session: &Session,
    id: SessionId,
) -> Result<(), ActionError> {
    session.check_settled()?;
    let mut tx = host.begin().await?;
    let found = tx.session(id).await?.filter(|kept| kept.account == session.own() && kept.ended_at.is_none());
    let kept = found.ok_or_else(|| Problem::new(Code::NotFound))?;
    if kept.person != session.person.id {
        session.check(Right::Administer)?;
    }
    tx.save_session(&KeptSession { ended_at: Some(host.now()), ..kept }).await?;
    let entry = audit::by(host, session, "revoke_device").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Done).await
}
