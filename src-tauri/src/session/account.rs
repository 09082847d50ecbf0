//! The server of this vault and the account (YW-AUTH, YW-PWD, CM-SEC-02). Everything goes through [`desk::remote`], which takes
//! nothing from a server on trust; the vault is not held while a server is asked, so that it can be locked meanwhile.

mod registration;

use std::sync::{Arc, PoisonError};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use desk::desk::Desk;
use desk::remote::{
    Address, Captcha, CodeFor, Connection, DeviceRow, Joined, Proof, Remote, RemoteError, Reset, SignIn,
    computer_name, joined,
};
use desk::sync::Told;
use values::{Code, Instant, Mobile, Problem, Secret};

use super::{Answer, Session, refusal};
use crate::views::{
    AccountView, CaptchaAnswer, CaptchaView, CodeRequest, CodeSentView, ConnectionView, DeviceView,
    ProblemView, ResetForm, RoleView, SignInForm, SignInMode,
};

/// Why the session ended without being asked to.
const ENDS: [Code; 2] = [Code::AuthSessionExpired, Code::AuthSessionRevoked];

impl Session {
    /// How this vault stands with a server. Asks nobody.
    ///
    /// # Errors
    /// Those of the vault and the store.
    pub async fn connection(&self) -> Answer<ConnectionView> {
        let desk = self.desk().await?;
        let account = joined(desk.store()).await.map_err(|error| self.served(error))?;
        let (server, signed_in) = match self.remote_of(&desk).await? {
            Some(remote) => {
                let signed_in = remote.is_signed_in().await.map_err(|error| self.served(error))?;
                (Some(remote.address().to_string()), signed_in)
            }
            None => (None, false),
        };
        let ended = self.0.ended_by.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(ConnectionView {
            server,
            account: account.as_ref().map(AccountView::of),
            signed_in,
            ended: ended.filter(|_| !signed_in).map(|problem| ProblemView::of(&problem)),
        })
    }

    /// Asks a server who it is, and remembers it as this vault's. Plain HTTP is for this computer itself only.
    ///
    /// # Errors
    /// `NET_ADDRESS`, `NET_REQUIRED`, `NET_TLS`, `NET_TIMEOUT`, `NET_ANSWER`, `CLIENT_TOO_OLD`; those of the vault.
    pub async fn connect_server(&self, typed: &str) -> Answer<ConnectionView> {
        let address =
            Address::parse(typed.trim(), false).map_err(|problem| refusal(problem.in_field("server")))?;
        let connection = {
            let desk = self.desk().await?;
            let ca = match Connection::of(desk.store()).await.map_err(|error| self.served(error))? {
                // Certificates that were given for a server go on being trusted for it.
                Some(before) if before.address == address => before.ca,
                _ => None,
            };
            Connection { address, ca }
        };
        // Another server has other rows: nothing is sent on the way.
        self.0.sync.stop().await;
        // Held while the server is asked: it is this vault that remembers it.
        let desk = self.desk().await?;
        Remote::connect(&desk, Arc::clone(&self.0.keychain), &connection)
            .await
            .map_err(|error| self.served(error))?;
        self.keep_syncing(&desk).await?;
        drop(desk);
        self.moved_with_server();
        self.connection().await
    }

    /// A new picture (YW-AUTH-03).
    ///
    /// # Errors
    /// `SERVER_NOT_CONNECTED`, `RATE_LIMITED`; those of asking.
    pub async fn captcha(&self) -> Answer<CaptchaView> {
        let picture = self.remote().await?.picture().await.map_err(|error| self.served(error))?;
        Ok(CaptchaView {
            id: picture.id,
            picture: format!("data:image/png;base64,{}", BASE64_STANDARD.encode(&picture.png)),
        })
    }

