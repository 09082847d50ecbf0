//! Rotation of tokens (CM-SEC-02; decision 0010): each refresh token is used once; a second use by somebody else ends the
//! whole family; a lost answer may be asked for again within 60 s by the same device.

use domain::account::{Refresh, RefreshFacts, refresh as decide};
use values::{Code, DeviceId, Problem, Secret};

use super::{
    audit,
    host::{AccountHost, AccountTx, Answer},
    rows::{AuditEntry, KeptAnswer, KeptSession, TokenKind},
    tokens::{self, Tokens},
};
use crate::fault::ActionError;

/// What a refresh token gave.
#[derive(Debug)]
pub enum Refreshed {
    /// New tokens.
    New(Tokens),
    /// The answer that was given before.
    Again(KeptAnswer),
}

/// Gives new tokens for a refresh token.
///
/// `AUTH_SESSION_EXPIRED` after 14 days; `AUTH_SESSION_REVOKED` once the session ended, and by ending it when the token
/// was used before; `AUTH_REQUIRED` for a token that never was.
pub async fn refresh<H: AccountHost>(
    host: &H,
    token: &Secret<[u8; 32]>,
    device: DeviceId,
) -> Result<Refreshed, ActionError> {
    let now = host.now();
    let mut tx = host.begin().await?;
    let digest = tokens::digest(host, token.reveal());
    let found = tx.token(&digest).await?.filter(|(token, _)| token.kind == TokenKind::Refresh);
    let Some((token, session)) = found else {
        return Err(Problem::new(Code::AuthRequired).into());
    };
    let kept = tx.person(session.person).await?;
    let may_enter = kept.is_some_and(|kept| !kept.person.disabled && kept.account.state.lets_in());
    let facts = RefreshFacts {
        issued_at: token.issued_at,
        used_at: token.used_at,
        successor_used: session.rotation > token.rotation + 1,
        same_device: session.device == device,
        revoked: session.ended_at.is_some() || !may_enter,
    };
    let entry = AuditEntry {
        account: Some(session.account),
        person: Some(session.person),
        device: Some(device),
        ..audit::nobody(host, "refresh").of(session.id.as_uuid())
    };
    match decide(facts, now) {
        Refresh::Rotate => {
            tx.use_token(&digest, now).await?;
            let session = KeptSession { rotation: session.rotation + 1, last_used_at: now, ..session };
            tx.save_session(&session).await?;
            let tokens = tokens::issue(host, &mut tx, &session).await?;
            audit::finish(host, tx, entry, &Answer::Tokens(&tokens)).await?;
            Ok(Refreshed::New(tokens))
        }
        Refresh::Repeat => match kept_answer(host, &mut tx).await? {
            Some(answer) => Ok(Refreshed::Again(answer)),
            None => end_family::<H>(tx, session, entry, now).await,
        },
        Refresh::Reused => end_family::<H>(tx, session, entry, now).await,
        Refresh::Expired => Err(Problem::new(Code::AuthSessionExpired).into()),
        Refresh::Ended => Err(Problem::new(Code::AuthSessionRevoked).into()),
    }
}

/// The answer to exactly this request, if it is still kept.
async fn kept_answer<H: AccountHost>(host: &H, tx: &mut H::Tx) -> Result<Option<KeptAnswer>, ActionError> {
    let Some((key, request)) = host.kept_key() else { return Ok(None) };
    let kept = tx.answer(&key).await?;
    Ok(kept.filter(|kept| kept.request == request && kept.until > host.now()))
}

async fn end_family<H: AccountHost>(
    mut tx: H::Tx,
    session: KeptSession,
    entry: AuditEntry,
    now: values::Instant,
) -> Result<Refreshed, ActionError> {
    tx.save_session(&KeptSession { ended_at: Some(now), ..session }).await?;
    let problem = Problem::new(Code::AuthSessionRevoked);
    audit::refuse::<H, _>(tx, entry.with("reused"), problem).await
}
