//! Sending a code by SMS (YW-AUTH-07, YW-REG-05).

use domain::account::{Login, SMS_RESEND, SmsPurpose, Window};
use values::{Code, Mobile, Problem, Secret};

use super::{
    audit,
    authenticate::Session,
    host::{self as ports, AccountHost, AccountTx, Answer, Digest},
    rows::AuditEntry,
    sms::{self, Under},
    tokens,
    verify_registration::registration_of,
};
use crate::fault::ActionError;

/// What a code is wanted for.
#[derive(Debug)]
pub enum CodeWanted<'a> {
    /// The bound mobile of a new account, with the verification token.
    Registration(&'a Secret<[u8; 32]>, Mobile),
    /// Instead of the captcha, for this sign-in name.
    SignIn(&'a Login),
    /// To the number bound so far.
    OldMobile(&'a Session),
    /// To a new number.
    NewMobile(&'a Session, Mobile),
}

/// What is told of a code on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeSent {
    /// After how many seconds another may be asked for.
    pub resend_seconds: u64,
}

impl CodeSent {
    pub(super) fn now<H: AccountHost>(_host: &H) -> Self {
        let resend_seconds = match SMS_RESEND.window {
            Window::Sliding(pause) => pause.as_secs(),
            Window::ChinaDay => 0,
        };
        Self { resend_seconds }
    }
}

/// Sends a code.
///
/// `SMS_TOO_SOON`, `SMS_LIMIT`, `PHONE_IN_USE`, `REG_TOKEN_EXPIRED`, `REG_TOKEN_USED`; `EXT_UNAVAILABLE` and
/// `EXT_NOT_CONFIGURED`, which change nothing. For a sign-in name the answer never tells whether it exists.
pub async fn send_code<H: AccountHost>(host: &H, wanted: &CodeWanted<'_>) -> Result<CodeSent, ActionError> {
    match wanted {
        CodeWanted::Registration(token, to) => {
            let mut tx = host.begin().await?;
            registration_of(host, &mut tx, token).await?;
            free(&mut tx, *to).await?;
            let bound = tokens::digest(host, token.reveal());
            let entry = audit::nobody(host, "send_code");
            send(host, tx, SmsPurpose::Registration, *to, bound, entry).await
        }
        CodeWanted::SignIn(login) => send_to_login(host, login).await,
        CodeWanted::OldMobile(session) => {
            session.account.state.check_change()?;
            let to = session.person.mobile.ok_or_else(|| Problem::new(Code::NotFound))?;
            let tx = host.begin().await?;
            let bound = ports::entity(host, session.person.id.as_uuid());
            send(host, tx, SmsPurpose::OldMobile, to, bound, audit::by(host, session, "send_code")).await
        }
        CodeWanted::NewMobile(session, to) => {
            session.account.state.check_change()?;
            let mut tx = host.begin().await?;
            free(&mut tx, *to).await?;
            let bound = ports::entity(host, session.person.id.as_uuid());
            send(host, tx, SmsPurpose::NewMobile, *to, bound, audit::by(host, session, "send_code")).await
        }
    }
}

/// Keeps, sends, and takes back if the gateway did not take it. The gateway is asked outside of the transaction.
async fn send<H: AccountHost>(
    host: &H,
    mut tx: H::Tx,
    purpose: SmsPurpose,
    to: Mobile,
    bound: Digest,
    entry: AuditEntry,
) -> Result<CodeSent, ActionError> {
    let under = Under::number(host, to, bound);
    let code = match sms::prepare(host, &mut tx, purpose, &under).await? {
        Ok(code) => code,
        Err(problem) => return audit::refuse::<H, _>(tx, entry.with(purpose.name()), problem).await,
    };
    tx.commit().await?;
    let handed_over = host.send_sms(to, code.text).await;
    let mut tx = host.begin().await?;
    if let Err(problem) = handed_over {
        sms::forget::<H>(&mut tx, code.id).await?;
        return audit::refuse::<H, _>(tx, entry.with(purpose.name()), problem).await;
    }
    let sent = CodeSent::now(host);
    audit::finish(host, tx, entry.with(purpose.name()), &Answer::CodeSent(&sent)).await?;
    Ok(sent)
}

/// A code instead of the captcha. For a name that nobody has, one is counted and kept as well, to nobody's number.
async fn send_to_login<H: AccountHost>(host: &H, login: &Login) -> Result<CodeSent, ActionError> {
    let mut tx = host.begin().await?;
    let known = tx.person_by_login(login).await?;
    let bound = ports::login(host, login);
    let may_enter = known.filter(|kept| !kept.person.disabled && kept.account.state.lets_in());
    let to = may_enter.and_then(|kept| kept.person.mobile);
    let entry = audit::nobody(host, "send_code").with(SmsPurpose::SignIn.name());
    let limit = to.map_or(bound, |to| ports::number(host, to));
    let under = Under { limit, number: bound, bound };
    match sms::prepare(host, &mut tx, SmsPurpose::SignIn, &under).await? {
        Err(problem) => audit::refuse::<H, _>(tx, entry, problem).await,
        Ok(code) => {
            let sent = CodeSent::now(host);
            audit::finish(host, tx, entry, &Answer::CodeSent(&sent)).await?;
            if let Some(to) = to {
                host.send_sms_later(to, code.text);
            }
            Ok(sent)
        }
    }
}

/// A number may be bound to one account only.
pub(super) async fn free<T: AccountTx>(tx: &mut T, mobile: Mobile) -> Result<(), ActionError> {
    if tx.person_by_login(&Login::Phone(mobile)).await?.is_some() {
        return Err(Problem::new(Code::PhoneInUse).in_field("mobile").into());
    }
    Ok(())
}
