//! Changing and resetting the password, and binding another mobile (YW-PWD-01, YW-AUTH-08, YW-AUTH-09).

use serde::{Deserialize, Serialize};
use values::{Code, Problem, Secret, check_password};

use super::{Captcha, shown};
use crate::remote::{Remote, RemoteError, http::Ask};

/// What ends a reset.
#[derive(Debug, Clone)]
pub struct Reset {
    /// Credit code, purchase number, or `credit code/short name`.
    pub name: String,
    /// The bound mobile.
    pub mobile: String,
    /// The code that went there.
    pub code: Secret<String>,
    /// The new password.
    pub password: Secret<String>,
    /// The new password, again.
    pub repeat: Secret<String>,
}

/// What binds another mobile.
#[derive(Debug, Clone)]
pub struct MobileChange {
    /// The password.
    pub password: Secret<String>,
    /// The code to the number bound so far.
    pub old_code: Secret<String>,
    /// The new number.
    pub mobile: String,
    /// The code to the new number.
    pub new_code: Secret<String>,
}

#[derive(Serialize)]
struct ChangeTwin<'a> {
    old_password: &'a str,
    new_password: &'a str,
    password_repeat: &'a str,
}

#[derive(Serialize)]
struct StartTwin<'a> {
    name: &'a str,
    mobile: &'a str,
    captcha_id: &'a str,
    captcha: &'a str,
}

#[derive(Deserialize)]
struct SentTwin {
    resend_seconds: u64,
}

#[derive(Serialize)]
struct FinishTwin<'a> {
    name: &'a str,
    mobile: &'a str,
    sms_code: &'a str,
    new_password: &'a str,
    password_repeat: &'a str,
}

#[derive(Serialize)]
struct MobileTwin<'a> {
    password: &'a str,
    old_code: &'a str,
    mobile: &'a str,
    new_code: &'a str,
}

impl Remote {
    /// Changes one's own password; the sessions of other devices end.
    ///
    /// # Errors
    /// The codes of YW-PWD-02 and `PWD_REPEAT`, without asking anybody; `AUTH_BAD_CREDENTIALS`, `AUTH_LOCKED`, `PWD_SAME_AS_OLD`;
    /// those of asking.
    pub async fn change_password(
        &self,
        old: &Secret<String>,
        new: &Secret<String>,
        repeat: &Secret<String>,
    ) -> Result<(), RemoteError> {
        let own = self.joined().await?;
        let names: Vec<String> = own.into_iter().flat_map(|own| [own.uscc, own.mpn]).flatten().collect();
        check_new(new, repeat, &names.iter().map(String::as_str).collect::<Vec<_>>())?;
        let twin =
            ChangeTwin { old_password: shown(old), new_password: shown(new), password_repeat: shown(repeat) };
        self.done_as(Ask::post("/auth/password/change", &twin, self.key())).await
    }

    /// Asks for the code of a reset; the answer never tells whether name and mobile belong together. Answers after how many
    /// seconds another may be asked for.
    ///
    /// # Errors
    /// Those of asking; `CAPTCHA_WRONG`, `CAPTCHA_EXPIRED`, `PHONE_FORMAT`, `SMS_TOO_SOON`, `SMS_LIMIT`.
    pub async fn start_reset(&self, name: &str, mobile: &str, captcha: &Captcha) -> Result<u64, RemoteError> {
        let twin = StartTwin { name, mobile, captcha_id: &captcha.id, captcha: &captcha.text };
        let sent: SentTwin =
            self.http.json(Ask::post("/auth/password/reset/start", &twin, self.key())).await?;
        Ok(sent.resend_seconds)
    }

    /// Sets a new password with the code; all sessions end, also the one here.
    ///
    /// # Errors
    /// The codes of YW-PWD-02 and `PWD_REPEAT`, without asking anybody; `SMS_WRONG`, `SMS_EXPIRED`, `SMS_TRIES`; those of asking.
    pub async fn finish_reset(&self, reset: &Reset) -> Result<(), RemoteError> {
        check_new(&reset.password, &reset.repeat, &[&reset.name, &reset.mobile])?;
        let twin = FinishTwin {
            name: &reset.name,
            mobile: &reset.mobile,
            sms_code: shown(&reset.code),
            new_password: shown(&reset.password),
            password_repeat: shown(&reset.repeat),
        };
        let ask = Ask::post("/auth/password/reset/finish", &twin, self.key());
        self.http.answer(ask, 0).await.map(|_| ())
    }

    /// Binds another mobile number.
    ///
    /// # Errors
    /// `AUTH_REQUIRED`, `AUTH_BAD_CREDENTIALS`, `PHONE_FORMAT`, `PHONE_IN_USE`, the codes of an SMS code; those of asking.
    pub async fn change_mobile(&self, change: &MobileChange) -> Result<(), RemoteError> {
        let twin = MobileTwin {
            password: shown(&change.password),
            old_code: shown(&change.old_code),
            mobile: &change.mobile,
            new_code: shown(&change.new_code),
        };
        self.done_as(Ask::post("/auth/mobile/change", &twin, self.key())).await
    }
}

/// What can be said of a new password before it leaves this computer.
fn check_new(new: &Secret<String>, repeat: &Secret<String>, same_as: &[&str]) -> Result<(), RemoteError> {
    check_password(shown(new), same_as).map_err(|problem| problem.in_field("new_password"))?;
    if new != repeat {
        return Err(Problem::new(Code::PwdRepeat).in_field("password_repeat").into());
    }
    Ok(())
}
