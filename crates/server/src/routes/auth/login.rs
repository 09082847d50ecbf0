//! `POST /auth/login` (YW-AUTH-01, 02).

use actions::accounts::{Answer, CaptchaTyped, Proof, SignInRequest, sign_in};
use domain::account::Login;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, DeviceId, Problem, Secret, Uuid};

use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, SignedInView, close, open},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(login))
}

/// 普通用户登录 or 手机号码登录
#[derive(Deserialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mode {
    /// Credit code, purchase number, staff name, or `credit code/short name`
    User,
    /// Bound mobile
    Phone,
}

impl Mode {
    /// The sign-in name that was typed.
    pub(super) fn login(self, typed: &str) -> Result<Login, Problem> {
        match self {
            Self::User => Login::name(typed),
            Self::Phone => Login::phone(typed),
        }
        .map_err(|problem| problem.in_field("name"))
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LoginBody {
    mode: Mode,
    name: String,
    password: String,
    /// The captcha's id; with `captcha`, unless `sms_code` stands for both
    captcha_id: Option<String>,
    captcha: Option<String>,
    /// A code that was sent to the bound mobile instead (看不清？短信登录验证)
    sms_code: Option<String>,
    /// UUIDv7 of this installation
    device: String,
    device_name: Option<String>,
}

/// Sign in
#[utoipa::path(post, path = "/auth/login", tag = "auth", request_body = LoginBody,
    params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 200, body = SignedInView), (status = "4XX", body = ProblemsBody)))]
async fn login(call: Call) -> Result<Reply, Fault> {
    let typed: LoginBody = call.json()?;
    let host = match open(&call, None).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    if typed.password.is_empty() {
        return Err(Problem::new(Code::FieldRequired).in_field("password").into());
    }
    let request = SignInRequest {
        login: typed.mode.login(&typed.name)?,
        password: Secret::new(typed.password),
        proof: match typed.sms_code {
            Some(code) => Proof::Sms(Secret::new(code)),
            None => Proof::Captcha(captcha(typed.captcha_id.as_deref(), typed.captcha)?),
        },
        device: DeviceId::parse(&typed.device).map_err(|problem| problem.in_field("device"))?,
        device_name: typed.device_name.as_deref().map(device_name).transpose()?,
    };
    close(&host, sign_in(&host, &request).await, |done| Answer::SignedIn(done)).await
}

/// A captcha as answered.
pub(in crate::routes) fn captcha(id: Option<&str>, text: Option<String>) -> Result<CaptchaTyped, Problem> {
    let text = text.filter(|text| !text.trim().is_empty());
    let text = text.ok_or_else(|| Problem::new(Code::FieldRequired).in_field("captcha"))?;
    // An id that is none has expired like any other that is not there.
    let id = id.and_then(|id| Uuid::try_parse(id).ok());
    let id = id.ok_or_else(|| Problem::new(Code::CaptchaExpired).in_field("captcha"))?;
    Ok(CaptchaTyped { id, text })
}

fn device_name(typed: &str) -> Result<Box<str>, Problem> {
    const MOST: usize = 60;
    let name = values::text::line(typed);
    values::text::check_chars(&name).map_err(|problem| problem.in_field("device_name"))?;
    Ok(name.chars().take(MOST).collect::<String>().into())
}
