//! Signing in (YW-AUTH-01, 02, 03, 04, 05).

use domain::account::{Account, Login, Person, SmsPurpose};
use values::{Code, DeviceId, Instant, Problem, Secret};

use super::{
    audit,
    captcha::{self, CaptchaTyped},
    host::{self as ports, AccountHost, AccountTx, Answer},
    password, sms,
    tokens::{self, Tokens},
};
use crate::fault::{ActionError, StoreFault};

/// What shows that a person types.
#[derive(Debug, Clone)]
pub enum Proof {
    /// The picture.
    Captcha(CaptchaTyped),
    /// A code that was sent to the bound mobile instead (看不清？短信登录验证).
    Sms(Secret<String>),
}

/// What is sent to sign in.
#[derive(Debug, Clone)]
pub struct SignInRequest {
    /// With which name or number.
    pub login: Login,
    /// The password.
    pub password: Secret<String>,
    /// Picture or SMS.
    pub proof: Proof,
    /// The device.
    pub device: DeviceId,
    /// What the device calls itself.
    pub device_name: Option<Box<str>>,
}

/// Who is signed in now.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The tokens.
    pub tokens: Tokens,
    /// The person.
    pub person: Person,
    /// The account.
    pub account: Account,
    /// The company's name, for a firm.
    pub company: Option<String>,
    /// Notices that the person has not read.
    pub unread_notices: usize,
    /// The server's time.
    pub at: Instant,
}

/// Signs a person in at a device.
///
/// `CAPTCHA_WRONG`, `CAPTCHA_EXPIRED` (each captcha has one attempt), the codes of an SMS code, `AUTH_LOCKED`,
/// `AUTH_BAD_CREDENTIALS`. Names that do not exist take the same way with the same work as names that do.
pub async fn sign_in<H: AccountHost>(host: &H, request: &SignInRequest) -> Result<SignedIn, ActionError> {
    let mut tx = host.begin().await?;
    let known = tx.person_by_login(&request.login).await?;
    let subject = password::subject(host, known.as_ref(), &request.login);
    let entry = audit::about(host, known.as_ref(), "sign_in");
    if let Err(problem) = proven(host, &mut tx, request).await? {
        return audit::refuse::<H, _>(tx, entry, problem).await;
    }
    if let Err(problem) = password::begin_try(host, &mut tx, &subject).await? {
        return audit::refuse::<H, _>(tx, entry, problem).await;
    }
    tx.commit().await?;

    let may_enter = known.as_ref().filter(|kept| !kept.person.disabled && kept.account.state.lets_in());
    let hash = may_enter.map(|kept| kept.password_hash.reveal().as_str());
    let fits = host.password_fits(hash, request.password.reveal()).await?;

    let mut tx = host.begin().await?;
    let Some(kept) = may_enter.filter(|_| fits) else {
        let problem = password::wrong(host, &mut tx, &subject).await?;
        return audit::refuse::<H, _>(tx, entry, problem).await;
    };
    password::right::<H>(&mut tx, &subject).await?;
    let mut person = kept.person.clone();
    if person.mobile_unproven {
        // The number was set by an operator: the code that went there proves it (YW-OPS-03).
        if !matches!(request.proof, Proof::Sms(_)) {
            let problem = Problem::new(Code::FieldRequired).in_field("sms_code");
            return audit::refuse::<H, _>(tx, entry, problem).await;
        }
        person.mobile_unproven = false;
        tx.save_person(&person).await?;
    }
    let tokens =
        tokens::open_session(host, &mut tx, &person, request.device, request.device_name.clone()).await?;
    let company = tx.firm(kept.account.id).await?.map(|firm| firm.company.as_str().to_owned());
    let notices = tx.shown_notices(host.today(), Some(person.id)).await?;
    let unread_notices = notices.iter().filter(|shown| !shown.is_read).count();
    let account = kept.account.clone();
    let done = SignedIn { tokens, person, account, company, unread_notices, at: host.now() };
    let mut entry = entry.of(done.tokens.session.as_uuid());
    entry.device = Some(request.device);
    audit::finish(host, tx, entry, &Answer::SignedIn(&done)).await?;
    Ok(done)
}

async fn proven<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    request: &SignInRequest,
) -> Result<Result<(), Problem>, StoreFault> {
    match &request.proof {
        Proof::Captcha(typed) => captcha::take(host, tx, typed).await,
        Proof::Sms(code) => {
            let bound = ports::login(host, &request.login);
            // Bound to the name that was typed in both steps: a code for one name proves nothing for another.
            let entered = sms::enter(host, tx, SmsPurpose::SignIn, &bound, &bound, code.reveal()).await?;
            Ok(entered.map_err(|problem| problem.in_field("sms_code")))
        }
    }
}
