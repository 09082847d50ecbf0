//! Codes by SMS (YW-AUTH-07).

use std::time::Duration;

use values::{Code, Instant, Problem};

use super::time::later;

#[cfg(test)]
mod tests;

/// How long a code may be entered.
pub const CODE_LIFE: Duration = Duration::from_secs(5 * 60);
/// Wrong entries that void a code.
pub const TRIES: u32 = 5;

/// What a code is for; a code for one purpose does not work for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SmsPurpose {
    /// 注册: the bound mobile of a new account.
    Registration,
    /// 短信登录验证: instead of the captcha.
    SignIn,
    /// 重置密码
    PasswordReset,
    /// 更换手机号, to the number bound so far.
    OldMobile,
    /// 更换手机号, to the new number.
    NewMobile,
    /// 结汇主体绑定
    Settlement,
}

impl SmsPurpose {
    /// Every purpose.
    pub const ALL: [Self; 6] = [
        Self::Registration,
        Self::SignIn,
        Self::PasswordReset,
        Self::OldMobile,
        Self::NewMobile,
        Self::Settlement,
    ];

    /// Its name on the wire and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::SignIn => "sign_in",
            Self::PasswordReset => "password_reset",
            Self::OldMobile => "old_mobile",
            Self::NewMobile => "new_mobile",
            Self::Settlement => "settlement",
        }
    }

    /// The purpose of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Registration => "注册",
            Self::SignIn => "登录",
            Self::PasswordReset => "重置密码",
            Self::OldMobile | Self::NewMobile => "更换手机号",
            Self::Settlement => "结汇主体绑定",
        }
    }
}

/// A code that was sent, without the code: who keeps it keeps a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmsCode {
    /// When it was sent.
    pub sent_at: Instant,
    /// Wrong entries so far.
    pub tries: u32,
    /// When it was used.
    pub used_at: Option<Instant>,
}

impl SmsCode {
    /// A code that is sent now.
    pub const fn sent(at: Instant) -> Self {
        Self { sent_at: at, tries: 0, used_at: None }
    }

    /// Takes an entry, right or wrong, and remembers it.
    ///
    /// # Errors
    /// `SMS_TRIES` for a void code and for the entry that voids it; `SMS_EXPIRED` for one that is too old or used;
    /// `SMS_WRONG`.
    pub fn enter(&mut self, right: bool, now: Instant) -> Result<(), Problem> {
        if self.tries >= TRIES {
            return Err(Problem::new(Code::SmsTries));
        }
        if self.used_at.is_some() || now >= later(self.sent_at, CODE_LIFE) {
            return Err(Problem::new(Code::SmsExpired));
        }
        if right {
            self.used_at = Some(now);
            return Ok(());
        }
        self.tries += 1;
        Err(Problem::new(if self.tries >= TRIES { Code::SmsTries } else { Code::SmsWrong }))
    }
}

/// The six digits that this chance gives. The remainder favours no digit by more than one part in 10^13.
pub fn sms_digits(chance: [u8; 8]) -> String {
    format!("{:06}", u64::from_be_bytes(chance) % 1_000_000)
}

/// What the message says.
pub fn sms_text(purpose: SmsPurpose, code: &str) -> String {
    let minutes = CODE_LIFE.as_secs() / 60;
    format!("【信保工作台】{}验证码 {code}，{minutes} 分钟内有效，请勿告知他人。", purpose.words())
}
