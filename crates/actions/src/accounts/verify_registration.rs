//! 【验证】: the four values against the registry (YW-REG-01, 02, 03).

use domain::account::{
    Applicant, REGISTRATIONS_PER_CODE, REGISTRATIONS_PER_SOURCE, Registered, RegistrationState,
    TypedApplicant, VERIFICATION_LIFE, VERIFICATIONS_WITHOUT_CAPTCHA, acknowledged, judge, later,
};
use values::{Code, DeviceId, Instant, Problem, Secret, Uscc, Uuid};

use super::{
    audit,
    captcha::{self, CaptchaTyped},
    host::{self as ports, AccountHost, AccountTx, Answer, Digest, Digested},
    rows::{AttemptKind, KeptRegistration},
    tokens,
};
use crate::fault::ActionError;

/// What is sent to verify.
#[derive(Debug, Clone)]
pub struct VerifyRequest {
    /// The four values as typed.
    pub applicant: TypedApplicant,
    /// Warnings that the person has seen.
    pub acknowledged: Vec<Code>,
    /// Asked for from the third attempt on.
    pub captcha: Option<CaptchaTyped>,
    /// The device.
    pub device: DeviceId,
}

/// The registry agreed.
#[derive(Debug, Clone)]
pub struct Verified {
    /// Lets the company's data be sent, once.
    pub token: Secret<[u8; 32]>,
    /// Until when.
    pub until: Instant,
    /// What the registry said.
    pub registered: Registered,
}

/// Asks the registry whether the four values agree.
///
/// The codes of the fields, `WARN_ACK_REQUIRED`, `REG_TOO_MANY`, `CAPTCHA_WRONG`, `CAPTCHA_EXPIRED`, `REG_ALREADY`, and
/// what [`judge`] says; `EXT_UNAVAILABLE` and `EXT_NOT_CONFIGURED`, which change nothing.
pub async fn verify_registration<H: AccountHost>(
    host: &H,
    request: &VerifyRequest,
) -> Result<Verified, ActionError> {
    let read = Applicant::parse(&request.applicant, host.today()).map_err(ActionError::Refused)?;
    acknowledged(&read.warnings, &request.acknowledged).map_err(ActionError::Refused)?;
    let applicant = read.value;
    let attempt = begin(host, request, applicant.uscc).await?;
    let asked = host.ask_registry(&applicant).await;
    let now = host.now();
    let mut tx = host.begin().await?;
    let entry = audit::nobody(host, "verify_registration").of(&attempt);
    let answer = match asked {
        Ok(answer) => answer,
        Err(problem) => {
            // The partner's fault is not the person's attempt.
            forgive::<H>(&mut tx, attempt).await?;
            return audit::refuse::<H, _>(tx, entry, problem).await;
        }
    };
    let judged = judge(answer);
    let outcome = judged.as_ref().map(|_| ()).map_err(|problem| problem.code);
    let state = RegistrationState::Draft.verified(outcome, now)?;
    let mut token = [0; 32];
    host.chance(&mut token);
    let registration = KeptRegistration {
        id: attempt,
        uscc: applicant.uscc,
        applicant: digest(host, &applicant),
        token: judged.is_ok().then(|| tokens::digest(host, &token)),
        state,
        registered: judged.as_ref().ok().cloned(),
        at: now,
    };
    tx.insert_registration(&registration).await?;
    let registered = match judged {
        Ok(registered) => registered,
        Err(problem) => return audit::refuse::<H, _>(tx, entry, problem).await,
    };
    forgive::<H>(&mut tx, attempt).await?;
    let verified = Verified { token: Secret::new(token), until: later(now, VERIFICATION_LIFE), registered };
    audit::finish(host, tx, entry, &Answer::Verified(&verified)).await?;
    Ok(verified)
}

/// Counts the attempt before the registry is asked, so that many at once get no more than their share.
async fn begin<H: AccountHost>(host: &H, request: &VerifyRequest, uscc: Uscc) -> Result<Uuid, ActionError> {
    let now = host.now();
    let code = host.digest(Digested::Entity, &[b"uscc", uscc.as_str().as_bytes()]);
    let sources = [host.facts().source, ports::device(host, request.device)];
    let mut tx = host.begin().await?;
    let entry = audit::nobody(host, "verify_registration");
    let of_code = tx.attempts(AttemptKind::RegistryCode, &code, REGISTRATIONS_PER_CODE.since(now)).await?;
    let mut wait = REGISTRATIONS_PER_CODE.wait(&of_code, now);
    let mut most = of_code.len();
    for source in &sources {
        let since = REGISTRATIONS_PER_SOURCE.since(now);
        let of_source = tx.attempts(AttemptKind::RegistrySource, source, since).await?;
        wait = wait.max(REGISTRATIONS_PER_SOURCE.wait(&of_source, now));
        most = most.max(of_source.len());
    }
    if let Some(wait) = wait {
        let minutes = wait.as_millis().div_ceil(60_000);
        let problem = Problem::new(Code::RegTooMany).with("minutes", minutes);
        return audit::refuse::<H, _>(tx, entry, problem).await;
    }
    if most >= VERIFICATIONS_WITHOUT_CAPTCHA {
        let Some(typed) = &request.captcha else {
            return Err(Problem::new(Code::FieldRequired).in_field("captcha").into());
        };
        if let Err(problem) = captcha::take(host, &mut tx, typed).await? {
            return audit::refuse::<H, _>(tx, entry, problem).await;
        }
    }
    let id = host.next_uuid();
    tx.note_attempt(AttemptKind::RegistryCode, &code, id, now).await?;
    for source in &sources {
        tx.note_attempt(AttemptKind::RegistrySource, source, id, now).await?;
    }
    if tx.has_firm(uscc).await? {
        // Counted like a negative answer: asking who is registered is guessing too.
        return audit::refuse::<H, _>(tx, entry, Problem::new(Code::RegAlready)).await;
    }
    tx.commit().await?;
    Ok(id)
}

async fn forgive<H: AccountHost>(tx: &mut H::Tx, attempt: Uuid) -> Result<(), ActionError> {
    tx.forgive_attempt(AttemptKind::RegistryCode, attempt).await?;
    Ok(tx.forgive_attempt(AttemptKind::RegistrySource, attempt).await?)
}

/// The four values as one digest; lengths come first, so that neighbours cannot trade letters.
pub(super) fn digest<H: AccountHost>(host: &H, applicant: &Applicant) -> Digest {
    let parts = [
        applicant.company.as_str(),
        applicant.uscc.as_str(),
        applicant.representative.as_str(),
        applicant.document.kind().name(),
        applicant.document.number(),
    ];
    host.digest(Digested::Applicant, &parts.map(str::as_bytes))
}

/// The registration that a verification token may still activate.
///
/// `REG_TOKEN_EXPIRED` also for a token that never was: there is nothing to be learnt from the difference.
pub(super) async fn registration_of<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    token: &Secret<[u8; 32]>,
) -> Result<KeptRegistration, ActionError> {
    let found = tx.registration(&tokens::digest(host, token.reveal())).await?;
    let registration = found.ok_or_else(|| Problem::new(Code::RegTokenExpired))?;
    registration.state.activate(host.now())?;
    Ok(registration)
}
