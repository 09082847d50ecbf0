//! Changing one's own password (YW-PWD-01, YW-PWD-03).

use values::{Code, Problem, Secret};

use super::{
    audit,
    authenticate::{Session, lost},
    host::{AccountHost, AccountTx, Answer, entity},
    password, tokens,
};
use crate::fault::ActionError;

/// Changes the password of whoever is signed in; all other sessions end.
///
/// The `PWD_` codes, `PWD_SAME_AS_OLD`; `AUTH_BAD_CREDENTIALS` and `AUTH_LOCKED` as at sign-in.
pub async fn change_password<H: AccountHost>(
    host: &H,
    session: &Session,
    old: &Secret<String>,
    new: &Secret<String>,
    repeat: &Secret<String>,
) -> Result<(), ActionError> {
    let in_new = |problem: Problem| match problem.field.as_deref() {
        Some("password") => Problem { field: Some("new_password".into()), ..problem },
        _ => problem,
    };
    session.person.check_new_password(&session.account, new.reveal(), repeat.reveal()).map_err(in_new)?;
    if new.reveal() == old.reveal() {
        return Err(Problem::new(Code::PwdSameAsOld).in_field("new_password").into());
    }
    confirm(host, session, old, "change_password").await?;
    let hash = Secret::new(host.hash_password(new.reveal()).await?);
    let mut tx = host.begin().await?;
    tx.save_password(session.person.id, &hash).await?;
    let mut person = session.person.clone();
    person.must_change_password = false;
    tx.save_person(&person).await?;
    let ended = tokens::end_others(host, &mut tx, &person, Some(session.id)).await?;
    let entry =
        audit::by(host, session, "change_password").with(format!("password; sessions ended: {ended}"));
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Takes the present password of whoever is signed in; wrong ones count as at sign-in.
pub(super) async fn confirm<H: AccountHost>(
    host: &H,
    session: &Session,
    typed: &Secret<String>,
    action: &'static str,
) -> Result<(), ActionError> {
    let subject = entity(host, session.person.id.as_uuid());
    let mut tx = host.begin().await?;
    let kept = tx.person(session.person.id).await?.ok_or_else(|| lost(session.person.id.to_string()))?;
    if let Err(problem) = password::begin_try(host, &mut tx, &subject).await? {
        return audit::refuse::<H, _>(tx, audit::by(host, session, action), problem).await;
    }
    tx.commit().await?;
    let fits = host.password_fits(Some(kept.password_hash.reveal()), typed.reveal()).await?;
    let mut tx = host.begin().await?;
    if !fits {
        let problem = password::wrong(host, &mut tx, &subject).await?.in_field("old_password");
        return audit::refuse::<H, _>(tx, audit::by(host, session, action), problem).await;
    }
    password::right::<H>(&mut tx, &subject).await?;
    Ok(tx.commit().await?)
}
