//! Tokens: 32 random bytes each, kept only as digests (CM-SEC-02).

use domain::account::{ACCESS_LIFE, Person, REFRESH_LIFE, later, sessions_to_replace};
use values::{DeviceId, Instant, Secret, SessionId};

use super::{
    host::{AccountHost, AccountTx, Digest, Digested},
    rows::{KeptSession, KeptToken, TokenKind},
};
use crate::fault::StoreFault;

/// What a device gets when it signs in or rotates.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// Opens requests.
    pub access: Secret<[u8; 32]>,
    /// Until when.
    pub access_until: Instant,
    /// Gives new tokens, once.
    pub refresh: Secret<[u8; 32]>,
    /// Until when.
    pub refresh_until: Instant,
    /// The session.
    pub session: SessionId,
}

/// The digest by which a token is found.
pub(super) fn digest<H: AccountHost>(host: &H, token: &[u8; 32]) -> Digest {
    host.digest(Digested::Token, &[token])
}

/// Signs a device in: an earlier session of the same device ends, and so do those for which there is no room.
pub(super) async fn open_session<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    person: &Person,
    device: DeviceId,
    device_name: Option<Box<str>>,
) -> Result<Tokens, StoreFault> {
    let now = host.now();
    let sessions = tx.sessions(person.id).await?;
    let (same, others): (Vec<_>, Vec<_>) = sessions.into_iter().partition(|session| session.device == device);
    let full = sessions_to_replace(others.iter().map(|session| (session.id, session.last_used_at)).collect());
    let replaced = others.into_iter().filter(|session| full.contains(&session.id));
    for session in same.into_iter().chain(replaced) {
        tx.save_session(&KeptSession { ended_at: Some(now), ..session }).await?;
    }
    let session = KeptSession {
        id: SessionId::from_uuid(host.next_uuid()),
        person: person.id,
        account: person.account,
        device,
        device_name,
        created_at: now,
        last_used_at: now,
        rotation: 0,
        ended_at: None,
    };
    tx.insert_session(&session).await?;
    issue(host, tx, &session).await
}

/// Issues the tokens of a session's present rotation.
pub(super) async fn issue<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    session: &KeptSession,
) -> Result<Tokens, StoreFault> {
    let now = host.now();
    let (mut access, mut refresh) = ([0; 32], [0; 32]);
    host.chance(&mut access);
    host.chance(&mut refresh);
    for (token, kind) in [(&access, TokenKind::Access), (&refresh, TokenKind::Refresh)] {
        let digest = digest(host, token);
        let kept = KeptToken {
            digest,
            session: session.id,
            kind,
            rotation: session.rotation,
            issued_at: now,
            used_at: None,
        };
        tx.insert_token(&kept).await?;
    }
    Ok(Tokens {
        access: Secret::new(access),
        access_until: later(now, ACCESS_LIFE),
        refresh: Secret::new(refresh),
        refresh_until: later(now, REFRESH_LIFE),
        session: session.id,
    })
}

/// Ends the sessions of a person, all but one.
pub(super) async fn end_others<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    person: &Person,
    but: Option<SessionId>,
) -> Result<usize, StoreFault> {
    let now = host.now();
    let mut ended = 0;
    for session in tx.sessions(person.id).await? {
        if Some(session.id) != but {
            tx.save_session(&KeptSession { ended_at: Some(now), ..session }).await?;
            ended += 1;
        }
    }
    Ok(ended)
}