    /// Signs in; a vault without an account joins this one, and nothing in it is rewritten.
    ///
    /// # Errors
    /// `PHONE_FORMAT`, `FIELD_REQUIRED`; the codes of YW-AUTH-01 to 04; `ACCOUNT_OTHER`; those of asking.
    pub async fn sign_in(&self, form: SignInForm) -> Answer<ConnectionView> {
        if form.mode == SignInMode::Phone {
            Mobile::parse(&form.name).map_err(|problem| refusal(problem.in_field("name")))?;
        }
        let proof = match (form.sms_code, form.captcha) {
            (Some(code), _) => Proof::Sms(Secret::new(code)),
            (None, Some(answer)) => Proof::Captcha(answer.into()),
            (None, None) => return Err(refusal(Problem::new(Code::FieldRequired).in_field("captcha"))),
        };
        let request = SignIn {
            name: form.name,
            password: Secret::new(form.password),
            proof,
            device_name: computer_name(),
        };
        self.remote().await?.sign_in(&request).await.map_err(|error| self.served(error))?;
        *self.0.ended_by.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.keep_syncing_if_open().await?;
        // A task that stood still since the last session goes on.
        self.0.sync.tell(Told::SignedIn).await;
        self.moved_with_server();
        self.connection().await
    }

    /// Signs out. Where the server could not be told, the session is forgotten here all the same.
    ///
    /// # Errors
    /// Those of the vault and the store.
    pub async fn sign_out(&self) -> Answer<ConnectionView> {
        self.0.sync.stop().await;
        self.remote().await?.sign_out().await.map_err(|error| self.served(error))?;
        self.moved_with_server();
        self.connection().await
    }

    /// Has a code sent (YW-AUTH-07).
    ///
    /// # Errors
    /// `PHONE_FORMAT`, `PHONE_IN_USE`, `SMS_TOO_SOON`, `SMS_LIMIT`, `EXT_UNAVAILABLE`, `REG_TOKEN_EXPIRED`; those of asking.
    pub async fn send_code(&self, request: CodeRequest) -> Answer<CodeSentView> {
        let what = match request {
            CodeRequest::Registration { mobile } => CodeFor::Registration { mobile },
            CodeRequest::SignIn { name, .. } => CodeFor::SignIn { name },
        };
        let seconds = self.remote().await?.send_code(&what).await.map_err(|error| self.served(error))?;
        Ok(sent(seconds))
    }

    /// Changes one's own password (YW-PWD-01).
    ///
    /// # Errors
    /// The codes of YW-PWD-01; those of asking.
    pub async fn change_password(&self, old: String, next: String, again: String) -> Answer<()> {
        let (old, next, again) = (Secret::new(old), Secret::new(next), Secret::new(again));
        self.remote().await?.change_password(&old, &next, &again).await.map_err(|error| self.served(error))
    }

    /// Asks for the code of a reset (YW-AUTH-08).
    ///
    /// # Errors
    /// `CAPTCHA_WRONG`, `CAPTCHA_EXPIRED`, `PHONE_FORMAT`, `SMS_TOO_SOON`, `SMS_LIMIT`; those of asking.
    pub async fn start_reset(
        &self,
        name: &str,
        mobile: &str,
        captcha: CaptchaAnswer,
    ) -> Answer<CodeSentView> {
        let remote = self.remote().await?;
        let seconds = remote.start_reset(name, mobile, &captcha.into()).await;
        Ok(sent(seconds.map_err(|error| self.served(error))?))
    }

    /// Sets a new password with the code (YW-AUTH-08).
    ///
    /// # Errors
    /// The codes of YW-PWD-02 and YW-AUTH-08; those of asking.
    pub async fn finish_reset(&self, form: ResetForm) -> Answer<()> {
        let reset = Reset {
            name: form.name,
            mobile: form.mobile,
            code: Secret::new(form.sms_code),
            password: Secret::new(form.next),
            repeat: Secret::new(form.again),
        };
        self.remote().await?.finish_reset(&reset).await.map_err(|error| self.served(error))
    }

    /// Where this person is signed in (CM-SEC-02).
    ///
    /// # Errors
    /// `AUTH_REQUIRED`; those of asking.
    pub async fn devices(&self) -> Answer<Vec<DeviceView>> {
        let rows = self.remote().await?.devices().await.map_err(|error| self.served(error))?;
        Ok(rows.into_iter().map(DeviceView::of).collect())
    }

