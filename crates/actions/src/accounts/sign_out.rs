//! Signing out (YW-AUTH-10).

use super::{
    audit,
    authenticate::Session,
    host::{AccountHost, AccountTx, Answer},
    rows::KeptSession,
};
use crate::fault::ActionError;

/// Ends the session. Doing it again changes nothing.
pub async fn sign_out<H: AccountHost>(host: &H, session: &Session) -> Result<(), ActionError> {
    let mut tx = host.begin().await?;
    if let Some(kept) = tx.session(session.id).await?.filter(|kept| kept.ended_at.is_none()) {
        tx.save_session(&KeptSession { ended_at: Some(host.now()), ..kept }).await?;
    }
    let entry = audit::by(host, session, "sign_out").of(session.id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Done).await
}
