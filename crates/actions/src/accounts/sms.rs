//! SMS codes (YW-AUTH-07): limits, making one, taking an entry.

use domain::account::{
    SMS_PER_DAY, SMS_PER_HOUR, SMS_PER_SOURCE, SMS_RESEND, SmsCode, SmsPurpose, sms_digits, sms_text,
};
use values::{Code, Mobile, Problem, Uuid};

use super::{
    host::{AccountHost, AccountTx, Digest, Digested, number},
    rows::{AttemptKind, KeptCode},
};
use crate::fault::StoreFault;

/// Under what a code is counted and found.
pub(super) struct Under {
    /// Whose limits count: the number's, or the name's that nobody has.
    pub(super) limit: Digest,
    /// What the entry will name: the number, or a sign-in name.
    pub(super) number: Digest,
    /// What the code is bound to.
    pub(super) bound: Digest,
}

impl Under {
    /// A code to a number, bound to something.
    pub(super) fn number<H: AccountHost>(host: &H, to: Mobile, bound: Digest) -> Self {
        let number = number(host, to);
        Self { limit: number, number, bound }
    }
}

/// A code that was kept and is to be sent.
pub(super) struct Outgoing {
    pub(super) id: Uuid,
    pub(super) text: String,
}

/// Counts, makes and keeps a code; sends nothing.
pub(super) async fn prepare<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    purpose: SmsPurpose,
    under: &Under,
) -> Result<Result<Outgoing, Problem>, StoreFault> {
    let now = host.now();
    let source = host.facts().source;
    // The longest window holds the others.
    let since = SMS_PER_DAY.since(now).min(SMS_PER_HOUR.since(now));
    let past = tx.attempts(AttemptKind::SmsNumber, &under.limit, since).await?;
    if let Some(wait) = SMS_RESEND.wait(&past, now) {
        return Ok(Err(Problem::new(Code::SmsTooSoon).with("seconds", wait.as_millis().div_ceil(1_000))));
    }
    let asked = tx.attempts(AttemptKind::SmsSource, &source, SMS_PER_SOURCE.since(now)).await?;
    let waits =
        [SMS_PER_HOUR.wait(&past, now), SMS_PER_DAY.wait(&past, now), SMS_PER_SOURCE.wait(&asked, now)];
    if let Some(wait) = waits.into_iter().flatten().max() {
        return Ok(Err(Problem::new(Code::SmsLimit).with("minutes", wait.as_millis().div_ceil(60_000))));
    }
    let id = host.next_uuid();
    tx.note_attempt(AttemptKind::SmsNumber, &under.limit, id, now).await?;
    tx.note_attempt(AttemptKind::SmsSource, &source, id, now).await?;
    let mut chance = [0; 8];
    host.chance(&mut chance);
    let code = sms_digits(chance);
    let kept = KeptCode {
        id,
        purpose,
        number: under.number,
        bound: under.bound,
        digits: digest(host, id, &code),
        state: SmsCode::sent(now),
    };
    tx.insert_code(&kept).await?;
    Ok(Ok(Outgoing { id, text: sms_text(purpose, &code) }))
}

/// Takes back what [`prepare`] kept: the gateway did not take the message.
pub(super) async fn forget<H: AccountHost>(tx: &mut H::Tx, id: Uuid) -> Result<(), StoreFault> {
    tx.forget_code(id).await?;
    tx.forgive_attempt(AttemptKind::SmsNumber, id).await?;
    tx.forgive_attempt(AttemptKind::SmsSource, id).await
}

/// Takes an entry. The caller commits whatever comes out: wrong entries count.
pub(super) async fn enter<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    purpose: SmsPurpose,
    to: &Digest,
    bound: &Digest,
    typed: &str,
) -> Result<Result<(), Problem>, StoreFault> {
    let typed = values::text::code_like(typed);
    if typed.is_empty() {
        return Ok(Err(Problem::new(Code::FieldRequired)));
    }
    let Some(mut code) = tx.newest_code(purpose, to, bound).await? else {
        return Ok(Err(Problem::new(Code::SmsExpired)));
    };
    let right = code.digits == digest(host, code.id, &typed);
    let entered = code.state.enter(right, host.now());
    tx.save_code(&code).await?;
    Ok(entered)
}

fn digest<H: AccountHost>(host: &H, id: Uuid, digits: &str) -> Digest {
    host.digest(Digested::Digits, &[id.as_bytes(), digits.as_bytes()])
}
