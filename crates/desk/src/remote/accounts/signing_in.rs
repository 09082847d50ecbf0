//! Sign-in, sign-out, and who is signed in (YW-AUTH-01, 02, 05, 10).

use serde::{Deserialize, Serialize};
use values::{Code, PersonId, Problem, Secret};

use super::{Captcha, mode, shown};
use crate::remote::{
    Remote, RemoteError,
    http::Ask,
    joined::{self, Joined, JoinedPerson},
    online,
    session::TokensTwin,
};

/// What shows that a person types.
#[derive(Debug, Clone)]
pub enum Proof {
    /// What was read from the picture.
    Captcha(Captcha),
    /// A code that was sent to the bound mobile instead.
    Sms(Secret<String>),
}

/// What is typed to sign in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Credit code, purchase number, bound mobile, or `credit code/short name`.
    pub name: String,
    /// The password.
    pub password: Secret<String>,
    /// Picture or code.
    pub proof: Proof,
    /// What this computer calls itself in the list of devices.
    pub device_name: Option<String>,
}

#[derive(Serialize)]
struct LoginTwin<'a> {
    mode: &'static str,
    name: &'a str,
    password: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    captcha_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    captcha: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sms_code: Option<&'a str>,
    device: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    device_name: Option<&'a str>,
}

#[derive(Deserialize)]
struct SignedInTwin {
    tokens: TokensTwin,
    person: PersonTwin,
    account: AccountTwin,
}

#[derive(Deserialize)]
struct FirmTwin {
    account: AccountTwin,
    person: PersonTwin,
}

#[derive(Deserialize)]
struct PersonTwin {
    id: String,
    role: String,
    name: Option<String>,
    #[serde(default)]
    rights: Vec<String>,
    #[serde(default)]
    must_change_password: bool,
}

#[derive(Deserialize)]
struct AccountTwin {
    id: String,
    kind: String,
    state: String,
    mpn: Option<String>,
    uscc: Option<String>,
    company_name: Option<String>,
    kyc_status: Option<String>,
}

impl Remote {
    /// Signs in. A vault without an account joins this one; nothing in it is rewritten.
    ///
    /// # Errors
    /// Those of asking; the codes of YW-AUTH-01 and 02; `ACCOUNT_OTHER` for another firm's account, `FORBIDDEN` for one that is
    /// no firm's: both sessions are ended at once.
    pub async fn sign_in(&self, request: &SignIn) -> Result<Joined, RemoteError> {
        let (captcha, code) = match &request.proof {
            Proof::Captcha(captcha) => (Some(captcha), None),
            Proof::Sms(code) => (None, Some(code)),
        };
        let twin = LoginTwin {
            mode: mode(&request.name),
            name: &request.name,
            password: shown(&request.password),
            captcha_id: captcha.map(|captcha| captcha.id.as_str()),
            captcha: captcha.map(|captcha| captcha.text.as_str()),
            sms_code: code.map(shown),
            device: self.device.to_string(),
            device_name: request.device_name.as_deref(),
        };
        let twin: SignedInTwin = self.http.json(Ask::post("/auth/login", &twin, self.key())).await?;
        let tokens = twin.tokens.read()?;
        let joined = seen(twin.account, twin.person, &request.name, self.clock.now().to_string());
        let taken = match joined {
            Ok(joined) => self.take(joined).await,
            Err(problem) => Err(problem.into()),
        };
        match taken {
            Ok(joined) => {
                self.case.put(&tokens).await?;
                online::note(&self.store, self.clock.now()).await?;
                Ok(joined)
            }
            Err(refused) => {
                // Nobody keeps the tokens: the session would stand in the list of devices for nothing.
                if let Err(error) = self.end(&tokens.access).await {
                    tracing::warn!(%error, "a session that is not wanted could not be ended");
                }
                Err(refused)
            }
        }
    }

    /// Signs out. The tokens are forgotten in any case; says whether the server was told.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn sign_out(&self) -> Result<bool, RemoteError> {
        let Some(kept) = self.case.get().await? else { return Ok(true) };
        let told = self.end(&kept.tokens.access).await;
        self.case.clear().await?;
        match told {
            Ok(()) => Ok(true),
            // A session that is over already needs no end.
            Err(error) if error.is(Code::AuthSessionRevoked) || error.is(Code::AuthRequired) => Ok(true),
            Err(error) => {
                tracing::info!(%error, "the server was not told of a sign-out");
                Ok(false)
            }
        }
    }

    /// Asks the server who is signed in, and remembers it.
    ///
    /// # Errors
    /// `AUTH_REQUIRED`; those of asking.
    pub async fn who(&self) -> Result<Joined, RemoteError> {
        let twin: FirmTwin = self.json_as(Ask::<()>::get("/yw/firm")).await?;
        let login_name = self.joined().await?.map(|own| own.login_name).unwrap_or_default();
        let joined = seen(twin.account, twin.person, &login_name, self.clock.now().to_string())?;
        joined::join(&self.store, &joined).await?;
        Ok(joined)
    }

    /// Makes the vault the account's, and its person the one who acts.
    async fn take(&self, joined: Joined) -> Result<Joined, RemoteError> {
        let person = joined.person.as_ref().map(|person| PersonId::parse(&person.id)).transpose()?;
        joined::join(&self.store, &joined).await?;
        if let Some(person) = person {
            joined::act_as(&self.store, person).await?;
        }
        Ok(joined)
    }

    async fn end(&self, access: &Secret<String>) -> Result<(), RemoteError> {
        let ask = Ask { body: None::<&()>, ..Ask::post("/auth/logout", &(), self.key()) };
        self.http.answer(ask.with(access), 0).await.map(|_| ())
    }
}

/// Who is signed in, as the vault remembers it.
fn seen(account: AccountTwin, person: PersonTwin, name: &str, as_of: String) -> Result<Joined, Problem> {
    // Operators and merchants have consoles; a vault is a firm's.
    if account.kind != "firm" {
        return Err(Problem::new(Code::Forbidden));
    }
    Ok(Joined {
        account: account.id,
        state: account.state,
        company_name: account.company_name,
        uscc: account.uscc,
        mpn: account.mpn,
        kyc_status: account.kyc_status,
        login_name: name.to_owned(),
        person: Some(JoinedPerson {
            id: person.id,
            name: person.name,
            role: person.role,
            rights: person.rights,
            must_change_password: person.must_change_password,
        }),
        as_of,
    })
}

/// What this computer calls itself in the list of devices, where the system tells.
pub fn computer_name() -> Option<String> {
    let told = std::env::var("COMPUTERNAME").ok();
    let told = told.or_else(|| std::fs::read_to_string("/proc/sys/kernel/hostname").ok());
    let name = told.or_else(|| std::env::var("HOSTNAME").ok())?.trim().to_owned();
    (!name.is_empty() && !name.chars().any(char::is_control)).then_some(name)
}