    /// Signs a computer out; answers with those that are left.
    ///
    /// # Errors
    /// `ID_INVALID`, `NOT_FOUND`, `AUTH_REQUIRED`; those of asking.
    pub async fn end_device(&self, id: &str) -> Answer<Vec<DeviceView>> {
        let remote = self.remote().await?;
        remote.revoke(id).await.map_err(|error| self.served(error))?;
        let rows = remote.devices().await.map_err(|error| self.served(error))?;
        Ok(rows.into_iter().map(DeviceView::of).collect())
    }

    /// The vault's server. The vault itself is let go.
    async fn remote(&self) -> Answer<Remote> {
        let desk = self.desk().await?;
        let remote = self.remote_of(&desk).await?;
        remote.ok_or_else(|| refusal(Problem::new(Code::ServerNotConnected)))
    }

    /// The server of an open vault; `None` in local mode.
    ///
    /// # Errors
    /// Those of the store; `NET_CERTIFICATE`.
    pub(super) async fn remote_of(&self, desk: &Desk) -> Answer<Option<Remote>> {
        let connection = Connection::of(desk.store()).await.map_err(|error| self.served(error))?;
        let mut known = self.0.remote.lock().await;
        let Some(connection) = connection else {
            *known = None;
            return Ok(None);
        };
        // `xinbao` may have connected the vault to another one meanwhile.
        if let Some((before, remote)) = &*known
            && *before == connection
        {
            return Ok(Some(remote.clone()));
        }
        let opened = Remote::open(desk, Arc::clone(&self.0.keychain)).await;
        let remote = opened.map_err(|error| self.served(error))?;
        *known = Some((connection, remote.clone()));
        Ok(Some(remote))
    }

    /// The view of what a server answered instead; of several problems the first error crosses. An end of the session is
    /// remembered, so that the screen can say why somebody has to sign in again.
    pub(super) fn served(&self, error: RemoteError) -> Box<ProblemView> {
        let problems = error.problems();
        let first = problems.iter().find(|problem| problem.is_error()).or(problems.first());
        let problem = first.cloned().unwrap_or_else(|| Problem::new(Code::Internal));
        if self.note_end(&problem) {
            self.moved_with_server();
        }
        self.failed(&problem, &error)
    }

    /// Remembers a problem that ends the session, so that the screen can say why somebody has to sign in again; whether it is
    /// one.
    pub(super) fn note_end(&self, problem: &Problem) -> bool {
        let ends = ENDS.contains(&problem.code);
        if ends {
            *self.0.ended_by.lock().unwrap_or_else(PoisonError::into_inner) = Some(problem.clone());
        }
        ends
    }

    /// The screen asks anew how things stand with the server.
    pub(super) fn moved_with_server(&self) {
        self.tell(crate::views::DeskEvent::Sync);
    }
}

fn sent(seconds: u64) -> CodeSentView {
    CodeSentView { resend_seconds: u32::try_from(seconds).unwrap_or(u32::MAX) }
}

impl From<CaptchaAnswer> for Captcha {
    fn from(answer: CaptchaAnswer) -> Self {
        Self { id: answer.id, text: answer.letters }
    }
}

impl AccountView {
    fn of(joined: &Joined) -> Self {
        let person = joined.person.as_ref();
        Self {
            company_name: joined.company_name.clone().unwrap_or_default(),
            uscc: joined.uscc.clone().unwrap_or_default(),
            mpn: joined.mpn.clone().unwrap_or_default(),
            person: person.and_then(|person| person.name.clone()).unwrap_or_default(),
            role: person.map_or(RoleView::Owner, |person| RoleView::named(&person.role)),
            suspended: joined.state == "suspended",
            must_change_password: person.is_some_and(|person| person.must_change_password),
        }
    }
}

impl RoleView {
    fn named(name: &str) -> Self {
        match name {
            "owner" => Self::Owner,
            "documents" => Self::Documents,
            "finance" => Self::Finance,
            // A role of a newer server is shown as the usual one; what it may do the server decides.
            _ => Self::Clerk,
        }
    }
}

impl DeviceView {
    fn of(row: DeviceRow) -> Self {
        let china = |text: &str| Instant::parse(text).map_or_else(|_| text.to_owned(), |at| at.china_text());
        Self {
            id: row.session_id,
            name: row.device_name.unwrap_or_default(),
            signed_in_at: china(&row.created_at),
            last_used_at: china(&row.last_used_at),
            is_this: row.current,
        }
    }
}
