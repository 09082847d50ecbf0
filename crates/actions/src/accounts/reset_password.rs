//! A forgotten password (YW-AUTH-08): name, bound mobile and captcha; a code by SMS; a new password.

use domain::account::{Login, SmsPurpose};
use values::{Code, Mobile, Problem, Secret};

use super::{
    audit,
    captcha::{self, CaptchaTyped},
    host::{self as ports, AccountHost, AccountTx, Answer},
    password,
    rows::KeptPerson,
    send_code::CodeSent,
    sms::{self, Under},
    tokens,
};
use crate::fault::ActionError;

/// The second step.
#[derive(Debug, Clone)]
pub struct ResetRequest {
    /// As in the first step.
    pub login: Login,
    /// As in the first step.
    pub mobile: Mobile,
    /// The code.
    pub code: Secret<String>,
    /// The new password.
    pub password: Secret<String>,
    /// The same.
    pub repeat: Secret<String>,
}

/// The first step. The answer is the same whether or not name and number belong together, and so is the work: a code is
/// made and kept either way, and a message is handed over without waiting.
///
/// `CAPTCHA_WRONG`, `CAPTCHA_EXPIRED`, `SMS_TOO_SOON`, `SMS_LIMIT`.
pub async fn start_reset<H: AccountHost>(
    host: &H,
    login: &Login,
    mobile: Mobile,
    typed: &CaptchaTyped,
) -> Result<CodeSent, ActionError> {
    let mut tx = host.begin().await?;
    let known = tx.person_by_login(login).await?.filter(|kept| fits(kept, mobile));
    let entry = audit::nobody(host, "start_reset");
    if let Err(problem) = captcha::take(host, &mut tx, typed).await? {
        return audit::refuse::<H, _>(tx, entry, problem).await;
    }
    let bound = ports::login(host, login);
    let under = Under::number(host, mobile, bound);
    match sms::prepare(host, &mut tx, SmsPurpose::PasswordReset, &under).await? {
        Err(problem) => audit::refuse::<H, _>(tx, entry, problem).await,
        Ok(code) => {
            let sent = CodeSent::now(host);
            audit::finish(host, tx, entry, &Answer::CodeSent(&sent)).await?;
            if known.is_some() {
                host.send_sms_later(mobile, code.text);
            }
            Ok(sent)
        }
    }
}

/// The second step: sets the new password, lifts a lock, ends all sessions.
///
/// `SMS_WRONG`, `SMS_EXPIRED`, `SMS_TRIES`, the `PWD_` codes.
pub async fn finish_reset<H: AccountHost>(host: &H, request: &ResetRequest) -> Result<(), ActionError> {
    // Whatever the account may be, the form of the password is checked first, so that no code is spent on a wrong one.
    let typed_login = request.login.key().1;
    let phone = request.mobile.as_string();
    let same_as = [typed_login.as_str(), phone.as_str()];
    let (new, repeat) = (request.password.reveal(), request.repeat.reveal());
    values::check_password(new, &same_as).map_err(|problem| problem.in_field("new_password"))?;
    if new != repeat {
        return Err(Problem::new(Code::PwdRepeat).in_field("password_repeat").into());
    }
    let hash = Secret::new(host.hash_password(new).await?);
    let mut tx = host.begin().await?;
    let known = tx.person_by_login(&request.login).await?.filter(|kept| fits(kept, request.mobile));
    let entry = audit::about(host, known.as_ref(), "finish_reset");
    let bound = ports::login(host, &request.login);
    let number = ports::number(host, request.mobile);
    let purpose = SmsPurpose::PasswordReset;
    let entered = sms::enter(host, &mut tx, purpose, &number, &bound, request.code.reveal()).await?;
    let entered = entered.map_err(|problem| problem.in_field("sms_code"));
    let kept = match (entered, known) {
        (Err(problem), _) => return audit::refuse::<H, _>(tx, entry, problem).await,
        // Nobody has read this code: it was never sent. Guessed right, it is wrong all the same.
        (Ok(()), None) => {
            let problem = Problem::new(Code::SmsWrong).in_field("sms_code");
            return audit::refuse::<H, _>(tx, entry, problem).await;
        }
        (Ok(()), Some(kept)) => kept,
    };
    if let Err(problem) = kept.person.check_new_password(&kept.account, new, repeat) {
        // Another of the person's names. Dropping the transaction keeps the code for another try.
        return Err(Problem { field: Some("new_password".into()), ..problem }.into());
    }
    tx.save_password(kept.person.id, &hash).await?;
    let mut person = kept.person.clone();
    person.must_change_password = false;
    tx.save_person(&person).await?;
    let subject = password::subject(host, Some(&kept), &request.login);
    password::lift_lock::<H>(&mut tx, &subject).await?;
    tokens::end_others(host, &mut tx, &person, None).await?;
    audit::finish(host, tx, entry.with("password"), &Answer::Done).await
}

/// Staff have no bound mobile; another operator gives them a one-time password.
fn fits(kept: &KeptPerson, mobile: Mobile) -> bool {
    kept.person.mobile == Some(mobile) && !kept.person.disabled && kept.account.state.lets_in()
}
