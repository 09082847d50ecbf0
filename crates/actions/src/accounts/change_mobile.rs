//! Changing the bound mobile (YW-AUTH-09).

use domain::account::{Login, SmsPurpose};
use values::{Code, Mobile, Problem, Secret};

use super::{
    audit,
    authenticate::Session,
    change_password::confirm,
    host::{self as ports, AccountHost, AccountTx, Answer},
    send_code::free,
    sms,
};
use crate::fault::ActionError;

/// What is sent to change the number.
#[derive(Debug, Clone)]
pub struct MobileRequest {
    /// The present password.
    pub password: Secret<String>,
    /// The code to the number bound so far.
    pub old_code: Secret<String>,
    /// The new number.
    pub mobile: Mobile,
    /// The code to it.
    pub new_code: Secret<String>,
}

/// Binds another number: from now on the new one signs in, the old one no longer does.
///
/// `AUTH_BAD_CREDENTIALS` and `AUTH_LOCKED` as at sign-in, `PHONE_IN_USE`, the codes of SMS codes, `AUTH_SUSPENDED`.
pub async fn change_mobile<H: AccountHost>(
    host: &H,
    session: &Session,
    request: &MobileRequest,
) -> Result<(), ActionError> {
    session.check_settled()?;
    session.account.state.check_change()?;
    let old = session.person.mobile.ok_or_else(|| Problem::new(Code::Forbidden))?;
    confirm(host, session, &request.password, "change_mobile").await?;
    let mut tx = host.begin().await?;
    free(&mut tx, request.mobile).await?;
    let entry = audit::by(host, session, "change_mobile");
    let bound = ports::entity(host, session.person.id.as_uuid());
    let entries = [
        (SmsPurpose::OldMobile, old, &request.old_code, "old_code"),
        (SmsPurpose::NewMobile, request.mobile, &request.new_code, "new_code"),
    ];
    for (purpose, number, typed, field) in entries {
        let number = ports::number(host, number);
        let entered = sms::enter(host, &mut tx, purpose, &number, &bound, typed.reveal()).await?;
        if let Err(problem) = entered {
            return audit::refuse::<H, _>(tx, entry, problem.in_field(field)).await;
        }
    }
    tx.remove_login(&Login::Phone(old)).await?;
    if !tx.insert_login(&Login::Phone(request.mobile), session.person.id).await? {
        return Err(Problem::new(Code::PhoneInUse).in_field("mobile").into());
    }
    let mut person = session.person.clone();
    person.mobile = Some(request.mobile);
    person.mobile_unproven = false;
    tx.save_person(&person).await?;
    let entry = entry.with(format!("mobile {} → {}", old.masked(), request.mobile.masked()));
    audit::finish(host, tx, entry, &Answer::Done).await
}
