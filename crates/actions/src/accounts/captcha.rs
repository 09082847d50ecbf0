//! Captchas (YW-AUTH-03): making one, and taking its one attempt.

use domain::account::{CAPTCHA_LIFE, CAPTCHAS_PER_SOURCE, captcha_as_typed, captcha_text, earlier, later};
use values::{Code, Instant, Problem, Secret, Uuid};

use super::{
    host::{AccountHost, AccountTx, Digest, Digested},
    rows::{AttemptKind, KeptCaptcha},
};
use crate::fault::{ActionError, StoreFault};

/// A captcha to be drawn.
#[derive(Debug)]
pub struct NewCaptcha {
    /// Its id.
    pub id: Uuid,
    /// What the picture shows.
    pub text: Secret<String>,
    /// Until when it may be answered.
    pub until: Instant,
}

/// A captcha as answered.
#[derive(Clone)]
pub struct CaptchaTyped {
    /// Which.
    pub id: Uuid,
    /// What the person read.
    pub text: String,
}

impl std::fmt::Debug for CaptchaTyped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CaptchaTyped")
    }
}

/// Makes a captcha.
///
/// `RATE_LIMITED` above 30 a minute for one source.
pub async fn make_captcha<H: AccountHost>(host: &H) -> Result<NewCaptcha, ActionError> {
    let now = host.now();
    let source = host.facts().source;
    let mut chance = [0; 4];
    host.chance(&mut chance);
    let text = captcha_text(chance);
    let id = host.next_uuid();
    let mut tx = host.begin().await?;
    let past = tx.attempts(AttemptKind::Captcha, &source, CAPTCHAS_PER_SOURCE.since(now)).await?;
    if let Some(wait) = CAPTCHAS_PER_SOURCE.wait(&past, now) {
        return Err(Problem::new(Code::RateLimited).with("seconds", wait.as_millis().div_ceil(1_000)).into());
    }
    tx.note_attempt(AttemptKind::Captcha, &source, id, now).await?;
    let answer = digest(host, id, &text);
    tx.insert_captcha(&KeptCaptcha { id, answer, made_at: now }).await?;
    tx.commit().await?;
    Ok(NewCaptcha { id, text: Secret::new(text), until: later(now, CAPTCHA_LIFE) })
}

/// Takes the one attempt. The caller commits whatever comes out: a wrong answer uses the captcha up as well.
pub(super) async fn take<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    typed: &CaptchaTyped,
) -> Result<Result<(), Problem>, StoreFault> {
    let kept = tx.take_captcha(typed.id).await?;
    let oldest = earlier(host.now(), CAPTCHA_LIFE);
    Ok(match kept {
        // Expired captchas are swept: one that is gone is answered like one that is too old.
        None => Err(Code::CaptchaExpired),
        Some(captcha) if captcha.made_at <= oldest => Err(Code::CaptchaExpired),
        Some(captcha) if captcha.answer != digest(host, typed.id, &captcha_as_typed(&typed.text)) => {
            Err(Code::CaptchaWrong)
        }
        Some(_) => Ok(()),
    }
    .map_err(|code| Problem::new(code).in_field("captcha")))
}

fn digest<H: AccountHost>(host: &H, id: Uuid, text: &str) -> Digest {
    host.digest(Digested::Captcha, &[id.as_bytes(), text.as_bytes()])
}
