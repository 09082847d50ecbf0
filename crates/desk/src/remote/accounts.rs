//! The verbs of accounts as a person at a desk has them (spec 01 sections 4, 5, 15).

mod devices;
mod passwords;
mod registering;
mod signing_in;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use values::{Instant, Secret};

use super::{OddAnswer, Remote, RemoteError, http::Ask};

pub use devices::DeviceRow;
pub use passwords::{MobileChange, Reset};
pub use registering::{Activated, Verified};
pub use signing_in::{Proof, SignIn, computer_name};

/// A picture with four characters (YW-AUTH-03).
#[derive(Debug, Clone)]
pub struct Picture {
    /// Names it to the server.
    pub id: String,
    /// 120 × 40 points.
    pub png: Vec<u8>,
    /// Until when it may be answered, once.
    pub until: Instant,
}

/// What was read from a picture.
#[derive(Debug, Clone)]
pub struct Captcha {
    /// The picture's id.
    pub id: String,
    /// Its characters.
    pub text: String,
}

/// What an SMS code is for (YW-AUTH-07).
#[derive(Debug, Clone)]
pub enum CodeFor {
    /// The bound mobile of the account that is being registered here.
    Registration {
        /// The number.
        mobile: String,
    },
    /// In place of the picture, to the mobile bound to this name.
    SignIn {
        /// The name, or the number itself.
        name: String,
    },
    /// Changing the mobile: to the number bound so far.
    OldMobile,
    /// Changing the mobile: to the new number.
    NewMobile {
        /// The number.
        mobile: String,
    },
}

/// The largest picture that is taken.
const PICTURE_BYTES: usize = 64 * 1024;
const PNG: &str = "data:image/png;base64,";

#[derive(Deserialize)]
struct PictureTwin {
    id: String,
    picture: String,
    expires_at: String,
}

#[derive(Serialize)]
#[serde(tag = "purpose", rename_all = "snake_case")]
enum CodeTwin<'a> {
    Registration { verification_token: &'a str, mobile: &'a str },
    SignIn { mode: &'static str, name: &'a str },
    OldMobile {},
    NewMobile { mobile: &'a str },
}

#[derive(Deserialize)]
struct SentTwin {
    resend_seconds: u64,
}

impl Remote {
    /// A new picture.
    ///
    /// # Errors
    /// Those of asking; `RATE_LIMITED`.
    pub async fn picture(&self) -> Result<Picture, RemoteError> {
        let twin: PictureTwin = self.http.json(Ask::<()>::get("/auth/captcha")).await?;
        let form = || RemoteError::Odd(OddAnswer::Form);
        let coded = twin.picture.strip_prefix(PNG).filter(|coded| coded.len() <= PICTURE_BYTES);
        let png = BASE64_STANDARD.decode(coded.ok_or_else(form)?).map_err(|_| form())?;
        // Its id becomes part of a file's name.
        let is_id = twin.id.len() <= 64 && twin.id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !is_id || !png.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Err(form());
        }
        Ok(Picture { id: twin.id, png, until: Instant::parse(&twin.expires_at).map_err(|_| form())? })
    }

    /// Has a code sent; answers after how many seconds another may be asked for.
    ///
    /// # Errors
    /// Those of asking; `PHONE_FORMAT`, `PHONE_IN_USE`, `SMS_TOO_SOON`, `SMS_LIMIT`, `EXT_UNAVAILABLE`; for a registration that
    /// the registry did not confirm, `REG_TOKEN_EXPIRED`.
    pub async fn send_code(&self, what: &CodeFor) -> Result<u64, RemoteError> {
        let token;
        let twin = match what {
            CodeFor::Registration { mobile } => {
                token = self.verification_token().await?;
                CodeTwin::Registration { verification_token: token.reveal(), mobile }
            }
            CodeFor::SignIn { name } => CodeTwin::SignIn { mode: mode(name), name },
            CodeFor::OldMobile => CodeTwin::OldMobile {},
            CodeFor::NewMobile { mobile } => CodeTwin::NewMobile { mobile },
        };
        let ask = Ask::post("/sms/send", &twin, self.key());
        let sent: SentTwin = match what {
            CodeFor::OldMobile | CodeFor::NewMobile { .. } => self.json_as(ask).await?,
            CodeFor::Registration { .. } | CodeFor::SignIn { .. } => self.http.json(ask).await?,
        };
        Ok(sent.resend_seconds)
    }
}

/// 手机号码登录 for what is a mobile number, 普通用户登录 for everything else.
fn mode(name: &str) -> &'static str {
    if values::Mobile::parse(name).is_ok() { "phone" } else { "user" }
}

/// A secret on its way out.
fn shown(secret: &Secret<String>) -> &str {
    secret.reveal()
}
