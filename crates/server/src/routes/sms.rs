//! `POST /sms/send` (YW-AUTH-07, YW-REG-05).

use actions::accounts::{Answer, CodeWanted, send_code};
use domain::account::Login;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, Mobile, Problem};

use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, close, open, read_token},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(send))
}

/// What a code is for
#[derive(Deserialize, ToSchema)]
#[serde(tag = "purpose", rename_all = "snake_case", deny_unknown_fields)]
enum SmsBody {
    /// The bound mobile of a new account
    Registration { verification_token: String, mobile: String },
    /// Instead of the captcha, to the mobile bound to a sign-in name
    SignIn { mode: SignInMode, name: String },
    /// Changing the mobile, to the number bound so far
    OldMobile {},
    /// Changing the mobile, to the new number
    NewMobile { mobile: String },
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum SignInMode {
    User,
    Phone,
}

/// Send a code
#[utoipa::path(post, path = "/sms/send", tag = "sms", request_body = SmsBody,
    params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 200, body = super::auth::CodeSentView), (status = "4XX", body = ProblemsBody)))]
async fn send(call: Call) -> Result<Reply, Fault> {
    let typed: SmsBody = call.json()?;
    // Two purposes belong to somebody who is signed in.
    let session = match &typed {
        SmsBody::OldMobile {} | SmsBody::NewMobile { .. } => Some(call.session().await?),
        SmsBody::Registration { .. } | SmsBody::SignIn { .. } => None,
    };
    let host = match open(&call, session.as_ref()).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let number = |typed: &str| Mobile::parse(typed).map_err(|problem| problem.in_field("mobile"));
    let sent = match (&typed, &session) {
        (SmsBody::Registration { verification_token, mobile }, _) => {
            let token = read_token(verification_token).ok_or_else(|| Problem::new(Code::RegTokenExpired))?;
            send_code(&host, &CodeWanted::Registration(&token, number(mobile)?)).await
        }
        (SmsBody::SignIn { mode, name }, _) => {
            let login = match mode {
                SignInMode::User => Login::name(name),
                SignInMode::Phone => Login::phone(name),
            };
            let login = login.map_err(|problem| problem.in_field("name"))?;
            send_code(&host, &CodeWanted::SignIn(&login)).await
        }
        (SmsBody::OldMobile {}, Some(session)) => send_code(&host, &CodeWanted::OldMobile(session)).await,
        (SmsBody::NewMobile { mobile }, Some(session)) => {
            send_code(&host, &CodeWanted::NewMobile(session, number(mobile)?)).await
        }
        (SmsBody::OldMobile {} | SmsBody::NewMobile { .. }, None) => {
            return Err(Problem::new(Code::AuthRequired).into());
        }
    };
    close(&host, sent, |done| Answer::CodeSent(done)).await
}
